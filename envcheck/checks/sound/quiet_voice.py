"""SND104 quiet-voice."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.loudness import Loudness


class QuietVoice(Check):
    """A voice that arrives faintly.

    ## What it checks
    The A-weighted level of voiced speech in dBFS, over the last three seconds in which somebody spoke.

    ## Why it matters
    A client who has to turn the sound up hears every noise louder, too.

    ## Known limits
    Not assessed before somebody has spoken for a second; whispering counts as not spoken. Software that evens out the
    level, as browsers do, hides the fault, and takes a few seconds for it. Music and a dog's bark may count as a voice.

    ## References
    ITU-T P.56 on the level of active speech, and its nominal level of -26 dBov in P.800: 14 dB less is heard at about a
    third of the loudness. Made voices in six languages, half of them through Opus: all 48 takes at -46 and -50 dBFS
    told, none of 96 at -20 to -36. Of 16 noises alone a dog's bark and music were taken for a voice, and none was told.
    """

    code = "SND104"
    name = "quiet-voice"
    title = N_("Loudness of your voice")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=-42.0, deactivate=-40.0, start_secs=2.0, stop_secs=0.5)
    is_gradual = True
    words = {
        "": Words(
            message=N_("Your voice arrives faintly."),
            why=N_("Turning the sound up makes every noise louder, too."),
            advice=N_("Move the microphone closer, or turn it up a little."),
        )
    }
    strengths = {"": N_("Your voice is well heard.")}

    def observe(self, scene: Scene) -> Observation:
        """Level of the voice in dBFS; low is faint."""
        speech = scene[Loudness].speech
        if speech is None:
            raise FacetUnavailable(N_("nobody has spoken yet"))
        return Observation(speech)
