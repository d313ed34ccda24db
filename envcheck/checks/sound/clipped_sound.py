"""SND102 clipped-sound."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.loudness import Loudness


class ClippedSound(Check):
    """Speech that is too loud for the microphone.

    ## What it checks
    The share of samples at full scale, over the last three seconds of voiced speech.

    ## Why it matters
    A voice that rasps is tiring to listen to, and its finer tones are lost.

    ## Known limits
    Not assessed before somebody has spoken for a second. A preamplifier that overloads before the level is turned down
    clips below full scale and is not seen; nor is software that turns the voice down afterwards.

    ## References
    Compare the clip detection of WebRTC's device test (testrtc).
    Made voices in six languages: all 72 told that were driven 8 to 18 dB over full scale, none of 120 with peaks at
    -1 dBFS or less. Opus rounds clipping off: driven by 12 dB, 0.2 to 0.4 % of the samples are left at full scale.
    """

    code = "SND102"
    name = "clipped-sound"
    title = N_("Loud parts of your voice")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.0004, deactivate=0.0001, start_secs=1.0, stop_secs=0.5)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Your voice is so loud that the sound is cut off."),
            why=N_("A voice that rasps is tiring to listen to."),
            advice=N_("Turn the microphone down a little, or move it further away."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of samples at full scale; high is clipped."""
        clipped = scene[Loudness].clipped_share
        if clipped is None:
            raise FacetUnavailable(N_("nobody has spoken yet"))
        return Observation(clipped)
