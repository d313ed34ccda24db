"""NET102 long-delay."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene


class LongDelay(Check):
    """A connection that answers late.

    ## What it checks
    Seconds that a packet takes from here to the sender and back.

    ## Why it matters
    With a long delay people talk over each other, and a silence that is meant cannot be told from a wait.

    ## Known limits
    Measured between the sender and the machine that runs the check; the way to the client is another one. Cameras,
    encoders and buffers add their own delay, which nothing here sees. Not assessed where nothing could measure it.

    ## References
    ITU-T G.114: up to 150 ms one way, half of what is measured here, most conversations are not affected; beyond
    400 ms none is good. Daily's call test calls less than 300 ms there and back good.
    """

    code = "NET102"
    name = "long-delay"
    title = N_("Delay of the connection")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.3, deactivate=0.25, start_secs=3.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("The connection answers late."),
            why=N_("With a delay it is easy to talk over each other."),
            advice=N_("If anyone else here is streaming or downloading, ask them to pause."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Seconds there and back; high is late."""
        delay = scene.connection.round_trip
        if delay is None:
            raise FacetUnavailable(N_("the delay was not measured"), not_applicable=True)
        return Observation(delay)
