"""A process that reads cases one after another: each is kept on the disk while it is read, and measured."""

import resource
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from envcheck.server.problem import Problem, sentence
from fuzzing.kind import Kind, Sample
from fuzzing.outcome import READ, Outcome, told

WHOLE_EVERY = 40
"""How many cases come to one that is put to the whole check."""

PATIENCE = 3
"""How many times the time of a case it may take before its process is ended."""

MOST_WAIT_SECS = 120
"""By the clock on the wall, whatever a case is waiting for."""


def read_cases(kind: Kind, samples: Sequence[Sample], first: int, last: int, folder: Path) -> None:
    """Reads cases, and writes one line for each before the next is begun.

    Args:
        kind: what they are.
        samples: from which they are made.
        first: number of the first.
        last: number after the last.
        folder: where those that fail stay.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number, (suffix, sample) in enumerate(samples):  # loads all there is to load
        path = folder / f"{kind.name}-sample-{first}-{number}{suffix}"
        path.write_bytes(sample)
        outcome = read(kind, path, number, whole=not number)
        if outcome.is_fault(kind):
            raise AssertionError(f"sample {number} of {kind.name}: {outcome.told}")
        path.unlink()
    for seed in range(first, last):
        suffix, data = kind.case(samples, seed)
        path = folder / f"{kind.name}-{seed}{suffix}"
        path.write_bytes(data)
        outcome = read(kind, path, seed)
        print(outcome.line(), flush=True)
        if not outcome.is_fault(kind):
            path.unlink()


def read(kind: Kind, path: Path, seed: int, *, whole: bool | None = None) -> Outcome:
    """What comes of the case in a file; a case that takes all too long ends the process.

    Args:
        kind: what it is.
        path: of the file.
        seed: its number.
        whole: whether it is put to the whole check; by its number where that is left out.
    """
    _end_after(PATIENCE * kind.most_secs, MOST_WAIT_SECS)
    began, before = time.process_time(), _begin_peak()
    try:
        came = f"{READ} {kind.read(path, not seed % WHOLE_EVERY if whole is None else whole)}"
    except kind.refusals as error:
        came = told(error.detail if isinstance(error, Problem) else sentence(error))
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        came = f"raised {type(error).__name__} in {where}: {error}"
    outcome = Outcome(seed, " ".join(came.split())[:500], time.process_time() - began, max(0, _peak() - before))
    _end_after(0, 0)
    return outcome


def _end_after(processor_secs: float, wall_secs: float) -> None:
    """Ends this process then, whatever it is at; 0 for no end."""
    signal.setitimer(signal.ITIMER_PROF, processor_secs)
    signal.setitimer(signal.ITIMER_REAL, wall_secs)


def _begin_peak() -> int:
    """Forgets the peak of memory where Linux does that; gives what counts as taken before."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    """The most memory held since the peak was forgotten, in bytes."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
