"""BKG103 moving-background."""

from envcheck.checks.base import Check, main_face
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.motion import Motion
from envcheck.perception.scene import Scene


class MovingBackground(Check):
    """Something that goes on moving behind.

    ## What it checks
    The share of the background that moved by itself since half a second ago, for at least 2.5 s. People are left out,
    and so is what hangs together with them, changes of light, soft shadows, and a camera that was nudged.

    ## Why it matters
    Eyes follow what moves. A fan, a television or a curtain draws a client's look away from the face.

    ## Known limits
    Close to the person (about 40 of 640 pixels) nothing is counted. What moves by fits and starts, as a cat does, is
    mostly passed over, and so are a fan that turns into an even blur and a faint curtain. While the camera itself
    turns, and while nobody is in view, nothing is said. A mirror moves with the person.

    ## References
    Told in none of 109 made sequences without it (20 minutes with noise, a swaying person, a shaking or turning camera,
    new exposures, shadows and a short reach, as H.264 at 250 to 1000 kbit/s) and in none of 25 real clips looped to
    14 s; in the one with a street behind it is. Put into 11 pictures: televisions of 1 to 5 % of the frame 40 of 42,
    fans of 6 % 11 of 11, of 3 % 13 of 22, of 1 % 5 of 11, plain curtains 17 of 21, faint ones 1 of 11, cats 7 of 33.
    """

    code = "BKG103"
    name = "moving-background"
    title = N_("Movement behind you")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.006, deactivate=0.003, start_secs=2.5, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("Something keeps moving behind you."),
            why=N_("Eyes are drawn to what moves, and away from your face."),
            advice=N_("Bring it to rest, or turn the camera until it is out of view."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of the background that moves; high is moving."""
        main_face(scene)
        motion = scene[Motion]
        return Observation(motion.share, motion.boxes)
