"""PRV104 background-voice."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.quiet_test import QuietTest


class BackgroundVoice(Check):
    """A voice in the quiet test.

    ## What it checks
    For how many seconds a voice was heard in the three seconds of the quiet test (its first 0.3 s left out), where a
    network is at least 0.8 sure of one. It tells that somebody speaks, never who or what.

    ## Why it matters
    Where others can be heard, they may hear what a client says.

    ## Known limits
    Not assessed without the quiet test, or when the microphone gave no sound at all in it. A radio counts as a voice,
    and so does whoever speaks during the test by mistake: it can be taken again, and only the last one counts. Three
    silent seconds do not mean that nobody is near. Voices that software removes as noise are not heard.

    ## References
    Silero VAD 6.2 (MIT). Made voices in six languages at -20 to -55 dBFS, as they are and with what a wall leaves below
    800 or 400 Hz, over noise of -70 dBFS: all of 360 told, at 0.7 s or more. Fans, traffic, rain, typing, steps, doors,
    breath, birds, a dog, plucked music and eight kinds more at -25 to -70 dBFS: none of 512, at 0.2 s at most. Half of
    all through Opus; the limit lies between the two, and was chosen on English and German voices alone.
    """

    code = "PRV104"
    name = "background-voice"
    title = N_("Other voices nearby")
    severity = Severity.MUST
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.5, deactivate=0.25, start_secs=0.0, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("A voice could be heard during the quiet test."),
            why=N_("Where others can be heard, they may hear what is said here."),
            advice=N_("Close the door or ask for quiet nearby, then take the quiet test again."),
        )
    }
    strengths = {"": N_("No other voice was heard in the quiet test.")}

    def observe(self, scene: Scene) -> Observation:
        """Seconds of voice; high is somebody."""
        return Observation(scene[QuietTest].voice_secs)
