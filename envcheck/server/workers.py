"""Several nodes on one machine, a process for each core, and who begins them, begins them anew and stops them."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from types import FrameType
from typing import IO, BinaryIO, cast
from urllib.parse import urlsplit

from envcheck.fleet.nodes import worker_names
from envcheck.model.errors import ServerError
from envcheck.server import worker_process
from envcheck.server.access import Access
from envcheck.server.picture_process import read_part, write_part
from envcheck.server.serving import LAST_SECS, Bind, announcement
from envcheck.server.worker_process import LISTENING, REFUSED
from envcheck.settings import Settings

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", worker_process.__name__)

STEADY_SECS = 60.0
"""A node that lived so long is begun anew at once; one that dies sooner, after a pause that doubles."""

MOST_PAUSE_SECS = 30.0

STOP, RENEW, GONE = "stop", "renew", "gone"
"""What happens, besides what nodes tell."""

LEFT_SECS = 5.0
"""A node that is asked to stop ends by itself; that long after the latest it is killed."""

HURRY, KILL = 2, 3
"""How often one has to ask until sessions are not waited for any more, and until nothing is."""


@dataclass
class Worker:
    """One node.

    Attributes:
        settings: its own.
        bind: where it listens, or is to.
        process: that runs it, None between two.
        begun_at: when that was begun, monotonic.
        deaths: how often it died soon after its beginning, one after another.
        due_at: when it is to be begun anew, None while it runs or is not to be.
        listened: it has done so once.
        is_up: its present process listens.
    """

    settings: Settings
    bind: Bind
    process: "subprocess.Popen[bytes] | None" = None
    begun_at: float = 0.0
    deaths: int = 0
    due_at: float | None = 0.0
    listened: bool = False
    is_up: bool = False

    @property
    def name(self) -> str:
        """As its sessions' paths have it."""
        return self.settings.server.node


@dataclass(frozen=True)
class Happening:
    """What happened: to which node, and what is told of it."""

    kind: str
    worker: Worker | None = None
    text: str = ""


class Supervisor:
    """Runs the nodes until it is asked to stop.

    Args:
        workers: the nodes.
        access: who may ask them.
        happenings: what happens; `STOP` may be put there by a signal.
    """

    def __init__(self, workers: list[Worker], access: Access, happenings: "SimpleQueue[Happening]") -> None:
        self._workers = workers
        self._access = access
        self._happenings = happenings
        self._stops = 0
        self._last_at = float("inf")
        self._fault = ""

    def run(self) -> None:
        """Runs them.

        Raises:
            ServerError: one of them cannot begin as the settings are; the others are stopped then.
        """
        try:
            while not self._stops or any(one.process for one in self._workers):
                self._begin_due()
                with suppress(Empty):
                    self._note(self._happenings.get(timeout=self._pause()))
                if time.monotonic() > self._last_at:
                    self._kill()
        finally:
            self._kill()
        if self._fault:
            raise ServerError(self._fault)

    def _pause(self) -> float | None:
        """Seconds until something is to be done though nothing happens."""
        due = [one.due_at for one in self._workers if one.due_at is not None]
        until = min([*due, self._last_at])
        return None if until == float("inf") else max(0.0, until - time.monotonic()) + 0.01

    def _begin_due(self) -> None:
        for worker in self._workers:
            if worker.due_at is not None and worker.due_at <= time.monotonic():
                worker.due_at, worker.begun_at, worker.is_up = None, time.monotonic(), False
                worker.process = _begun()
                watch = (worker, worker.process, self._access, self._happenings)
                threading.Thread(target=_watch, args=watch, daemon=True).start()

    def _note(self, happening: Happening) -> None:
        worker = happening.worker
        if happening.kind == RENEW:
            self._renew()
        elif worker is None:
            self._stop()
        elif happening.kind == LISTENING:
            self._note_listening(worker, happening.text)
        elif happening.kind == GONE:
            self._note_gone(worker, happening.text)
        elif worker.listened:
            log.error("a node cannot begin anew", extra={"fields": {"node": worker.name}})
        else:
            self._fault = self._fault or happening.text
            self._stop()

    def _note_listening(self, worker: Worker, page: str) -> None:
        if not worker.listened:
            print(f"{worker.name}: {announcement(page)}", flush=True)
        worker.listened = worker.is_up = True
        worker.bind = replace(worker.bind, port=urlsplit(page).port or worker.bind.port)  # the same one once more

    def _note_gone(self, worker: Worker, code: str) -> None:
        worker.process = None
        if self._stops:
            return
        lived = time.monotonic() - worker.begun_at
        worker.deaths = 0 if lived >= STEADY_SECS else worker.deaths + 1
        pause = min(MOST_PAUSE_SECS, 2.0 ** (worker.deaths - 2)) if worker.deaths > 1 else 0.0
        worker.due_at = time.monotonic() + pause
        log.error("a node died", extra={"fields": {"node": worker.name, "code": int(code), "pause": pause}})

    def _stop(self) -> None:
        self._stops += 1
        for worker in self._workers:
            worker.due_at = None
        if self._stops >= KILL:
            return self._kill()
        longest = max(one.settings.server.drain_secs for one in self._workers) if self._stops < HURRY else 0.0
        self._last_at = time.monotonic() + longest + LAST_SECS + LEFT_SECS
        for worker in self._workers:
            if worker.process and not worker.is_up:
                worker.process.kill()  # nobody is there yet, and it would begin first
            elif worker.process:
                with suppress(OSError, ValueError):  # it has gone
                    os.write(cast(IO[bytes], worker.process.stdin).fileno(), b".")

    def _renew(self) -> None:
        """Has them read their certificate anew; who does not listen yet reads it anyway."""
        for worker in self._workers:
            if worker.process and worker.is_up:
                worker.process.send_signal(signal.SIGHUP)

    def _kill(self) -> None:
        for worker in self._workers:
            if worker.process:
                worker.process.kill()


