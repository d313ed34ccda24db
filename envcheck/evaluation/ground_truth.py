"""What the labels of an input say of each check: whether its fault is there, and whether its words would be true.

The two differ. A fault is there or not where somebody could have told it; a sentence about a face is false as well
where there is no face, which nobody labels the light of.
"""

from collections.abc import Callable, Collection, Mapping

from envcheck.evaluation.labels import COLUMNS, SAID, Row, count, exact, words

Truth = Callable[[Row], bool | None]
"""Whether a row's labels say that a fault is there; None where they leave it open."""

LEAST_FACE = 0.08
"""Share of the frame's height: below it nobody labels the light on a face."""


def by_words(column: str, faulty: str, fine: str, unless: str = "") -> Truth:
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


def by_column(column: str, otherwise: Truth) -> Truth:
    """What a yes/no column says; where a table has no such column, what the older ones say."""
    return lambda row: SAID.get(row[column].lower()) if column in row else otherwise(row)


def is_lone(row: Row) -> bool:
    """One person with one visible face: with several, nobody labels whose place is meant."""
    return exact(row, "n_people_visible") == exact(row, "faces_visible") == 1


def by_framing(faulty: str, fine: str) -> Truth:
    """As `by_words`, of the framing of one person."""
    truth = by_words("framing_label", faulty, fine)
    return lambda row: truth(row) if is_lone(row) else None


def no_face(row: Row) -> bool | None:
    """No face of anybody there; none where everybody shows theirs, unless it is turned away or cannot be made out."""
    people, faces = exact(row, "n_people_visible"), exact(row, "faces_visible")
    if people == 0 or faces == 0:
        return None if people is None else True
    hidden = looks_away(row) or _says(row, "blurred_face")
    return False if people == faces and people and not hidden else None


def looks_away(row: Row) -> bool:
    """The main person's face is labelled as turned away."""
    return _says(row, "averted") or "profile" in words(row, "framing_label")


def more_people_than(expected: int) -> Truth:
    """More faces, or more people for certain, than the session expects; a yes/no column says it of one person."""

    def counted(row: Row) -> bool | None:
        people = exact(row, "n_people_visible")
        seen = max(people or 0, count(row, "faces_visible") or 0)
        return True if seen > expected else None if people is None else False

    return by_column("second_person", counted) if expected == 1 else counted


def is_pictured(row: Row) -> bool | None:
    """A pictured face and nobody else's; where somebody else is there, the column leaves open whether one is."""
    if "only_pictured_faces" not in row:
        return by_words("background_label", "pictured_face", "plain empty", "picture pictures screen screens")(row)
    said = SAID.get(row["only_pictured_faces"].lower())
    return None if said is False and more_people_than(1)(row) is not False else said


def is_dim(row: Row) -> bool | None:
    """Little light on the face; one before a bright window may be called dim where it was labelled backlit alone."""
    said = by_column("face_dim", by_words("lighting_label", "dark", "good"))(row)
    return None if said is False and _says(row, "face_backlit") else said


def is_head_cropped(row: Row) -> bool | None:
    """Part of the head beyond the edge; of a face that fills the picture, where the hair ends was hardly looked at."""
    older = by_framing("head_cut", "good off_centre small_subject low_camera")
    said = by_column("head_cropped", older)(row)
    return None if said is False and _says(row, "close") else said


def is_covered(row: Row) -> bool | None:
    """A lens labelled as covered; whatever else is labelled could be seen, unless it was called dark."""
    said = words(row, "picture_label")
    if "covered" not in said and "dark" in words(row, "lighting_label") | words(row, "background_label"):
        return None
    return True if "covered" in said else False if said or any(row.get(column) for column in COLUMNS[1:]) else None


