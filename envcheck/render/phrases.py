"""The few phrases every report shares."""

from envcheck.model.findings import Finding, Impression, Level, Severity, Verdict
from envcheck.model.words import N_

VERDICTS = {
    Verdict.READY: N_("Ready"),
    Verdict.READY_WITH_ADVICE: N_("Ready, with something to improve"),
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
    (Impression.PROFESSIONAL, Level.CLEAR): N_("It comes across as professional."),
    (Impression.PROFESSIONAL, Level.PARTLY): N_("It comes across as professional in part."),
    (Impression.PROFESSIONAL, Level.MORE): N_("It could come across as more professional."),
    (Impression.PROFESSIONAL, Level.UNKNOWN): N_("Whether it comes across as professional could not be told."),
    (Impression.INVITING, Level.CLEAR): N_("It comes across as inviting."),
    (Impression.INVITING, Level.PARTLY): N_("It comes across as inviting in part."),
    (Impression.INVITING, Level.MORE): N_("It could come across as more inviting."),
    (Impression.INVITING, Level.UNKNOWN): N_("Whether it comes across as inviting could not be told."),
}
NO_SIGN = N_("Nothing in view adds to it or takes from it.")
ATTESTATIONS = N_("What a camera cannot see")
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

# reasons that perception and checks give for "not assessed", marked here for translation
REASONS = (
    N_("an internal fault"),
    N_("needs a picture"),
    N_("needs sound"),
    N_("the sound cannot be read"),
    N_("needs a live connection"),
    N_("the connection stays within this machine"),
    N_("needs a few seconds of sound"),
    N_("nothing has arrived yet"),
    N_("nothing was heard yet"),
    N_("nobody has spoken yet"),
    N_("too few sounds have ended to tell"),
    N_("the quiet test was not done"),
    N_("the quiet test is under way"),
    N_("no sound came in the quiet test"),
    N_("the delay was not measured"),
    N_("the picture stands still"),
    N_("needs video"),
    N_("needs a few seconds of video"),
    N_("needs a few seconds of video that is neither black nor blown"),
    N_("no frame showed it"),
    N_("nothing was looked at yet"),
    N_("no usual setting was saved"),
    N_("no face to judge by"),
    N_("the face in view may be a picture"),
    N_("the face is too small to judge by"),
    N_("the face is turned too far to judge by"),
    N_("the face is turned to one side"),
    N_("the face shows no edge to judge by"),
    N_("part of the face is out of view"),
    N_("the picture is too dark or too flat to see anybody"),
    N_("the picture is nearly all black or white"),
    N_("the picture lies on its side"),
    N_("the picture shows hardly any edge"),
    N_("blur hides how much detail arrives"),
    N_("how many frames arrive is not known yet"),
    N_("little detail arrives for the same reason"),
    N_("hardly any background is in view"),
    N_("hardly any of the usual background is in view"),
    N_("hardly any background is in view beside the head"),
    N_("the camera is moving"),
    N_("nothing behind is about as bright as the person"),
    N_("the picture shows too little grain to tell"),
    N_("the picture shows too few colours to tell"),
    N_("an effect cannot yet be told from what an encoder takes away"),
    N_("the background is too dark to tell"),
    N_("the person cannot be told apart from the background"),
    N_("the background is too dark or too bright to tell the colour of the light"),
    N_("too few straight lines are in view"),
    N_("too few upright lines show how the camera points"),
    N_("the face network is not installed; please install envcheck again"),
    N_("the text network is not installed; please install envcheck again"),
    N_("the object network is not installed; `envcheck models pull` fetches it"),
)

UNTOLD = frozenset({"no usual setting was saved"})
"""Reasons that prose leaves out beside other results: nothing is missing to somebody who never asked for it."""


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
