"""Exit codes. Of several inputs the highest code counts: a fault of ours, then an unusable input, then the verdicts.

Only Ctrl-C comes before all of them, since what was not looked at has no code.
"""

from envcheck.model.errors import InputError, UnforeseenFault
from envcheck.model.findings import Verdict

UNUSABLE = 3
"""Input that cannot be looked at, or a command line that cannot be understood."""

FAULT = 70
"""A fault of envcheck itself, as `EX_SOFTWARE` of sysexits.h: it says nothing of the room, nor of the input."""

INTERRUPTED = 130
"""Stopped by Ctrl-C, as shells count it: 128 and the number of the signal."""

BY_VERDICT = {
    Verdict.READY: 0,
    Verdict.READY_WITH_ADVICE: 0,
    Verdict.NOT_READY: 1,
    Verdict.UNDETERMINED: 2,
}


def code_of(error: InputError) -> int:
    """What an input costs that could not be looked at."""
    return FAULT if isinstance(error, UnforeseenFault) else UNUSABLE
