"""What the findings come to."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from envcheck.judgement.exclusions import contradicted_codes
from envcheck.model.findings import Finding, NotAssessed, Severity, Strength, Verdict

ORDER = {Severity.MUST: 0, Severity.SHOULD: 1, Severity.COULD: 2}


def verdict(
    findings: Iterable[Finding],
    passed: Sequence[str],
    not_assessed: Iterable[NotAssessed],
    severities: Mapping[str, Severity],
) -> Verdict:
    """The verdict on a session.

    One *must* finding makes it not ready. Without any, it stays undetermined where a *must* check asks instead of
    telling, or could not tell although this kind of input could have shown it, or where nothing at all was assessed:
    silence is no pass.
    """
    found = {finding.code: finding.severity for finding in findings}
    if Severity.MUST in found.values():
        return Verdict.NOT_READY
    open_codes = {*found, *(missing.code for missing in not_assessed if not missing.not_applicable)}
    if any(severities.get(code) is Severity.MUST for code in open_codes) or not (found or passed):
        return Verdict.UNDETERMINED
    return Verdict.READY_WITH_ADVICE if found else Verdict.READY


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, most important first; privacy before all else of the same severity."""
    return tuple(sorted(findings, key=lambda finding: (rank(finding.code, finding.severity), finding.code)))


def strengths(
    good: Iterable[Strength], findings: Collection[Finding], severities: Mapping[str, Severity]
) -> tuple[Strength, ...]:
    """Strengths worth telling, most important first.

    A subject that needs a change is not praised in the same breath: "enough light on your face" beside "the light
    behind you is too strong" would leave the therapist guessing. What merely *could* change takes nothing away but what
    contradicts it.
    """
    changing = {finding.code[:3] for finding in findings if finding.severity is not Severity.COULD}
    unsaid = contradicted_codes(findings)
    praised = [one for one in good if one.code[:3] not in changing and one.code not in unsaid]
    return tuple(sorted(praised, key=lambda one: (rank(one.code, severities[one.code]), one.code)))


def rank(code: str, severity: Severity) -> int:
    """How far down the list a finding of that check stands, 0 at its top; those of one rank go by their codes."""
    return 2 * ORDER[severity] + (code[:3] != "PRV")
