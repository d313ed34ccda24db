"""The few phrases every report shares."""

from envcheck.model.findings import Finding, Impression, Level, Severity, Verdict
from envcheck.model.words import N_

VERDICTS = {
    Verdict.READY: N_("Ready"),
    Verdict.READY_WITH_ADVICE: N_("Ready, with suggestions"),
    Verdict.NOT_READY: N_("Not ready yet"),
    Verdict.UNDETERMINED: N_("Could not tell yet"),
}

SECTIONS = {
    Severity.MUST: N_("Before you begin"),
    Severity.SHOULD: N_("Worth a change"),
    Severity.COULD: N_("If you like"),
}

STRENGTHS = N_("What already works")
SETTING = N_("The setting")
READINGS = {
    (Impression.PROFESSIONAL, Level.CLEAR): N_("The room comes across as professional."),
    (Impression.PROFESSIONAL, Level.PARTLY): N_("The room comes across as professional in part."),
    (Impression.PROFESSIONAL, Level.MORE): N_("The room could come across as more professional."),
    (Impression.PROFESSIONAL, Level.UNKNOWN): N_("Whether the room comes across as professional could not be told."),
    (Impression.INVITING, Level.CLEAR): N_("The room comes across as inviting."),
    (Impression.INVITING, Level.PARTLY): N_("The room comes across as inviting in part."),
    (Impression.INVITING, Level.MORE): N_("The room could come across as more inviting."),
    (Impression.INVITING, Level.UNKNOWN): N_("Whether the room comes across as inviting could not be told."),
}
NO_SIGN = N_("Nothing in view adds to it or takes from it.")
ATTESTATIONS = N_("What a camera cannot see")
BY_HAND = N_("Ticked by hand; the check has not seen it.")
NOT_ASSESSED = N_("Not assessed")
LOOKING = N_("Looking …")
PASSED = N_("Fine")
REPORT = N_("The room check")

ENDS = {
    "closed": N_("The room check is over."),
    "silent": N_("Nothing has come from your camera or microphone for a while, so the room check has ended."),
    "limit": N_("The room check has reached its time limit. You can start a new one at any time."),
    "oversized": N_(
        "Your camera sends a larger picture than can be looked at here, so the room check has ended. "
        "Please choose a smaller one, such as 1280 × 720, and start it again."
    ),
    "failed": N_("Something went wrong on our side, so the room check has ended. Please start it again."),
    "stopping": N_("The room check is closing now. Please start it again in a moment."),
}
"""Why a live session ended."""


def clock(seconds: float) -> str:
    """Media time as minutes and seconds, such as 1:05, and hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}" if minutes >= 60 else f"{minutes}:{rest:02d}"


def span(finding: Finding, seconds: float) -> str:
    """When a finding of a stream lasted, such as 0:03–0:08; empty where that was the whole time.

    Args:
        finding: what was found.
        seconds: length of the stream, 0 for a picture.
    """
    until = seconds if finding.until is None else finding.until
    if finding.since < 0.5 and until >= seconds:
        return ""
    return f"{clock(finding.since)}–{clock(until)}"
