"""What goes over a wire: the public shape of a report, with nothing in it but words, places and numbers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from envcheck.judgement.verdict import rank
from envcheck.media.connection import Limitation
from envcheck.model.attestations import Answers
from envcheck.model.findings import (
    Finding,
    Impression,
    ImpressionRating,
    Level,
    NotAssessed,
    Report,
    Serves,
    Severity,
    Strength,
    Verdict,
)
from envcheck.model.provenance import PRODUCT, Provenance
from envcheck.render.language import Translate
from envcheck.render.phrases import READINGS
from envcheck.render.provenance import nature
from envcheck.render.unassessed import EXPECTED


class Message(BaseModel):
    """Base of what is told: whoever reads it passes over keys that are not known there, so that more may be told."""

    model_config = ConfigDict(extra="ignore", frozen=True, json_schema_serialization_defaults_required=True)


class Request(BaseModel):
    """Base of what is asked for: an unknown key is a mistake of whoever asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingMessage(Message):
    """One fault, in the reader's language; regions are xyxy in fractions of the frame.

    `title` says what the check looks at, whatever it came to. `rank` says how far down a list it belongs, 0 at its top;
    those of one rank go by their codes. `variant` is which of its check's wordings this is, empty for the plain one;
    `is_gradual` that the value follows what a hand changes, so that a meter helps.
    """

    code: str
    name: str
    variant: str
    title: str
    severity: Severity
    rank: int
    message: str
    why: str
    advice: str
    value: float
    is_gradual: bool
    regions: tuple[tuple[float, float, float, float], ...]


class StrengthMessage(Message):
    """One thing that already works; `title` says what the check looks at."""

    code: str
    name: str
    title: str
    message: str


class SignMessage(Message):
    """One observation that counts in a reading, with the code of its check."""

    code: str
    message: str


class ReadingMessage(Message):
    """How the setting comes across in one way: `reading` and `level` are fixed words, `message` is for the reader."""

    reading: Impression
    level: Level
    message: str
    lifted_by: tuple[SignMessage, ...]
    lowered_by: tuple[SignMessage, ...]
    reason: str | None


class AttestationMessage(Message):
    """What no camera sees, and whether it was confirmed by hand."""

    name: str
    text: str
    confirmed: bool


class NotAssessedMessage(Message):
    """One check that could not tell, and why; `title` says what it would look at.

    `is_expected` is true where nothing is missing to its reader, who never asked for it or is told the cause.
    """

    code: str
    title: str
    reason: str
    is_expected: bool


class ProvenanceMessage(Message):
    """Where a report comes from.

    When the input was looked at or the session began (ISO 8601, with a zone), with what, by which profile, and what a
    report is, as a sentence.
    """

    at: str
    product: str
    version: str
    profile: str
    note: str


class ReportMessage(Message):
    """The report on one input.

    `gaps` says what is not seen because the installation lacks a network, `usual` which of the usual settings that it
    was compared with is seen, counted from 0; null where none of them is, or nothing is known.
    """

    input: str
    provenance: ProvenanceMessage
    verdict: Verdict
    findings: tuple[FindingMessage, ...]
    strengths: tuple[StrengthMessage, ...]
    setting: tuple[ReadingMessage, ...]
    passed: tuple[str, ...]
    not_assessed: tuple[NotAssessedMessage, ...]
    people: int
    faces: int
    frames: int
    seconds: float
    attestations: tuple[AttestationMessage, ...]
    gaps: tuple[str, ...]
    usual: int | None


class SenderMessage(Request):
    """What a sender says of itself: what keeps it from sending as much as it means to, as `getStats()` names it."""

    quality_limitation_reason: Literal["none", "cpu", "bandwidth", "other"]

    @property
    def limitation(self) -> Limitation | None:
        """The same; None for what is neither its computer nor its connection."""
        reason = self.quality_limitation_reason
        return Limitation(reason) if reason in list(Limitation) else None


class ErrorMessage(Message):
    """An input that could not be looked at."""

    input: str
    error: str


class ProblemMessage(Message):
    """Why a request was refused (RFC 9457)."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str


class CheckMessage(Message):
    """One check of the catalogue; `title` says what it looks at, in the reader's language."""

    code: str
    name: str
    title: str
    severity: Severity
    serves: Serves


def report_message(
    input: str, report: Report, provenance: Provenance, translate: Translate, answers: Answers = ()
) -> ReportMessage:
    """The wire form of a report, and of what was answered beside it, in the translator's language."""
    return ReportMessage(
        input=input,
        provenance=provenance_message(provenance, translate),
        verdict=report.verdict,
        findings=tuple(finding_message(finding, translate) for finding in report.findings),
        strengths=tuple(strength_message(strength, translate) for strength in report.strengths),
        setting=tuple(reading_message(reading, translate) for reading in report.impressions),
        passed=report.passed,
        not_assessed=tuple(not_assessed_message(missing, translate) for missing in report.not_assessed),
        people=report.people,
        faces=report.faces,
        frames=report.frames,
        seconds=round(report.seconds, 3),
        attestations=tuple(
            AttestationMessage(name=one.name, text=translate(one.text), confirmed=confirmed)
            for one, confirmed in answers
        ),
        gaps=tuple(translate(gap) for gap in report.gaps),
        usual=report.usual,
    )


def provenance_message(provenance: Provenance, translate: Translate) -> ProvenanceMessage:
    """The wire form of where a report comes from, in the translator's language."""
    return ProvenanceMessage(
        at=provenance.at.isoformat(timespec="seconds"),
        product=PRODUCT,
        version=provenance.version,
        profile=provenance.profile,
        note=nature(provenance, translate),
    )


def reading_message(reading: ImpressionRating, translate: Translate) -> ReadingMessage:
    """The wire form of a reading, in the translator's language."""
    lifted, lowered = (
        tuple(SignMessage(code=sign.code, message=translate(sign.message)) for sign in signs)
        for signs in (reading.lifted_by, reading.lowered_by)
    )
    return ReadingMessage(
        reading=reading.impression,
        level=reading.level,
        message=translate(READINGS[reading.impression, reading.level]),
        lifted_by=lifted,
        lowered_by=lowered,
        reason=translate(reading.reason) if reading.reason else None,
    )


def finding_message(finding: Finding, translate: Translate) -> FindingMessage:
    """The wire form of a finding, in the translator's language."""
    return FindingMessage(
        code=finding.code,
        name=finding.name,
        variant=finding.variant,
        title=translate(finding.title),
        severity=finding.severity,
        rank=rank(finding.code, finding.severity),
        message=translate(finding.words.message),
        why=translate(finding.words.why),
        advice=translate(finding.words.advice),
        value=round(finding.value, 4),
        is_gradual=finding.is_gradual,
        regions=tuple(
            (round(box.x1, 4), round(box.y1, 4), round(box.x2, 4), round(box.y2, 4)) for box in finding.regions
        ),
    )


def strength_message(strength: Strength, translate: Translate) -> StrengthMessage:
    """The wire form of a strength, in the translator's language."""
    return StrengthMessage(
        code=strength.code,
        name=strength.name,
        title=translate(strength.title),
        message=translate(strength.message),
    )


def not_assessed_message(missing: NotAssessed, translate: Translate) -> NotAssessedMessage:
    """The wire form of what could not be told, in the translator's language."""
    return NotAssessedMessage(
        code=missing.code,
        title=translate(missing.title),
        reason=translate(missing.reason),
        is_expected=missing.reason in EXPECTED,
    )
