"""A few of the damaged files that `python tools/fuzz.py` puts to the decoders: in a process of their own each part."""

import sys
from pathlib import Path

import pytest

import fuzz

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="memory and time are bounded as POSIX does it"),
]


@pytest.mark.parametrize(("kind", "count"), [("pictures", 150), ("clips", 55)])
def test_damaged_files_cost_one_sentence_each(kind: str, count: int, tmp_path: Path) -> None:
    outcomes = list(fuzz.worked(kind, 7000, 7000 + count, tmp_path))
    assert len(outcomes) == count
    assert [outcome for outcome in outcomes if outcome.fault] == []
    told = sum(outcome.told.startswith("told") for outcome in outcomes)
    assert 0 < told < count, "some are read, and some are not"


def test_a_mutant_comes_of_its_number_alone() -> None:
    sample = bytes(range(256)) * 4
    assert fuzz.mutated(sample, [sample], 5) == fuzz.mutated(sample, [sample], 5) != sample


@pytest.mark.parametrize("told", ["raised KeyError: x", "crashed with -11: ", "memory is short"])
def test_what_counts_as_a_fault(told: str) -> None:
    assert fuzz.Outcome(0, told).fault
    assert not fuzz.Outcome(0, "told this is damaged.").fault
    assert fuzz.Outcome(0, "ok 1", secs=fuzz.MOST_SECS + 1).fault
    assert fuzz.Outcome(0, "ok 1", memory=fuzz.MOST_BYTES + 1).fault
