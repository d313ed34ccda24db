"""Every sentence of a report, and whether the labels of its input bear it out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from envcheck.evaluation.ground_truth import finding_holds, is_lit_face, lacks_its_subject
from envcheck.evaluation.labels import Row
from envcheck.evaluation.praises import impression_holds, strength_holds, verdict_holds
from envcheck.model.findings import Impression, Level, Report, Verdict


class Kind(StrEnum):
    """What a sentence is."""

    FINDING = "finding"
    STRENGTH = "strength"
    READING = "reading"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report.

    Attributes:
        kind: what it is.
        code: of its check; for a reading which, for the verdict "verdict".
        variant: of the finding or strength; of a reading its level, of the verdict which.
        text: in English.
    """

    kind: Kind
    code: str
    variant: str
    text: str


def sentences(report: Report) -> Iterator[Sentence]:
    """All that a report says, in its order."""
    yield Sentence(Kind.VERDICT, "verdict", report.verdict.value, f"Verdict: {report.verdict.value}.")
    for found in report.findings:
        yield Sentence(Kind.FINDING, found.code, found.variant, f"{found.words.message} {found.words.advice}")
    for good in report.strengths:
        yield Sentence(Kind.STRENGTH, good.code, good.variant, good.message)
    for one in report.impressions:
        signs = " ".join(sign.message for sign in (*one.lifted_by, *one.lowered_by))
        text = f"{one.impression.value.capitalize()}: {one.level.value}. {signs}".strip()
        yield Sentence(Kind.READING, one.impression.value, one.level.value, text)


def sentence_holds(row: Row, said: Sentence, face: float | None, expected: int = 1) -> bool | None:
    """Whether a sentence is true by the labels; None where they leave it open.

    Args:
        row: the labels.
        said: what the report says.
        face: height of the largest face found, as for `is_lit_face`.
        expected: how many people the session is meant to show.
    """
    if said.kind is Kind.READING:
        return impression_holds(row, Impression(said.code), Level(said.variant), expected)
    if said.kind is Kind.VERDICT:
        return verdict_holds(row, Verdict(said.variant), expected)
    labelled = said.code in row or lacks_its_subject(row, said.code)
    if said.code.startswith("LIT") and not labelled and not is_lit_face(row, face):
        return None
    return (finding_holds if said.kind is Kind.FINDING else strength_holds)(row, said.code, said.variant, expected)


@dataclass(slots=True)
class Tally:
    """How often one sentence was said, and what the labels say of it."""

    true: int = 0
    false: int = 0
    open: int = 0
    contradicted: list[str] = field(default_factory=list)
    """The inputs of which it was false."""

    def count(self, file: str, truth: bool | None) -> None:
        """Takes one input of which it was said."""
        self.true += truth is True
        self.false += truth is False
        self.open += truth is None
        if truth is False:
            self.contradicted.append(file)

    @property
    def said(self) -> int:
        """How often it was said."""
        return self.true + self.false + self.open

    @property
    def precision(self) -> tuple[int, int]:
        """How often it was true, and of how many that the labels speak of."""
        return self.true, self.true + self.false


class Tallies:
    """Tallies of every sentence, and how many whole reports hold none that is contradicted.

    Args:
        expected: how many people the session is meant to show.
    """

    def __init__(self, expected: int = 1) -> None:
        self._expected = expected
        self.of: dict[tuple[Kind, str], Tally] = {}
        """By kind and code."""
        self.reports = Counter[bool]()
        """Reports by whether a sentence of theirs is contradicted; the verdict, which follows from them, aside."""

    def count(self, row: Row, report: Report, face: float | None) -> bool:
        """Takes one report, and says whether a sentence of it is contradicted; arguments as for `sentence_holds`."""
        is_false = False
        for said in sentences(report):
            truth = sentence_holds(row, said, face, self._expected)
            self.of.setdefault((said.kind, said.code), Tally()).count(row["file"], truth)
            is_false |= truth is False and said.kind is not Kind.VERDICT
        self.reports[is_false] += 1
        return is_false
