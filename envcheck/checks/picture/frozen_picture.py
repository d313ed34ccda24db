"""PIC104 frozen-picture."""

from envcheck.checks.base import Check
from envcheck.findings import Limit, Observation, Serves, Severity
from envcheck.perception.facets import Repeats
from envcheck.perception.scene import Scene
from envcheck.words import N_, Words


class FrozenPicture(Check):
    """A picture that has stopped moving.

    ## What it checks
    For how many seconds the picture has stayed the same, pixel for pixel. A sensor's noise alone changes a live one.

    ## Why it matters
    A client who speaks to a still image does not know whether they are heard.

    ## Known limits
    Needs video. Software that sends a still on purpose (a photo in place of the camera) looks the same, and should.

    ## References
    Compare frozen-frame detection in WebRTC's own device test (testrtc).
    """

    code = "PIC104"
    name = "frozen-picture"
    severity = Severity.MUST
    serves = Serves.RELIABILITY
    limit = Limit(activate=2.5, deactivate=0.4, start_secs=0.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The picture has stopped moving."),
            why=N_("Only a still image would be seen while you speak."),
            advice=N_("Close other programs that use the camera, then start it again."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Seconds without any change; high is frozen."""
        return Observation(scene[Repeats].unchanged_secs)
