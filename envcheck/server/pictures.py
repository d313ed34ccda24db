"""Single pictures, judged in a process of their own: they never keep live looks waiting, nor take the server down."""

import asyncio
import errno
import json
import logging
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from envcheck.child import end_child, pipe
from envcheck.model.errors import SettingsError, UnsuitableInput
from envcheck.process import EXHAUSTED
from envcheck.server import picture_process
from envcheck.server.picture_process import FAULT, INPUT, SETTINGS, read_part, write_part
from envcheck.settings import Settings
from envcheck.wire.messages import ReportMessage

log = logging.getLogger(__name__)

MOST_WAITING = 16
"""Pictures that wait or are looked at: some five seconds' work."""

DEADLINE_SECS = 120.0
"""For one picture, and for the process to begin: it stands back behind live looks, and the machine may be busy."""

IDLE_SECS = 300.0
"""After that long without a picture the process ends, and what its networks hold of memory is free."""

TOO_MUCH = "it takes more time or memory than one picture may; please make it smaller, or save it as JPEG or PNG."

COMMAND = (sys.executable, "-m", picture_process.__name__)

ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
"""So that threads of decoders take no address space that they never use."""


class Busy(Exception):
    """No more pictures can be taken now."""


class PictureFault(Exception):
    """The process of pictures failed at something that is no picture's fault; its text names type and place."""


class Pictures:
    """Judges pictures one after another."""

    def __init__(self) -> None:
        self._worker = PictureWorker()
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._waiting = 0
        self._idle: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """Pictures that wait or are looked at."""
        return self._waiting

    async def check(self, data: bytes, settings: Settings) -> ReportMessage:
        """The report on one picture.

        Args:
            data: a picture file.
            settings: by which it is judged, with its language.

        Raises:
            Busy: too many wait.
            InputError: it cannot be looked at.
            PictureFault: envcheck itself failed.
            SettingsError: there is no such profile.
        """
        if self._waiting >= MOST_WAITING:
            raise Busy
        loop = asyncio.get_running_loop()
        if self._idle:
            self._idle.cancel()
        self._waiting += 1
        try:
            return await loop.run_in_executor(self._thread, self._worker.check, data, settings)
        finally:
            self._waiting -= 1
            self._idle = loop.call_later(IDLE_SECS, self._end_idle)

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        if self._idle:
            self._idle.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._worker.end()

    def _end_idle(self) -> None:
        if not self._waiting:
            self._worker.end()


class PictureWorker:
    """The process, which is begun for the first picture, and anew after one that ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def check(self, data: bytes, settings: Settings) -> ReportMessage:
        """Has one picture judged, as `Pictures.check` says it; not for two threads at one time."""
        process = self._process or self._begin()
        try:
            kind, *fields = _answer(process, settings.model_dump_json().encode(), data)
        except (OSError, EOFError, ValueError):  # it has ended, and its pipes with it
            self.end()
            log.warning("a picture ended its process")
            raise UnsuitableInput("picture", TOO_MUCH) from None
        if kind == INPUT:
            raise UnsuitableInput("picture", fields[0])
        if kind == SETTINGS:
            raise SettingsError(*fields)
        if kind == FAULT:
            raise PictureFault(" ".join(fields))
        return ReportMessage.model_validate_json(fields[0])

    def end(self) -> None:
        """Ends the process, whatever it is at; may be called from any thread."""
        process, self._process = self._process, None
        if process is not None:
            end_child(process)

    def _begin(self) -> "subprocess.Popen[bytes]":
        """A new process, once it is ready.

        Raises:
            Busy: this process has nothing left to begin it with.
            PictureFault: it cannot begin.
        """
        try:
            self._process = process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("ENVCHECK_DEBUG") == "1" else subprocess.DEVNULL,
                env={**os.environ, **ENVIRONMENT},
            )
        except OSError as error:
            passes = (
                error.errno in EXHAUSTED or error.errno == errno.EAGAIN
            )  # the latter where no more processes may be
            raise Busy if passes else PictureFault("the process of pictures cannot begin") from None
        try:
            _answer(process)
        except (OSError, EOFError, ValueError):
            self.end()
            raise PictureFault("the process of pictures does not begin") from None
        return process


def _answer(process: "subprocess.Popen[bytes]", *parts: bytes) -> list[str]:
    """What the process says to these parts; it is ended where that takes too long."""
    deadline = threading.Timer(DEADLINE_SECS, process.kill)
    deadline.daemon = True
    deadline.start()
    try:
        for part in parts:
            write_part(pipe(process.stdin), part)
        answer: list[str] = json.loads(read_part(pipe(process.stdout)))
        return answer
    finally:
        deadline.cancel()
