"""What the labels of an input say of each check."""

from collections.abc import Callable, Collection, Mapping

from envcheck.evaluation.labels import COLUMNS, SAID, Row, exact, words

Truth = Callable[[Row], bool | None]
"""Whether a row's labels say that a fault is there; None where they leave it open."""

LEAST_FACE = 0.08
"""Share of the frame's height: below it nobody labels the light on a face."""


def either(column: str, faulty: str, fine: str, unless: str = "") -> Truth:
    """A fault where the label has one of these words, none where it has one of those, else open.

    Args:
        column: where the label stands.
        faulty: words for the fault.
        fine: words that rule it out.
        unless: words of the background beside which those rule nothing out.
    """

    def truth(row: Row) -> bool | None:
        said = words(row, column)
        if said & set(faulty.split()):
            return True
        return False if said & set(fine.split()) and not words(row, "background_label") & set(unless.split()) else None

    return truth


def is_lone(row: Row) -> bool:
    """One person with one visible face: with several, nobody labels whose place is meant."""
    return exact(row, "n_people_visible") == exact(row, "faces_visible") == 1


def framing(faulty: str, fine: str) -> Truth:
    """As `either`, of the framing of one person."""
    truth = either("framing_label", faulty, fine)
    return lambda row: truth(row) if is_lone(row) else None


def no_face(row: Row) -> bool | None:
    """Nobody in view, or exactly one person with a face."""
    if is_lone(row):
        return False
    return True if exact(row, "n_people_visible") == exact(row, "faces_visible") == 0 else None


def more_people_than(expected: int) -> Truth:
    """More faces, or more people for certain, than the session expects."""

    def truth(row: Row) -> bool | None:
        people, faces = exact(row, "n_people_visible"), row.get("faces_visible", "")
        seen = max(people or 0, int(faces) if faces.isdecimal() else 0)
        return True if seen > expected else None if people is None else False

    return truth


def covered(row: Row) -> bool | None:
    """A lens labelled as covered; whatever else is labelled could be seen."""
    said = words(row, "picture_label")
    return True if "covered" in said else False if said or any(row.get(column) for column in COLUMNS[1:]) else None


TRUTHS: Mapping[str, Truth] = {
    "LIT101": either("lighting_label", "dark", "good"),
    "LIT102": either("lighting_label", "overexposed", "good"),
    "LIT103": either("lighting_label", "backlit", "good"),
    "LIT104": either("lighting_label", "uneven", "good"),
    "LIT105": either("lighting_label", "cast", "good"),
    "LIT106": either("lighting_label", "flickering", "good"),
    "LIT107": either("lighting_label", "glaring", "good", unless="window outdoor"),
    "FRM101": no_face,
    "FRM102": framing("off_centre left right", "good low_camera too_close"),
    "FRM103": framing("small_subject tiny_subject full_body", "good too_close tight"),
    "FRM104": framing("too_close", "good off_centre left right small_subject tiny_subject full_body low_camera"),
    "FRM105": framing("head_cut", "good off_centre small_subject low_camera"),
    "FRM106": framing("low_camera", "good high_camera"),
    "FRM107": framing("high_camera", "good low_camera"),
    "FRM108": framing("tilted", "good"),
    "FRM109": framing("profile", "good low_camera"),
    "BKG101": either("background_label", "cluttered", "tidy plain empty"),
    "BKG102": either("background_label", "plain", "cluttered bookshelf office bed kitchen"),
    "BKG103": either("background_label", "moving", "still"),
    "BKG104": either("background_label", "bed kitchen bathroom", "plain office bookshelf corridor station outdoor"),
    "BKG105": either("background_label", "replaced", "real"),
    "PRV101": more_people_than(1),
    "PRV102": either("background_label", "pictured_face", "plain empty", unless="picture pictures screen screens"),
    "PRV103": either("background_label", "readable_text readable sign", "plain empty"),
    "PRV105": either("background_label", "screen screens", "plain empty"),
    "PRV106": either("background_label", "mirror", "plain empty"),
    "PIC101": covered,
    "PIC102": either("picture_label", "blurred", "good"),
    "PIC103": either("picture_label", "low_resolution", "good"),
    "PIC104": either("picture_label", "frozen", "good"),
    "PIC105": either("picture_label", "low_frame_rate", "good"),
    "PIC106": either("picture_label", "noisy", "good"),
    "PIC107": either("picture_label", "turned", "good"),
}
"""What the labels say of each check, by code; checks that are not here need a column of their own."""


def labelled(row: Row, codes: Collection[str], expected: int = 1) -> dict[str, bool]:
    """What a row says of each check, by code; what it leaves open is left out.

    Args:
        row: the labels.
        codes: the checks that are asked about; what speaks of others is ignored.
        expected: how many people the session is meant to show.
    """
    truths = {**TRUTHS, "PRV101": more_people_than(expected)}
    said = {code: SAID[row[code].lower()] if code in row else truths.get(code, _open)(row) for code in codes}
    return {code: faulty for code, faulty in said.items() if faulty is not None}


def _open(row: Row) -> bool | None:
    return None


def is_lit_face(row: Row, height: float | None) -> bool:
    """True where the light on a face was labelled: one is visible, and not too small where it was found.

    Args:
        row: the labels.
        height: of the largest face found, as a share of the frame's height; None where none was found.
    """
    return row.get("faces_visible", "") not in ("", "0") and (height is None or height >= LEAST_FACE)
