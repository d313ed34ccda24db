"""Files looked at by processes of this machine, of which each has one at a time and may end with it alone."""

import errno
import os
import pickle
import signal
import subprocess
import sys
import threading

from envcheck.batch import worker
from envcheck.batch.engines import Threads
from envcheck.batch.one_file import Request, Result
from envcheck.child import end_child, pipe
from envcheck.fault import DEBUG_VARIABLE
from envcheck.model.errors import InputError, UnforeseenFault, UnsuitableInput

COMMAND = (sys.executable, "-m", worker.__name__)

ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
"""One core for one process; `OPENBLAS_NUM_THREADS` has to be said before numpy loads."""

IS_WINDOWS = sys.platform == "win32"

CREATE_NEW_PROCESS_GROUP = 0x200
"""Of Windows, where the module `subprocess` alone has it."""


def processes(count: int) -> Threads:
    """An engine of so many processes, each begun for its first file, and anew after one that ended it."""
    workers = Workers()
    return Threads(count, workers.check, workers.end)


class Workers:
    """A process for each thread that asks."""

    def __init__(self) -> None:
        self._mine = threading.local()
        self._all: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._is_ended = False

    def check(self, request: Request) -> Result:
        """Has one file looked at by this thread's process, which is begun where there is none."""
        try:
            process: subprocess.Popen[bytes] = getattr(self._mine, "process", None) or self._begin()
        except OSError as error:
            return UnsuitableInput(request.name, f"no process can be begun to look at it ({error.strerror}).")
        try:
            pickle.dump(request, pipe(process.stdin))
            pipe(process.stdin).flush()
            result: Result = pickle.load(pipe(process.stdout))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # it has ended, and its pipes with it
            self._mine.process = None
            return _died(request.name, end_child(process))
        return result

    def end(self) -> None:
        """Ends all processes, whatever they are at, and lets none begin; may be called from any thread."""
        with self._lock:
            self._is_ended = True
            for process in self._all:
                end_child(process)

    def _begin(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._is_ended:
                raise OSError(errno.ECANCELED, "stopped")
            process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get(DEBUG_VARIABLE) == "1" else subprocess.DEVNULL,
                env={**os.environ, **ENVIRONMENT},
                # a group of its own, so that Ctrl-C reaches the command alone, also while this one begins
                process_group=None if IS_WINDOWS else 0,
                creationflags=CREATE_NEW_PROCESS_GROUP if IS_WINDOWS else 0,
            )
            self._all.add(process)
        self._mine.process = process
        return process


def _died(name: str, code: int) -> InputError:
    """What it means that a process ended at a file, by its return code."""
    if code == -getattr(signal, "SIGKILL", 0):
        return UnsuitableInput(
            name,
            "the system ended the process that looked at it, as it does where memory runs out; fewer --jobs at a time "
            "leave more for each.",
        )
    by = signal.Signals(-code).name if -code in set(signal.Signals) else f"code {code}"
    return UnforeseenFault(
        name,
        f"envcheck itself failed here (the process that looked at it ended by {by}), which is not your fault; "
        f"{DEBUG_VARIABLE}=1 shows more for a report to its makers.",
    )
