"""PIC104 frozen-picture."""

from envcheck.checks.base import Check
from envcheck.media.connection import Limitation
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.freeze import Freeze
from envcheck.perception.scene import Scene

PATIENCE = 27.5
"""Seconds more for a live stream: its encoder takes the noise of a camera out of a room at rest, and a busy computer
sends in fits and starts; in Chromium beside four busy processes the same picture came for twelve seconds."""


class FrozenPicture(Check):
    """A picture that has stopped moving.

    ## What it checks
    For how many seconds the picture has stayed the same, pixel for pixel. A sensor's noise alone changes a live one. Of
    a live stream 27.5 seconds do not count; where its sender says that the computer or the connection limits it, the
    words are about that and not about the camera.

    ## Why it matters
    A client who speaks to a still image does not know whether they are heard.

    ## Known limits
    Needs video. Told after 2.5 seconds, of a live stream after 30: its encoder may leave nothing of a camera's noise in
    a room at rest. Software that sends a still on purpose (a photo in place of the camera) looks the same, and should.

    ## References
    Compare frozen-frame detection in WebRTC's own device test (testrtc).
    """

    code = "PIC104"
    name = "frozen-picture"
    title = N_("Motion of the picture")
    severity = Severity.MUST
    serves = Serves.RELIABILITY
    limit = Limit(activate=1.5, deactivate=0.4, start_secs=1.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The picture has stopped moving."),
            why=N_("Only a still image would be seen while you speak."),
            advice=N_("Close other programs that use the camera, then turn the camera off and on again."),
        ),
        Limitation.CPU: Words(
            message=N_("This computer is busy, and the picture has stopped moving."),
            why=N_("Only a still image would be seen while you speak."),
            advice=N_("Close other programs that keep the computer busy."),
        ),
        Limitation.BANDWIDTH: Words(
            message=N_("The connection is narrow, and the picture has stopped moving."),
            why=N_("Only a still image would be seen while you speak."),
            advice=N_("Move closer to the router, or connect by cable."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Seconds without any change, less those that a live stream is given; high is frozen."""
        unchanged = scene[Freeze].unchanged_secs
        if scene.limitation or scene.expectations.through_encoder:
            unchanged = max(0.0, unchanged - PATIENCE)
        return Observation(unchanged, variant=scene.limitation or "")
