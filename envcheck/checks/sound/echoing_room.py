"""SND105 echoing-room."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.reverberation import Reverberation


class EchoingRoom(Check):
    """A room that goes on sounding after each word.

    ## What it checks
    An estimate of the time in seconds in which sound dies away by 60 dB, from how the latest words ended (five to
    sixteen of them), between 400 Hz and 4 kHz.

    ## Why it matters
    An echoing voice sounds far away, and in a bare room closeness is harder to feel.

    ## Known limits
    Not assessed until five sounds have ended freely, which takes some sentences, the longer the more a room echoes.
    Software that removes noise cuts such endings short and hides the fault. Of a microphone close to the mouth the
    room is heard less than it is measured.

    ## References
    Ratnam et al. 2003, J. Acoust. Soc. Am. 114(5); Vieira 2004, AES 116. ANSI/ASA S12.60 allows 0.6 s for small
    classrooms. Half a minute of made voices in box-shaped rooms (image sources), half of it through Opus: told in none
    of 168 takes with 0.2 to 0.6 s, in 62 of 74 with 0.9 to 1.2 s; 22 more of these could not be told in that time.
    """

    code = "SND105"
    name = "echoing-room"
    title = N_("Echo in the room")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.7, deactivate=0.6, start_secs=2.0, stop_secs=0.5)
    is_gradual = True
    words = {
        "": Words(
            message=N_("The room echoes."),
            why=N_("An echoing voice sounds further away than it is."),
            advice=N_("Move closer to the microphone."),
        )
    }
    strengths = {"": N_("The room hardly echoes.")}

    def observe(self, scene: Scene) -> Observation:
        """Seconds in which sound dies away; high is echoing."""
        return Observation(scene[Reverberation].decay_secs)
