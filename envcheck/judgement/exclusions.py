"""What is not said in one breath: which finding silences which strength.

A praise beside a finding that contradicts it leaves the therapist guessing, and one of the two is false. Each pair was
seen together in reports on pictures of other sources, where the strength was the false one.
"""

from collections.abc import Collection, Mapping

SILENCES: Mapping[str, frozenset[str]] = {
    "PRV101": frozenset({"BKG101"}),  # people behind have few edges
    "PRV102": frozenset({"PRV101"}),  # who may be a picture may be somebody
    "FRM101": frozenset({"PRV101"}),  # whose face is not seen may be somebody else
    "FRM104": frozenset(
        {"FRM103", "FRM105"}
    ),  # a face that fills the picture is near enough, and cut before it is told
    "LIT104": frozenset({"LIT101"}),  # half a face in shadow has not light enough
    "PIC103": frozenset({"PIC102"}),  # what little detail arrives shows no focus
}
"""Codes of the strengths that each finding silences."""


def silenced(told: Collection[str]) -> frozenset[str]:
    """Codes of the checks that are not praised beside findings of those codes."""
    return frozenset().union(*(SILENCES.get(code, ()) for code in told))
