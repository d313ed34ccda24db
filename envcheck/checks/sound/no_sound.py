"""SND101 no-sound."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.silence import Silence

PAUSE_SECS = 55.0


class NoSound(Check):
    """Silence from the microphone.

    ## What it checks
    For how many seconds nothing at all has come: digital silence (-100 dBFS or less in each 20 ms), or no sound. Once
    something was heard, only what goes beyond 55 s counts.

    ## Why it matters
    A client who hears nothing does not know whether they are heard.

    ## Known limits
    Software that removes noise may leave digital silence between two sentences. Therefore a microphone that has worked
    is believed for a minute, and one that was muted or lost after it was heard is told only then. Before the first
    word such software looks like a muted microphone for as long as nobody speaks. Which is so only a word can tell, and
    that is what is asked for. A cable that hums on its own counts as sound.

    ## References
    Compare the silence test of WebRTC's device test (testrtc: 2 s that are not silent). Through Opus at 32 kbit/s
    digital silence comes out at -112 dBFS or less and noise of -95 dBFS at -94 or more in each 20 ms.
    Told in all of 12 made streams (digital silence, a click before it, no sound at all) and in none of 120 with noise
    of -60 to -88 dBFS, or speech whose pauses of 30 s software had emptied.
    """

    code = "SND101"
    name = "no-sound"
    title = N_("Sound from the microphone")
    severity = Severity.MUST
    serves = Serves.RELIABILITY
    limit = Limit(activate=5.0, deactivate=1.0, start_secs=0.0, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("Nothing has been heard from the microphone so far."),
            why=N_("What you say would be lost."),
            advice=N_("Say a few words; if this stays, see whether the microphone is muted."),
        ),
        "lost": Words(
            message=N_("Nothing has been heard from the microphone for a while."),
            why=N_("What you say would be lost."),
            advice=N_("Say a few words; if this stays, see whether the microphone is muted."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Seconds of silence, beyond a pause where something was heard; high is silent."""
        silence = scene[Silence]
        if not silence.was_heard:
            return Observation(silence.seconds)
        return Observation(max(0.0, silence.seconds - PAUSE_SECS), variant="lost")
