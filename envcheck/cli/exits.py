"""Exit codes."""

from envcheck.findings import Verdict

UNUSABLE = 3
"""Input that cannot be looked at, or a command line that cannot be understood."""

INTERRUPTED = 130
"""Stopped by Ctrl-C, as shells count it: 128 and the number of the signal."""

BY_VERDICT = {
    Verdict.READY: 0,
    Verdict.READY_WITH_ADVICE: 0,
    Verdict.NOT_READY: 1,
    Verdict.UNDETERMINED: 2,
}