GROUND_TRUTH: Mapping[str, Truth] = {
    "LIT101": is_dim,
    "LIT102": by_column("face_blown", by_words("lighting_label", "overexposed", "good")),
    "LIT103": by_column("face_backlit", by_words("lighting_label", "backlit", "good")),
    "LIT104": by_column("face_one_sided", by_words("lighting_label", "uneven", "good")),
    "LIT105": by_column("face_cast", by_words("lighting_label", "cast", "good")),
    "LIT106": by_words("lighting_label", "flickering", "good"),
    "LIT107": by_words("lighting_label", "glaring", "good", unless="window outdoor"),
    "FRM101": no_face,
    "FRM102": by_column("off_centre", by_framing("off_centre left right", "good low_camera too_close")),
    "FRM103": by_column("far", by_framing("small_subject tiny_subject full_body", "good too_close tight")),
    "FRM104": by_column(
        "close", by_framing("too_close", "good off_centre left right small_subject tiny_subject full_body low_camera")
    ),
    "FRM105": is_head_cropped,
    "FRM106": by_column("camera_low", by_framing("low_camera", "good high_camera")),
    "FRM107": by_column("camera_high", by_framing("high_camera", "good low_camera")),
    "FRM108": by_framing("tilted", "good"),
    "FRM109": by_column("averted", by_framing("profile", "good low_camera")),
    "FRM110": by_column("too_much_headroom", by_framing("high_headroom", "good low_camera head_cut too_close tight")),
    "BKG101": by_column("cluttered_background", by_words("background_label", "cluttered", "tidy plain empty")),
    "BKG102": by_column(
        "plain_background", by_words("background_label", "plain", "cluttered bookshelf office bed kitchen")
    ),
    "BKG103": by_words("background_label", "moving", "still"),
    "BKG104": by_column(
        "bed_or_kitchen",
        by_words("background_label", "bed kitchen bathroom", "plain office bookshelf corridor station outdoor"),
    ),
    "BKG105": by_column("virtual_background", by_words("background_label", "replaced", "real")),
    "PRV101": more_people_than(1),
    "PRV102": is_pictured,
    "PRV103": by_column("readable_text", by_words("background_label", "readable_text readable sign", "plain empty")),
    "PRV105": by_column("lit_screen", by_words("background_label", "screen screens", "plain empty")),
    "PRV106": by_column("mirror", by_words("background_label", "mirror", "plain empty")),
    "PIC101": is_covered,
    "PIC102": by_column("blurred_face", by_words("picture_label", "blurred", "good")),
    "PIC103": by_words("picture_label", "low_resolution", "good"),
    "PIC104": by_words("picture_label", "frozen", "good"),
    "PIC105": by_words("picture_label", "low_frame_rate", "good"),
    "PIC106": by_words("picture_label", "noisy", "good"),
    "PIC107": by_words("picture_label", "turned", "good"),
}
"""What the labels say of each check, by code; checks that are not here need a column of their own."""


OF_A_FACE = frozenset({"LIT101", "LIT102", "LIT103", "LIT104", "FRM104", "FRM105", "FRM109", "PIC102"})
"""Checks whose words speak of a face: they are false where none is in view."""

OF_SOMEBODY = frozenset({"FRM102", "FRM103", "FRM106", "FRM107", "FRM110"})
"""Checks whose words speak to somebody before the camera: they are false where nobody is."""


def lacks_its_subject(row: Row, code: str) -> bool:
    """True where whatever a check says is false, since nobody is there of whom it speaks."""
    people, faces = exact(row, "n_people_visible"), exact(row, "faces_visible")
    if people == 0 and code in OF_SOMEBODY:
        return True
    return code in OF_A_FACE and people is not None and 0 in (people, faces)


def finding_holds(row: Row, code: str, variant: str = "", expected: int = 1) -> bool | None:
    """Whether a finding's words are true by the labels; None where they leave it open.

    Args:
        row: the labels.
        code: the check.
        variant: of the finding.
        expected: how many people the session is meant to show.
    """
    if code == "FRM101" and variant == "turned" and looks_away(row):
        return True
    if code not in row and lacks_its_subject(row, code):
        return False
    said = labels_by_check(row, [code], expected).get(code)
    too_dark = (
        code == "FRM101" and variant == "dark" and is_dim(row)
    )  # a face that can be guessed may be said to be lost
    return None if too_dark and said is False else said


def labels_by_check(row: Row, codes: Collection[str], expected: int = 1) -> dict[str, bool]:
    """What a row says of each check, by code; what it leaves open is left out.

    Args:
        row: the labels.
        codes: the checks that are asked about; what speaks of others is ignored.
        expected: how many people the session is meant to show.
    """
    by_check = {**GROUND_TRUTH, "PRV101": more_people_than(expected)}
    said = {code: SAID[row[code].lower()] if code in row else by_check.get(code, _left_open)(row) for code in codes}
    return {code: faulty for code, faulty in said.items() if faulty is not None}


def _says(row: Row, column: str) -> bool:
    """True where a yes/no column says yes."""
    return SAID.get(row.get(column, "").lower()) is True


def _left_open(row: Row) -> bool | None:
    return None


def is_lit_face(row: Row, height: float | None) -> bool:
    """True where the light on a face was labelled: one is visible, and not too small where it was found.

    Args:
        row: the labels.
        height: of the largest face found, as a share of the frame's height; None where none was found.
    """
    return row.get("faces_visible", "") not in ("", "0") and (height is None or height >= LEAST_FACE)
