"""PRV106 mirrored-room."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.room.mirror import Mirrors
from envcheck.perception.scene import Scene

FAINT = 0.7


class MirroredRoom(Check):
    """A mirror or dark window behind that shows the person, or a screen that does.

    ## What it checks
    How far a bordered place behind changes in step with the person, over the last six to ten seconds: the rank
    correlation (0 to 1) of its changes from look to look with the person's own. Only video can show it.

    ## Why it matters
    A mirror shows what is before the camera as well: a desk, a screen with a client on it, somebody in the doorway.

    ## Known limits
    The reflection has to stand apart from the person, with straight lines beside it or above and below it, range over
    more than a stop of light, and move for six seconds while the camera stands still. A wide mirror whose frame is far
    from what moves is missed, and so is a still one, a screen's reflection, and whoever sits right before the mirror. A
    screen with one's own picture can be told alike. Somebody who leans on the person moves along, and so does a deep
    shadow: before a shelf or a frame either can be taken for it.

    ## References
    ebrary ch. 12, after Krupinski 2017 (mirrors and reflective surfaces behind); Spearman 1904. No labelled clip shows
    a mirror with somebody in it, so all figures but the last are made: into 15 clips, played back and forth at a
    changing pace, the same picture was put reversed, small, framed, at 15 to 70 % of its light, and 41 of 60 were
    found. Another person, the same one seconds earlier, or a still picture was never told (0 of 180), nor a shadow of
    30 % (0 of 15) or the bare clip (0 of 15). The rules were chosen on these clips, with other movements. In a clip
    left out of that choice, where a child leans on the person, 1 of 20 was found and 1 of 70 wrongly told. Of 12 real
    clips, played likewise, with a screen that shows the person faint and small, none was told.
    """

    code = "PRV106"
    name = "mirrored-room"
    title = N_("Mirrors and dark windows")
    severity = Severity.COULD
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=0.85, deactivate=0.7, start_secs=1.0, stop_secs=2.0)
    words = {
        "": Words(
            message=N_("Something behind you moves just as you do: is it a mirror or a dark window?"),
            why=N_("A reflection shows the side of the room that the camera leaves out."),
            advice=N_("Cover it, or turn the camera until it is out of view."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Likeness of the likest place behind to the person's movement; high is a reflection."""
        mirrors = scene[Mirrors].mirrors
        return Observation(
            max((mirror.likeness for mirror in mirrors), default=0.0),
            tuple(mirror.box for mirror in mirrors if mirror.likeness >= FAINT),
        )
