"""SND106 humming-sound."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.hum import Hum


class HummingSound(Check):
    """Mains hum in the sound.

    ## What it checks
    By how many decibels the plainest steady tone at 50 or 60 Hz, or at a multiple up to the tenth, lies above what
    makes a tone prominent in the noise around it, and above -70 dBFS (A-weighted). It has to stay for some seconds.

    ## Why it matters
    A hum that never stops is tiring, most of all in a silence that is meant.

    ## Known limits
    Needs five seconds of sound. A steady tone of something else that happens to lie within 1 Hz of such a multiple is
    taken for hum; so is a refrigerator, rightly. Software that removes noise, and Opus below 100 Hz, hide some of it.

    ## References
    ECMA-74, annex D: a tone of 100 Hz is prominent 16 dB above the noise of its critical band, one of 500 Hz 11 dB.
    Hum made of ten multiples, over noise of -70 dBFS: of -50 and -60 dBFS A-weighted all 96 told where nobody speaks,
    32 dB below speech that hardly pauses 11 of 48, 22 dB below it 43 of 48. Speech alone, fans, traffic, music and
    twelve noises more: told in none of 78. Half of all through Opus.
    """

    code = "SND106"
    name = "humming-sound"
    title = N_("Hum in the sound")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.0, deactivate=-3.0, start_secs=1.0, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("A steady hum can be heard."),
            why=N_("A hum that never stops is tiring to listen to."),
            advice=N_("Move the microphone and its cable away from power supplies."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Decibels above what is prominent; high is hum."""
        return Observation(scene[Hum].prominence)
