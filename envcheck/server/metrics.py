"""What the server tells of itself: counts and times, with no label that identifies anybody."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.sessions = Gauge("envcheck_sessions", "Sessions at present.", registry=registry)
        self.sessions_limit = Gauge("envcheck_sessions_limit", "Sessions at most.", registry=registry)
        self.tasks = Gauge("envcheck_tasks", "Tasks of the event loop at present.", registry=registry)
        self.begun = Counter("envcheck_sessions_begun", "Sessions that were begun.", registry=registry)
        self.ended = Counter("envcheck_sessions_ended", "Sessions that ended.", ["reason"], registry=registry)
        self.verdicts = Counter("envcheck_verdicts", "Verdicts at the end.", ["verdict"], registry=registry)
        self.frames = Counter("envcheck_frames", "Frames that arrived in ended sessions.", registry=registry)
        self.dropped = Counter(
            "envcheck_frames_dropped", "Those of them that gave way to newer ones before a look.", registry=registry
        )
        self.cut_off = Counter("envcheck_readers_cut_off", "Readers of events that were too slow.", registry=registry)
        self.stages = Histogram(
            "envcheck_stage_seconds", "Time a stage takes.", ["stage"], registry=registry, buckets=BUCKETS
        )
        for stage in ("wait", "look", "tell"):
            self.stages.labels(stage)

    def text(self) -> bytes:
        """All of them, in the text format of Prometheus."""
        return generate_latest(self.registry)
