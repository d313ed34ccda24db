"""Hits and misses of each check, with intervals."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt

from envcheck.evaluation.ground_truth import is_lit_face, labels_by_check
from envcheck.evaluation.labels import SOURCE, Row
from envcheck.evaluation.praises import strength_holds
from envcheck.evaluation.sentences import Tallies
from envcheck.model.findings import Report

Z = 1.96
"""Standard deviations that hold 95 % of a normal distribution."""


def wilson(hits: int, of: int) -> tuple[float, float, float] | None:
    """A share with the bounds of its 95 % interval (Wilson 1927); None where there is nothing to share."""
    if not of:
        return None
    share = hits / of
    middle, spread = share + Z * Z / (2 * of), Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    low, high = (min(1.0, max(0.0, (middle + sign * spread) / (1 + Z * Z / of))) for sign in (-1, 1))
    return share, low, high


def interval(hits: int, of: int) -> str:
    """A share with its 95 % interval, and of how many, as one column of a table."""
    found = wilson(hits, of)
    return f"{f'{found[0]:.2f} [{found[1]:.2f}, {found[2]:.2f}] {hits}/{of}' if found else '-':<25}"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a check said of one input.

    Attributes:
        is_fault: whether it told a fault; None where it could not tell.
        margin: how far its value lies from its limit, in widths between its two levels; 0 where that is not known.
    """

    is_fault: bool | None
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Wrong:
    """One input on which a check and its label differ: a fault that was missed, or one found where none is."""

    file: str
    missed: bool
    margin: float


@dataclass(slots=True)
class Score:
    """Hits and misses of one check."""

    true_positives: int = 0
    false_negatives: int = 0
    false_positives: int = 0
    true_negatives: int = 0
    not_assessed: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    def count(self, file: str, faulty: bool, prediction: Prediction) -> None:
        """Takes one input, which is faulty or not by its label."""
        is_fault = prediction.is_fault
        if is_fault is None:
            self.not_assessed += 1
        elif faulty:
            self.true_positives += is_fault
            self.false_negatives += not is_fault
        else:
            self.false_positives += is_fault
            self.true_negatives += not is_fault
        if is_fault is not None and is_fault != faulty:
            self.wrong.append(Wrong(file, faulty, prediction.margin))

    def add(self, other: "Score") -> None:
        """Takes all that another one has counted."""
        self.true_positives += other.true_positives
        self.false_negatives += other.false_negatives
        self.false_positives += other.false_positives
        self.true_negatives += other.true_negatives
        self.not_assessed += other.not_assessed
        self.wrong += other.wrong

    @property
    def shares(self) -> dict[str, tuple[int, int]]:
        """Hits and of how many: the faults found, the findings that were right, and the faultless ones accused."""
        return {
            "recall": (self.true_positives, self.true_positives + self.false_negatives),
            "precision": (self.true_positives, self.true_positives + self.false_positives),
            "false": (self.false_positives, self.false_positives + self.true_negatives),
        }

    @property
    def assessed(self) -> int:
        """How many inputs the check could tell about."""
        return self.true_positives + self.false_negatives + self.false_positives + self.true_negatives

    def worst(self, count: int) -> list[Wrong]:
        """The inputs it was wrong about by most, at most so many."""
        return sorted(self.wrong, key=lambda wrong: -wrong.margin)[:count]

    def __str__(self) -> str:
        shares = "   ".join(f"{name} {interval(*share)}" for name, share in self.shares.items())
        return f"{shares}   assessed {self.assessed:<4} not assessed {self.not_assessed}"


class Evaluation:
    """Scores of every check, in all and by source.

    Args:
        codes: the checks that are counted.
        expected: how many people the session is meant to show.
    """

    def __init__(self, codes: Collection[str], expected: int = 1) -> None:
        self._codes = codes
        self._expected = expected
        self._scores: dict[tuple[str, str], Score] = defaultdict(Score)
        self.sources: set[str] = set()
        """The sources that rows were counted from."""
        self.said = Tallies(expected)
        """Every sentence of all reports."""

    def labels_by_check(self, row: Row) -> dict[str, bool]:
        """As the function of that name, for these checks."""
        return labels_by_check(row, self._codes, self._expected)

    def is_labelled(self, row: Row) -> bool:
        """True where the labels say something that a check or a strength can be held against."""
        things = ("plant", "books") if "BKG104" in self._codes else ()
        return bool(self.labels_by_check(row)) or any(
            strength_holds(row, "BKG104", thing) is not None for thing in things
        )

    def count(
        self, row: Row, answers: Mapping[str, Prediction], face: float | None, report: Report | None = None
    ) -> None:
        """Counts what the checks said of one input; a check without an answer was not asked.

        Args:
            row: the labels.
            answers: by code.
            face: height of the largest face found, as for `is_lit_face`.
            report: all that was said of it.
        """
        source = row.get(SOURCE, "")
        if report:
            self.said.count(row, report, face)
        for code, faulty in self.labels_by_check(row).items():
            if code not in answers or (code.startswith("LIT") and code not in row and not is_lit_face(row, face)):
                continue
            self.sources.add(source)
            for key in ((code, ""), (code, source or "(no source)")):
                self._scores[key].count(row["file"], faulty, answers[code])

    def of(self, code: str) -> Score | None:
        """The score of one check over all rows; None where no row was counted."""
        return self._scores.get((code, ""))

    def by_source(self, code: str) -> Iterator[tuple[str, Score]]:
        """The score of one check for each source, by name."""
        yield from sorted(
            (source, score) for (known, source), score in self._scores.items() if known == code and source
        )
