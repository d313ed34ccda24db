"""PRV105 visible-screen."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.screens import Screen, Screens
from envcheck.perception.scene import Scene

LEAST_AREA = 0.01


class VisibleScreen(Check):
    """A lit screen that faces the camera.

    ## What it checks
    How sure it is (0 to 1) that a lit monitor, television or laptop is in view: the network's confidence in the screen
    times how far it is lit. Lit is where its bright part is no darker than the middle of the frame; a stop below that
    it counts as off. From 1 % of the frame's area. A phone is not asked for, nor a laptop that stands before the
    person: the camera sees its back.

    ## Why it matters
    A screen can show names, messages or somebody else's notes, and it draws the eye away from the conversation.

    ## Known limits
    Needs the object network, which knows a screen by its rim: one that is cut by the frame, or shows a lively picture,
    is often missed. So is a page of bright writing on black. A white computer seen from behind, or a grey tube
    television, can be taken for lit.

    ## References
    ebrary ch. 12, after Krupinski 2017 (screens and reflective surfaces behind). In 742 pictures of 83 sources it is
    told 20 times, 18 of them rightly (95 % interval 70 to 97 %; the others: a sheet of paper behind glass, a white
    monitor seen from aside). Leaving out one source at a time chooses the same limit: what lies between 0.5 and 0.65
    are two screens that are off and the lid of a laptop, and one that is lit. Most lit screens are missed: in pictures
    of 67 sources that chose nothing but the limit 3 of 18 were found, as the network does not see the others. On
    screens that were off, in ten rooms, pictures were put with 0.2 to 1.6 of the room's white: 44 of 200 were found at
    0.5.
    """

    code = "PRV105"
    name = "visible-screen"
    title = N_("Screens in view")
    severity = Severity.SHOULD
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.65, deactivate=0.5, start_secs=1.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("A lit screen seems to face the camera."),
            why=N_("It may show something that is meant for nobody else."),
            advice=N_("Turn the screen away, or switch it off."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Confidence that a lit screen is in view; high is in view."""
        large = [screen for screen in scene[Screens].screens if screen.box.area >= LEAST_AREA]
        return Observation(
            max(map(_trust, large), default=0.0),
            tuple(screen.box for screen in large if _trust(screen) >= self.limit.deactivate),
        )


def _trust(screen: Screen) -> float:
    return screen.confidence * screen.brightness
