"""NET103 thin-connection."""

from envcheck.checks.base import Check
from envcheck.media.connection import Limitation
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.freeze import Freeze
from envcheck.perception.scene import Scene

STILL_SECS = 1.0


class ThinConnection(Check):
    """A connection that carries less than a face needs.

    ## What it checks
    How many kilobits of picture and sound come in each second, while the picture moves.

    ## Why it matters
    With little to go by, a face is drawn coarsely, and small movements in it are lost.

    ## Known limits
    A sender that finds room uses it, so that little comes only where there is little room, where the sender's own
    settings keep it low, or where there is hardly anything to see, as behind a covered lens. What is allowed beyond
    what comes is not known. Not assessed without a picture, while it stands still, or where the sender says that its
    computer keeps it from sending more. The way from here to the client is another one.

    ## References
    Browsers send 640 × 360 pixels from 150 kbit/s on (libwebrtc, media/engine/simulcast.cc). Real clips of 33 kinds at
    that size and 10 frames a second, allowed 1 Mbit/s, took 600 to 1120 kbit/s (VP8 and H.264), a newsreader who
    hardly moves the least, and a still drawing 400.
    """

    code = "NET103"
    name = "thin-connection"
    title = N_("Speed of the connection")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=150.0, deactivate=200.0, start_secs=5.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("Little of the picture gets through the connection."),
            why=N_("Small movements of your face are lost on the way."),
            advice=N_("If anyone else here is streaming or downloading, ask them to pause."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Kilobits a second; low is thin."""
        kbits = scene.connection.kbits
        if scene.limitation is Limitation.CPU:
            raise FacetUnavailable(N_("the computer is too busy to send more"), not_applicable=True)
        if scene[Freeze].unchanged_secs >= STILL_SECS:
            raise FacetUnavailable(N_("the picture stands still"), not_applicable=True)
        return Observation(kbits)
