"""Whether a strength, a reading of the setting or the verdict would be true, by the labels of an input.

A strength is false where the labels name what contradicts it, true where they rule that out, and open otherwise. What
contradicts it is told as faults, by the codes of their checks, so that whatever labels a fault (words, yes/no columns,
columns named after a check) speaks of the strengths as well:

* "There is enough light on your face" contradicts a dim face, and one that lies in the shadow of what is behind it. A
  face lit from one side has light enough on that side and may lack it on the other: that stays open.
* "The light behind you leaves your face clear" contradicts a backlit face and a dim one: neither is clear.
* "The light on your face is even" contradicts light from one side.
* "The picture has a warm tone" contradicts a labelled tint, which is told to be mended; no label says that one is warm.
* "You are in the middle of the picture" contradicts a place off the middle.
* "You are close enough to the camera" contradicts a face that is far; one that fills the picture is close enough, and
  too close: that stays open.
* "Your whole head is in the picture" contradicts a head that is cut off.
* "The camera is at eye height" contradicts a camera that looks up or down.
* "The background is calm" contradicts clutter; what moves, or somebody else, leaves it open.
* "Nobody else is in view" contradicts more people than expected; a pictured face is nobody.
* "Your face is in clear focus" contradicts a blurred face.
* Plants and books are there or are not: their own columns say it, and a bookshelf holds books.

Each of them that speaks of a face, or to somebody, is false where there is none (`lacks_its_subject`).

A setting does not come across as professional where a must fault is labelled (somebody else, nobody, a covered lens),
where it is cluttered, or where a bed or kitchen shows; nor as inviting where it is cluttered: a room that nobody sits
in may well be inviting. It does where all of them are ruled out. The weaker levels claim too little to be false.

A verdict of ready, with or without advice, is false with a labelled must fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from envcheck.evaluation.ground_truth import labels_by_check, lacks_its_subject
from envcheck.evaluation.labels import SAID, Row, words
from envcheck.model.findings import Impression, Level, Verdict


@dataclass(frozen=True)
class Contradicted:
    """What labels say of a sentence that praises.

    Attributes:
        by: codes of the faults that make it false; ruled out, they make it true.
        open_with: codes of faults beside which it is neither.
    """

    by: tuple[str, ...]
    open_with: tuple[str, ...] = ()


STRENGTHS: Mapping[str, Contradicted] = {
    "LIT101": Contradicted(("LIT101", "LIT103"), ("LIT104",)),
    "LIT103": Contradicted(("LIT103", "LIT101")),
    "LIT104": Contradicted(("LIT104",)),
    "FRM102": Contradicted(("FRM102",)),
    "FRM103": Contradicted(("FRM103",), ("FRM104",)),
    "FRM105": Contradicted(("FRM105",)),
    "FRM106": Contradicted(("FRM106", "FRM107")),
    "BKG101": Contradicted(("BKG101",), ("BKG103", "PRV101")),
    "PRV101": Contradicted(("PRV101",)),
    "PIC102": Contradicted(("PIC102",)),
}
"""By the code of the check that praises; one that is not here is contradicted by its own fault, and never true."""

MUST = ("PRV101", "FRM101", "PIC101")
"""Faults beside which no room is ready."""

READINGS: Mapping[Impression, Contradicted] = {
    Impression.PROFESSIONAL: Contradicted((*MUST, "BKG101", "BKG104")),
    Impression.INVITING: Contradicted(("BKG101",)),
}


def strength_holds(row: Row, code: str, variant: str = "", expected: int = 1) -> bool | None:
    """Whether a strength is true by the labels; None where they leave it open.

    Args:
        row: the labels.
        code: the check that praises.
        variant: of the strength.
        expected: how many people the session is meant to show.
    """
    if code not in row and lacks_its_subject(row, code):
        return False
    if code == "BKG104":
        things = [_is_there(row, thing) for thing in variant.split(" and ")]
        return False if False in things else None if None in things else True
    if code in STRENGTHS:
        return _holds(row, STRENGTHS[code], expected)
    return False if labels_by_check(row, [code], expected).get(code) else None


def impression_holds(row: Row, impression: Impression, level: Level, expected: int = 1) -> bool | None:
    """Whether a reading is true by the labels; None where they leave it open. Arguments as for `strength_holds`."""
    return _holds(row, READINGS[impression], expected) if level is Level.CLEAR else None


def verdict_holds(row: Row, verdict: Verdict, expected: int = 1) -> bool | None:
    """Whether a verdict of ready is true by the labels; None where they leave it open, and for other verdicts."""
    if verdict not in (Verdict.READY, Verdict.READY_WITH_ADVICE):
        return None
    return _holds(row, Contradicted(MUST), expected)


def _holds(row: Row, sentence: Contradicted, expected: int) -> bool | None:
    faults = labels_by_check(row, {*sentence.by, *sentence.open_with}, expected)
    if any(faults.get(code) for code in sentence.by):
        return False
    if any(faults.get(code) for code in sentence.open_with):
        return None
    return True if all(faults.get(code) is False for code in sentence.by) else None


def _is_there(row: Row, thing: str) -> bool | None:
    if thing in row:
        return SAID.get(row[thing].lower())
    return True if thing == "books" and "bookshelf" in words(row, "background_label") else None
