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
    ebrary ch. 12, after Krupinski 2017 (screens and reflective surfaces behind). On 432 pictures labelled by eye, some
    of which the network was trained on, 13 of 16 with a lit screen were found, and none of 18 frames of one room in
    which a screen is cut by the frame; of 398 others 2 were told. The limits were set with all of these in view; by
    source: 6 of 6 and 2 of 106 in one set of rooms, 7 of 10 and none of 292 in all others. On screens that were
    off, in ten rooms, pictures were put with 0.2 to 1.6 of the room's white: 44 of 200 were found, as the network lost
    sight of the others; reflections of windows lit one of the ten, the grey tube.
    """

    code = "PRV105"
    name = "visible-screen"
    severity = Severity.SHOULD
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.5, deactivate=0.35, start_secs=1.0, stop_secs=1.5)
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
    return screen.confidence * screen.lit
