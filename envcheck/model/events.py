"""What a session tells while it looks."""

from dataclasses import dataclass
from typing import TypeAlias

from envcheck.model.findings import Finding, Verdict


@dataclass(frozen=True, slots=True)
class FindingAppeared:
    """A fault is told for the first time; `time` is media time in seconds, here and below."""

    time: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class FindingChanged:
    """A fault that was told is shown otherwise by now: by its words, its weight or its places."""

    time: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class FindingCleared:
    """A fault that was told is over; its finding has `until`."""

    time: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class VerdictChanged:
    """There is another verdict on what is seen now."""

    time: float
    verdict: Verdict


Event: TypeAlias = FindingAppeared | FindingChanged | FindingCleared | VerdictChanged


@dataclass(frozen=True, slots=True)
class SightLost:
    """A guard has not seen for a while who is in view; `reason` says why, in English."""

    time: float
    reason: str


@dataclass(frozen=True, slots=True)
class SightRegained:
    """A guard sees again who is in view."""

    time: float


GuardEvent: TypeAlias = FindingAppeared | FindingCleared | SightLost | SightRegained
