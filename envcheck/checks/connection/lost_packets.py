"""NET101 lost-packets."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene

LOSSY = 0.01
"""Share of packets from which on pictures are missed: one has some ten packets, so that one in ten lacks a part."""


class LostPackets(Check):
    """Parts of sound and picture that never arrive.

    ## What it checks
    The share (0 to 1) of the packets of the last seconds that never came, of sound or picture, whichever lost more.

    ## Why it matters
    Syllables drop out and the picture tears; both are easily taken for something the other person did.

    ## Known limits
    Measured from the sender to the machine that runs the check: on one machine it would say nothing and is not
    assessed, and the way from here to the client is another one. What is sent again in time counts as arrived.

    ## References
    RFC 3550, section 6.4, on the loss that a receiver reports. Daily's call test calls less than 5 % good; Jitsi's
    says that a picture tears from 5 % on.
    """

    code = "NET101"
    name = "lost-packets"
    title = N_("Losses on the connection")
    severity = Severity.COULD
    serves = Serves.RELIABILITY
    limit = Limit(activate=0.05, deactivate=0.03, start_secs=3.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("Parts of the sound and picture are lost on their way."),
            why=N_("Syllables can drop out, and the picture can tear."),
            advice=N_("Move closer to the router, or connect by cable."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of packets lost; high is lossy."""
        return Observation(scene.connection.lost)


def loses_pictures(scene: Scene) -> bool:
    """True where so much is lost on the way that pictures are, too; False where that is not known."""
    try:
        return scene.connection.lost >= LOSSY
    except FacetUnavailable:
        return False
