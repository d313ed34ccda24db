"""SND103 noisy-room."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.sound.loudness import Loudness
from envcheck.perception.sound.quiet_test import QuietTest


class NoisyRoom(Check):
    """Noise that comes close to the voice.

    ## What it checks
    By how many decibels the voice lies above the noise of the quiet test, both A-weighted: the level of voiced speech
    in the last three seconds in which somebody spoke, and the level that was exceeded half of the time in the test.

    ## Why it matters
    Words that have to be picked out of noise tire both sides, and the soft ones are lost first.

    ## Known limits
    Needs the quiet test, and a second of speech. It hears what is sent: where software removes noise, the client is
    spared it as well. Where noise is as loud as the voice no speech can be told apart, and nothing is assessed. A sound
    now and then, such as a door, hardly counts. Levels in decibels of sound pressure cannot be known.

    ## References
    ANSI/ASA S12.60 for classrooms: speech 15 dB above the noise; its voiced parts lie 3 dB higher.
    Made voices in noise of six kinds, half of it through Opus: told in 138 of 142 takes with noise 5 or 10 dB below
    speech, in none of 144 with noise 22 or 30 dB below; 2 could not be told.
    """

    code = "SND103"
    name = "noisy-room"
    title = N_("Noise in the room")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=18.0, deactivate=21.0, start_secs=1.0, stop_secs=0.5)
    is_gradual = True
    words = {
        "": Words(
            message=N_("The noise in the room comes close to your voice."),
            why=N_("Soft words are lost in it, and listening becomes tiring."),
            advice=N_("Close the window or switch off what makes the noise, then take the quiet test again."),
        )
    }
    strengths = {"": N_("The room is quiet.")}

    def observe(self, scene: Scene) -> Observation:
        """Decibels from the noise up to the voice; low is noisy."""
        speech, noise = scene[Loudness].speech, scene[QuietTest].noise
        if speech is None:
            raise FacetUnavailable(N_("nobody has spoken yet"))
        return Observation(speech - noise)
