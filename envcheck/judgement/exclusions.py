"""What is not said in one breath: which finding silences which other finding, and which strength it contradicts.

One cause is told once: a second finding that follows from the first, or that asks for the opposite, leaves the
therapist guessing what to do. A praise beside a finding that contradicts it is false or seems so. Pairs were read in
reports on labelled pictures, where the strength was mostly the false one, or follow from the words themselves.
"""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from math import inf

from envcheck.model.findings import Finding, NotAssessed
from envcheck.model.words import N_

OF_THE_FACE = ("LIT101", "LIT102", "LIT103", "LIT104", "PIC102")
OF_THE_PLACE = ("FRM102", "FRM103", "FRM104", "FRM105", "FRM106", "FRM107", "FRM109", "FRM110")
OF_THE_ROOM = ("BKG101", "BKG102", "BKG103", "BKG104", "BKG105", "BKG106", "BKG107")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What is not said beside one finding.

    Attributes:
        finding: code of the finding, or its code and a variant, as in "FRM105 bottom".
        because: why not, in one clause.
        findings: codes of other findings that it silences, written in the same way.
        strengths: codes of the checks that are not praised.
    """

    finding: str
    because: str
    findings: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()


EXCLUSIONS = (
    Exclusion("NET101", "pictures of which parts are lost are not shown", ("PIC105",)),
    Exclusion(
        "PIC101",
        "a picture that shows nothing does not move either, and says nothing of anybody or of any room",
        (
            *("FRM101", "FRM108", *OF_THE_PLACE, *OF_THE_FACE, *OF_THE_ROOM, "LIT105", "LIT106", "LIT107"),
            *("PIC103", "PIC104", "PIC105", "PIC106", "PRV106", "NET103"),
        ),
        (*OF_THE_PLACE, *OF_THE_FACE, *OF_THE_ROOM, "LIT105", "PRV101"),
    ),
    Exclusion("PIC104", "a still picture shows nobody who has come since", ("BKG103", "PIC105"), ("PRV101",)),
    Exclusion("PIC104 cpu", "a busy computer is told once, by what it does worst", ("PIC103",)),
    Exclusion("PIC104 bandwidth", "a narrow connection is told once, by what it does worst", ("PIC103", "NET103")),
    Exclusion("PIC103 bandwidth", "a narrow connection is told once", ("NET103",)),
    Exclusion("PIC105 bandwidth", "a narrow connection is told once", ("NET103",)),
    Exclusion("PIC103", "what arrives with little detail shows no focus", strengths=("PIC102",)),
    Exclusion(
        "PRV101",
        "who is behind is no part of the room and comes first, and of several people nobody knows who is meant",
        ("BKG103", "FRM102", "FRM109"),
        ("BKG101", "FRM102"),
    ),
    Exclusion("PRV102", "who may be a picture may be somebody", strengths=("PRV101",)),
    Exclusion("PRV104", "the noise that was heard was the voice", ("SND103",), ("SND103",)),
    Exclusion(
        "SND101",
        "a microphone that hears nothing tells nothing of a room or a voice",
        ("SND103", "SND104", "SND105"),
        ("PRV104",),
    ),
    Exclusion("SND106", "a room with a hum is not quiet", strengths=("SND103",)),
    Exclusion(
        "FRM101",
        "of a face that is not in view nothing else can be told, and whoever is in view may be somebody else",
        (*OF_THE_PLACE, *OF_THE_FACE),
        (*OF_THE_FACE, "PRV101"),
    ),
    Exclusion("FRM103", "a face so small shows neither its light nor its focus", strengths=OF_THE_FACE),
    Exclusion(
        "FRM104",
        "a face that fills the picture is near enough, and cut before that is told",
        strengths=("FRM103", "FRM105"),
    ),
    Exclusion("FRM105 side", "whoever moves towards the middle is in the picture again", ("FRM102",)),
    Exclusion("FRM105 bottom", "the camera is to be tilted down, not lowered", ("FRM107",)),
    Exclusion("FRM107", "a camera above the eyes is not at their height", strengths=("FRM106",)),
    Exclusion("FRM110", "the camera is to be tilted down, not lowered", ("FRM107",), ("FRM102",)),
    Exclusion("FRM110 below", "one piece of advice mends both", ("FRM106",)),
    Exclusion("LIT103", "the bright area is the light behind", ("LIT107",)),
    Exclusion("LIT104", "half a face in shadow has not light enough, and is not clear", strengths=("LIT101", "LIT103")),
    Exclusion("LIT107", "what outshines the picture does not leave it clear", strengths=("LIT103",)),
    Exclusion("BKG101", "where there is much to see there is not little", ("BKG102",)),
    Exclusion("BKG102", "where little is to be seen nothing was placed yet", strengths=("BKG104",)),
    Exclusion(
        "BKG104",
        "a thing that stands out is something to see, and a calmer view is asked for",
        ("BKG102",),
        ("BKG101",),
    ),
    Exclusion("BKG105", "an effect says nothing of the room", ("BKG102",), ("BKG101", "BKG104")),
    Exclusion("BKG107", "what stands out is something to see, and not calm", ("BKG102",), ("BKG101",)),
)
"""All that is not said beside something else."""


def contradicted_codes(found: Iterable[Finding]) -> frozenset[str]:
    """Codes of the checks that are not praised beside these findings."""
    return frozenset(code for one in _exclusions_of(found) for code in one.strengths)


def unsilenced(found: Collection[Finding]) -> list[Finding]:
    """Those of the findings that none of the others, which lasted at the same time, silences."""
    return [one for one in found if not any(_silences(other, one) for other in found)]


def as_not_assessed(found: Iterable[Finding], told: Container[str]) -> list[NotAssessed]:
    """What stands for findings that are silenced, which are all but those of the codes in `told`."""
    reason = N_("another finding explains it")
    return [NotAssessed(one.code, reason, True, one.title) for one in found if one.code not in told]


def _silences(one: Finding, other: Finding) -> bool:
    silenced = {code for exclusion in _exclusions_of([one]) for code in exclusion.findings}
    return bool(silenced & _names(other)) and one.since <= _end(other) and other.since <= _end(one)


def _exclusions_of(found: Iterable[Finding]) -> list[Exclusion]:
    names = frozenset(name for one in found for name in _names(one))
    return [exclusion for exclusion in EXCLUSIONS if exclusion.finding in names]


def _names(one: Finding) -> frozenset[str]:
    return frozenset({one.code, f"{one.code} {one.variant}"})


def _end(one: Finding) -> float:
    return inf if one.until is None else one.until
