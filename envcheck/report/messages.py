"""What goes over a wire: the public shape of a report, with nothing in it but words, places and numbers."""

from pydantic import BaseModel, ConfigDict

from envcheck.findings import Finding, Report
from envcheck.report.language import Translate


class Message(BaseModel):
    """Base of all: unknown keys are refused, also by those who read ours back."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingMessage(Message):
    """One fault, in the reader's language; regions are xyxy in fractions of the frame."""

    code: str
    name: str
    severity: str
    message: str
    why: str
    advice: str
    value: float
    regions: tuple[tuple[float, float, float, float], ...]


class StrengthMessage(Message):
    """One thing that already works."""

    code: str
    name: str
    message: str


class NotAssessedMessage(Message):
    """One check that could not tell, and why."""

    code: str
    reason: str


class ReportMessage(Message):
    """The report on one input."""

    input: str
    verdict: str
    findings: tuple[FindingMessage, ...]
    strengths: tuple[StrengthMessage, ...]
    passed: tuple[str, ...]
    not_assessed: tuple[NotAssessedMessage, ...]
    people: int
    faces: int
    frames: int
    seconds: float


class ErrorMessage(Message):
    """An input that could not be looked at."""

    input: str
    error: str


def report_message(input: str, report: Report, translate: Translate) -> ReportMessage:
    """The wire form of a report, in the translator's language."""
    return ReportMessage(
        input=input,
        verdict=report.verdict.value,
        findings=tuple(finding_message(finding, translate) for finding in report.findings),
        strengths=tuple(
            StrengthMessage(code=strength.code, name=strength.name, message=translate(strength.message))
            for strength in report.strengths
        ),
        passed=report.passed,
        not_assessed=tuple(
            NotAssessedMessage(code=missing.code, reason=translate(missing.reason)) for missing in report.not_assessed
        ),
        people=report.people,
        faces=report.faces,
        frames=report.frames,
        seconds=round(report.seconds, 3),
    )


def finding_message(finding: Finding, translate: Translate) -> FindingMessage:
    """The wire form of a finding, in the translator's language."""
    return FindingMessage(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        message=translate(finding.words.message),
        why=translate(finding.words.why),
        advice=translate(finding.words.advice),
        value=round(finding.value, 4),
        regions=tuple(
            (round(box.x1, 4), round(box.y1, 4), round(box.x2, 4), round(box.y2, 4)) for box in finding.regions
        ),
    )
