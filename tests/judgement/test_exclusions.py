"""What is not said in one breath, over all pairs of codes that reports told together."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from envcheck.checks.catalog import BUILT_IN
from envcheck.judgement.exclusions import EXCLUSIONS, contradicted_codes, unsilenced
from envcheck.judgement.verdict import strengths
from envcheck.model.findings import Finding, Severity, Strength
from envcheck.model.words import Words
from seen_pairs import added

CHECKS = {check.code: check for check in BUILT_IN}
SEEN = Path(__file__).with_name("seen_pairs.txt").read_text().splitlines()

SUBJECTS = {
    "presence": "FRM101",
    "place": "FRM102 FRM103 FRM104 FRM105 FRM110",
    "angle": "FRM106 FRM107 FRM108 FRM109",
    "light on the face": "LIT101 LIT102 LIT103 LIT104",
    "tone": "LIT105 LIT106",
    "light behind": "LIT107",
    "people": "PRV101 PRV102",
    "things": "PRV103 PRV105 PRV106 BKG104 BKG107",
    "room": "BKG101 BKG102 BKG103 BKG105 BKG106",
    "picture": "PIC101 PIC102 PIC103 PIC104 PIC105 PIC106 PIC107",
}
OF = {code: subject for subject, codes in SUBJECTS.items() for code in codes.split()}

COMPATIBLE = {
    ("presence", "people"): "others can be in view or not, wherever one's own face is",
    ("presence", "things"): "a room is seen without anybody as well",
    ("presence", "room"): "a room is seen without anybody as well",
    ("presence", "picture"): "how well a picture arrives has nothing to do with who is in it",
    ("presence", "angle"): "how a camera stands is seen without a face as well",
    ("place", "place"): "to the side, near and cut are three measures, with an advice each that goes with the others",
    ("place", "angle"): "where somebody is says nothing of how the camera looks at them",
    ("place", "light on the face"): "a face can be lit well or badly wherever it is",
    ("place", "tone"): "colours are the same wherever a face is",
    ("place", "light behind"): "a window is behind a face wherever that is",
    ("place", "people"): "somebody else can be there or not, wherever one sits",
    ("place", "things"): "what is in the room is there wherever one sits",
    ("place", "room"): "what is in the room is there wherever one sits",
    ("place", "picture"): "how well a picture arrives has nothing to do with where somebody is in it",
    ("angle", "angle"): "up, down, aslant and to the side are four measures",
    ("angle", "light on the face"): "a face can be lit well or badly from wherever it is seen",
    ("angle", "tone"): "colours are the same from wherever a face is seen",
    ("angle", "light behind"): "a window can be behind a face from wherever that is seen",
    ("angle", "people"): "somebody else can be there or not, however the camera stands",
    ("angle", "things"): "what is in the room is there however the camera stands",
    ("angle", "room"): "what is in the room is there however the camera stands",
    ("angle", "picture"): "how well a picture arrives has nothing to do with how the camera stands",
    ("light on the face", "light on the face"): "level, glare, balance and what is behind are four measures",
    ("light on the face", "tone"): "light has a colour, however much there is",
    ("light on the face", "light behind"): "a bright spot behind need not reach the face",
    ("light on the face", "people"): "who is in view is seen in any light that shows a face",
    ("light on the face", "things"): "what is in the room is seen in any light that shows a face",
    ("light on the face", "room"): "what is in the room is seen in any light that shows a face",
    ("light on the face", "picture"): "a lit face can be soft, coarse, grainy or upright in the picture",
    ("tone", "people"): "who is in view is seen in any colour",
    ("tone", "room"): "what is in the room is seen in any colour",
    ("tone", "things"): "what is in the room is seen in any colour",
    ("tone", "picture"): "how well a picture arrives has nothing to do with its colours",
    ("light behind", "people"): "who is in view is seen beside a window",
    ("light behind", "things"): "what is in the room is seen beside a window",
    ("light behind", "room"): "a bright spot says nothing of how much there is to see around it",
    ("light behind", "picture"): "a window says nothing of how well the picture arrives",
    ("people", "people"): "somebody can stand beside a portrait",
    ("people", "things"): "who is in view says nothing of what is",
    ("people", "room"): "who is in view says nothing of the room around them",
    ("people", "picture"): "who is in view is seen in a coarse, soft or upright picture as well",
    ("things", "things"): "a room can hold several things to take away or to like",
    ("things", "room"): "one thing is not the room",
    ("things", "picture"): "what is in view is seen in a coarse, soft or upright picture as well",
    ("room", "room"): "much, coloured and moving are three measures",
    ("room", "picture"): "a room is seen in a coarse, soft or upright picture as well",
    ("picture", "picture"): "size, grain and shape are three measures",
}
"""Why two findings, or a finding and a praise, of two subjects may stand side by side."""


def finding(name: str, **rest: Any) -> Finding:
    """A finding of that code, or of that code and variant."""
    code, _, variant = name.partition(" ")
    return Finding(code, "name", Severity.COULD, Words("A.", "B.", "C."), 1.0, variant=variant, **rest)


def praised(*found: str) -> set[str]:
    good = [Strength(check.code, check.name, "Good.") for check in BUILT_IN if check.strengths]
    severities = {check.code: check.severity for check in BUILT_IN}
    return {one.code for one in strengths(good, [finding(name) for name in found], severities)}


def told(*found: str) -> set[str]:
    return {one.code for one in unsilenced([finding(name) for name in found])}


@pytest.mark.parametrize("pair", [pair for pair in SEEN if "|" in pair])
def test_a_finding_and_a_praise_seen_together_are_kept_apart_or_compatible(pair: str) -> None:
    found, good = pair.split(" | ")
    if good in praised(found):
        assert reason(found, good)


@pytest.mark.parametrize("pair", [pair for pair in SEEN if "+" in pair])
def test_two_findings_seen_together_are_kept_apart_or_compatible(pair: str) -> None:
    one, other = pair.split(" + ")
    if told(one, other) == {one, other}:
        assert reason(one, other)


def reason(one: str, other: str) -> str | None:
    return COMPATIBLE.get((OF[one], OF[other])) or COMPATIBLE.get((OF[other], OF[one]))


@pytest.mark.parametrize(
    ("found", "good"),
    [
        ("FRM104", "FRM103"),  # "fills the picture", "close enough"
        ("FRM104", "FRM105"),  # "fills the picture", "your whole head"
        ("LIT104", "LIT101"),  # "one side has much more", "enough light"
        ("LIT104", "LIT103"),  # "one side has much more", "leaves your face clear"
        ("LIT107", "LIT103"),  # "outshines the picture", "leaves your face clear"
        ("FRM103", "PIC102"),  # "small in the picture", "in clear focus"
        ("FRM103", "LIT101"),  # "small in the picture", "enough light"
        ("PIC103", "PIC102"),  # "little detail", "in clear focus"
        ("PRV102", "PRV101"),  # "is it a picture?", "nobody else"
        ("FRM101", "PRV101"),  # whose face is not seen may be somebody else
        ("PRV101", "BKG101"),  # people behind have few edges
        ("BKG104", "BKG101"),  # "until a calm wall is behind you", "the background is calm"
        ("PRV104", "SND103"),  # "a voice could be heard", "the room is quiet"
    ],
)
def test_what_contradicts_a_finding_is_not_praised_beside_it(found: str, good: str) -> None:
    assert good in praised()
    assert good not in praised(found)


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("PIC101", "PIC104"),
        ("PIC101", "FRM101"),
        ("PIC101", "NET103"),
        ("NET101", "PIC105"),
        ("PIC104 cpu", "PIC103"),
        ("PIC104 bandwidth", "PIC103"),
        ("PIC104 bandwidth", "NET103"),
        ("PIC103 bandwidth", "NET103"),
        ("PIC105 bandwidth", "NET103"),
        ("PRV104", "SND103"),
        ("SND101", "SND104"),
        ("FRM105 bottom", "FRM107"),
        ("FRM110", "FRM107"),
        ("FRM105 side", "FRM102"),
        ("PRV101", "FRM109"),  # of two people: whose face?
        ("LIT103", "LIT107"),
        ("BKG101", "BKG102"),
    ],
)
def test_one_cause_is_told_once(cause: str, effect: str) -> None:
    assert told(effect) == {effect}
    assert told(cause, effect) == {cause.split()[0]}


def test_another_wording_silences_nothing() -> None:
    assert told("FRM105 top", "FRM107") == {"FRM105", "FRM107"}


def test_what_was_over_before_silences_nothing() -> None:
    covered, frozen = finding("PIC101", since=0.0, until=3.0), finding("PIC104", since=20.0)
    assert unsilenced([covered, frozen]) == [covered, frozen]


def test_the_table_names_checks_that_say_so() -> None:
    for one in EXCLUSIONS:
        for name in (one.finding, *one.findings):
            code, _, variant = name.partition(" ")
            assert variant in CHECKS[code].words or (not variant and code in CHECKS), name
        assert one.because
        assert one.findings or one.strengths


def test_no_two_findings_silence_each_other() -> None:
    names = [one.finding for one in EXCLUSIONS]
    for one, other in product(names, names):
        if one.split()[0] != other.split()[0]:
            assert told(one, other), f"{one} and {other} silence each other"


def test_pairs_are_added_and_none_is_lost() -> None:
    report = '{"findings": [{"code": "B"}, {"code": "A"}], "strengths": [{"code": "C"}]}'
    assert added("X + Y\n", [report]) == "A + B\nA | C\nB | C\nX + Y\n"


def test_a_praise_is_lost_to_nothing_else() -> None:
    assert contradicted_codes([]) == frozenset()
    assert "BKG101" in praised("FRM102", "LIT105")