def serve(settings: Settings, bind: Bind, access: Access) -> None:
    """Runs as many nodes as the settings say, until it is interrupted; twice ends their sessions at once.

    Args:
        settings: of every node; `server.node` is the first part of their names.
        bind: where the first one listens; the others at the ports after it, or at free ones where it is 0.
        access: who may ask.

    Raises:
        ServerError: one of them cannot begin.
    """
    names = worker_names(settings.server)
    if bind.port and bind.port + len(names) > 65_536:
        raise ServerError(f"There are no {len(names)} ports from {bind.port} on.")
    happenings: SimpleQueue[Happening] = SimpleQueue()
    workers = [
        Worker(_of_node(settings, name), replace(bind, port=bind.port and bind.port + number))
        for number, name in enumerate(names)
    ]
    with _told_by_signals(happenings, renews=bool(bind.certificate)):
        Supervisor(workers, access, happenings).run()


def _of_node(settings: Settings, name: str) -> Settings:
    server = settings.server.model_copy(update={"node": name, "workers": 1})
    return settings.model_copy(update={"server": server})


@contextmanager
def _told_by_signals(happenings: "SimpleQueue[Happening]", renews: bool) -> Iterator[None]:
    """Has them ask to stop, and SIGHUP for the certificate; at its end the first stop does what it does to any process.

    Args:
        happenings: where they ask.
        renews: there is a certificate; without one a hangup ends this process, and the nodes with it.
    """
    caught: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        caught.append(number)
        happenings.put(Happening(STOP))  # may be called while another `put` is under way

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    if renews and hasattr(signal, "SIGHUP"):
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, lambda *_: happenings.put(Happening(RENEW)))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if caught:
        signal.raise_signal(caught[0])


def _begun() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=sys.stderr,  # one log, in which each line names its node
        start_new_session=True,  # Ctrl-C is for the supervisor
    )


def _watch(
    worker: Worker, process: "subprocess.Popen[bytes]", access: Access, happenings: "SimpleQueue[Happening]"
) -> None:
    """Tells a process what it is to do, and what it says, to its end."""
    given, told = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    with suppress(OSError, EOFError):
        write_part(given, pickle.dumps((worker.settings, worker.bind, access)))
        while True:
            kind, text = json.loads(read_part(told))
            if kind in (LISTENING, REFUSED):
                happenings.put(Happening(kind, worker, text))
    code = process.wait()
    for stream in (given, told):
        with suppress(OSError):
            stream.close()
    happenings.put(Happening(GONE, worker, str(code)))
