"""A few of the cases that `python tools/fuzz.py` tries: of each kind, in a process of their own."""

import random
import sys
from pathlib import Path

import pytest

from fuzzing.main import KINDS, again, samples_in, tried
from fuzzing.octets import damaged
from fuzzing.outcome import LONGEST_SENTENCE, READ, TOLD, Outcome, summary, told
from fuzzing.parts import PNG, parts, sealed
from fuzzing.pictures import PICTURES
from fuzzing.texts import TextDamage
from fuzzing.worker import read_cases

posix = pytest.mark.skipif(sys.platform == "win32", reason="memory and time are bounded as POSIX does it")

COUNTS = {
    **{"offers": 250, "fragments": 400, "messages": 400, "pictures": 80, "clips": 16},
    **{"settings": 150, "baselines": 400, "labels": 50, "tokens": 400},
}
"""Cases of each kind: a second's work."""

IN_THIS_PROCESS = ("messages", "settings", "baselines", "tokens")
"""Kinds that hold nothing in memory, in a loop or on a socket, and that no decoder takes."""

OF_MANY = 7000
"""Number of the first case."""


@posix
@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_what_is_damaged_costs_one_sentence(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kind, last = KINDS[name], OF_MANY + COUNTS[name]
    if name in IN_THIS_PROCESS:
        read_cases(kind, samples_in(kind, tmp_path), OF_MANY, last, tmp_path)
        outcomes = [Outcome.of_line(line) for line in capsys.readouterr().out.splitlines()]
    else:
        outcomes = tried(kind, COUNTS[name], OF_MANY, tmp_path)
    assert [outcome.seed for outcome in outcomes] == [*range(OF_MANY, last)]
    assert [outcome for outcome in outcomes if outcome.is_fault(kind)] == []
    assert [path.name for path in tmp_path.iterdir()] == ["samples"], "what is well is not kept"
    read = sum(outcome.told.startswith(READ) for outcome in outcomes)
    assert read > 0
    assert read < len(outcomes) or not kind.refusals


@pytest.mark.parametrize("damage", [damaged, TextDamage(["word"])], ids=["octets", "texts"])
def test_a_case_comes_of_its_number_alone(damage: TextDamage) -> None:
    sample = b"a=1\r\nb=2\r\n" * 40
    made = [damage(sample, [sample], random.Random(seed)) for seed in (5, 5, 6)]
    assert made[0] == made[1] != made[2]
    assert sample not in made


@posix
def test_a_case_that_was_kept_is_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kept := tmp_path / "tokens-12.origin").write_text("https://clinic.example.org/path")
    assert again([kept])
    said = capsys.readouterr().out
    assert said.startswith("tokens-12.origin 12 0.")
    assert "told Origins: 'https://clinic.example.org/path' is not an origin" in said


@pytest.mark.parametrize("came", ["raised KeyError: x", "ended its process with -11: ", told(""), told("two\nlines.")])
def test_what_counts_as_a_fault(came: str) -> None:
    assert Outcome(0, came).is_fault(PICTURES)
    assert not Outcome(0, f"{TOLD} this is damaged.").is_fault(PICTURES)
    assert Outcome(0, READ, secs=PICTURES.most_secs + 1).is_fault(PICTURES)
    assert Outcome(0, READ, memory=PICTURES.most_bytes + 1).is_fault(PICTURES)


@pytest.mark.parametrize("text", ["", "no end", "x" * LONGEST_SENTENCE + ".", "a\x1b[2J.", "a\u2028b."])
def test_what_is_no_sentence(text: str) -> None:
    assert told(text).startswith("no sentence")
    assert told("Please name one.").startswith(TOLD)


def test_a_summary_names_the_cases_that_cost_most() -> None:
    outcomes = [Outcome(4, READ, 0.5, 3_000_000), Outcome(9, f"{TOLD} a.", 0.25, 8_000_000), Outcome(10, "?")]
    line = " ".join(summary(PICTURES, outcomes).split())
    assert line == "pictures 3 cases 1 read 1 refused 1 faults slowest 0.50 s (case 4) largest 8 MB (case 9)"


@posix
def test_the_parts_of_every_sample_fill_it() -> None:
    for suffix, data in PICTURES.samples():
        found = parts(data)
        if suffix in (".jpg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif"):
            assert found, suffix
        assert all(0 <= part.start <= part.body <= part.end <= len(data) for part in found)
        whole = bytearray(data)
        for part in found:
            part.set_length(whole, part.length(whole))
        assert whole == data


def test_checksums_fit_what_was_changed() -> None:
    png = next(data for _, data in PICTURES.samples() if data.startswith(PNG))
    assert sealed(png) == png
    changed = png[:20] + b"\x7f" + png[21:]
    assert sealed(changed)[:29] == changed[:29]
    assert sealed(changed) != changed
