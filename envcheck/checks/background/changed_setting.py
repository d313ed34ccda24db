"""BKG106 changed-setting."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.baseline_difference import BaselineDifference
from envcheck.perception.scene import Scene


class ChangedSetting(Check):
    """A setting other than the one that was saved as usual.

    ## What it checks
    How far the room, the view of the camera and the light are from the usual setting, each as a multiple of what is
    still the same; the largest counts. The view may shift by 7.5 % of the frame, light by a third of a stop from
    place to place, by 0.45 stops in colour and by 1.75 stops as a whole.

    ## Why it matters
    The same room each week, seen in the same way, is part of what holds a conversation: one thing less to wonder about.

    ## Known limits
    Needs a usual setting (`envcheck baseline save`): 241 coarse numbers about 40 cells of the room without the people.
    No picture can be made from them: a cell knows no places and no shapes, only its middle colour and how steep its
    edges are, and at most a mosaic of 40 tiles can be drawn. For the same reason one plain wall is like another, a
    thing that was moved is no change, and a lamp that lights only a corner may be missed. A view or a light far from
    the usual one cannot be told from another room, and is not told as either: of 1,586 pairs of other rooms 22 were
    told as the camera's (20) or the light's (2) change, 15 of 577 and 7 of 1,009 on the two halves of the sources; of
    views turned by 10 to 20 % of the frame 742 of 752 were told as the camera's, of 573 rooms in another light 531.

    ## References
    Real clips, two of crowds left out: 0 of 496 pairs of one place and camera were found changed, 342 of them from
    recordings of several people; all 251 of other places or another view were. Made from 117 pictures of rooms, with
    another person in each: 1 of 1,287 looks at the same room (exposure, white balance, noise, compression, a chair), 1
    of 704 on sources that did not choose the limits; views turned by 10 % of the width 117 of 117, of the height 111,
    closer by 1.2 90, by 1.4 117; light from one side, of another colour or 2.5 stops less 585 of 585, a lamp 93, a
    blown window 17; other rooms 297 of 297.
    """

    code = "BKG106"
    name = "changed-setting"
    title = N_("Your usual setting")
    severity = Severity.COULD
    serves = Serves.STEADY_FRAME
    limit = Limit(activate=1.0, deactivate=0.85, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(
            message=N_("The picture shows another place, view or light than usual."),
            why=N_("A setting that stays the same is something to rely on."),
            advice=N_("Set camera and lamps as usual, or begin with a word about the new place."),
        ),
        "camera": Words(
            message=N_("The camera shows something else than usual."),
            why=N_("A view that stays the same is something to rely on."),
            advice=N_("If this is your usual room, turn the camera back to where it usually looks."),
        ),
        "light": Words(
            message=N_("The light in the room is not the usual one."),
            why=N_("A setting that stays the same is something to rely on."),
            advice=N_("Set lamps and curtains as they usually are."),
        ),
    }
    strengths = {"": N_("The setting is the same as always.")}

    def observe(self, scene: Scene) -> Observation:
        """The largest part of the change; high is changed."""
        change = scene[BaselineDifference]
        parts = {"": change.room, "camera": change.camera, "light": change.light}
        kind = max(parts, key=lambda part: parts[part])
        return Observation(parts[kind], variant=kind)
