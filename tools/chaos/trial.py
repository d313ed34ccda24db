"""What all trials share: how one ends, and a session to try things on."""

import asyncio
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from recorded import RATE, RecordedPictures, RecordedSound
from whip_client import Client

PATIENCE_SECS = 120.0
"""How long anything may take to come that has no limit of its own: a busy machine is no fault of the server."""

ANSWER_SECS = 10.0
"""A server that answers nothing for so long hangs, however busy its machine is."""


@dataclass(frozen=True)
class Outcome:
    """How a trial ended.

    Attributes:
        done: what was done, as a sentence without its full stop.
        seen: what was seen.
        faults: what of that is wrong, a sentence each.
        missing: what this machine lacks for the trial, where it could not be made.
    """

    done: str
    seen: str
    faults: tuple[str, ...] = ()
    missing: str = ""

    def __str__(self) -> str:
        verdict = f"WRONG: {'; '.join(self.faults)}" if self.faults else "right"
        return f"{self.done} / {self.seen} / {f'left out: {self.missing}' if self.missing else verdict}"


class Said:
    """Collects faults: each is a condition that did not hold."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def expect(self, holds: object, fault: str) -> None:
        """Notes the fault where the condition does not hold."""
        if not holds:
            self.faults.append(fault)


PICTURE = "ready.jpg"
"""What is sent: nothing is told of it."""

BUSY = frozenset({"PIC105", "NET101", "NET102", "NET103"})
"""What a busy machine makes of any stream: it says nothing of a trial."""


def client(url: str, token: str = "") -> Client:
    """A client that sends somebody who is ready, with the sound of a quiet room."""
    sending = Client(f"{url}/whip", RecordedPictures(PICTURE), RecordedSound(), token=token)
    sending.outlast_consent()
    return sending


async def begun(sending: Client) -> None:
    """Begins a session, and waits until it was looked at with a verdict.

    Raises:
        AssertionError: it was not taken, or nothing was told.
    """
    answer = await sending.begin(f"?rate={RATE}")
    assert answer.status_code == 201, f"{answer.status_code} {answer.text}"
    await sending.until(lambda told: told.get("verdict", "undetermined") != "undetermined", PATIENCE_SECS)


def codes(told: Iterable[dict[str, Any]]) -> set[str]:
    """The findings among messages, without what is told of any stream of a busy machine."""
    return {message["code"] for message in told if message["type"] == "finding"} - BUSY


def ends(told: Iterable[dict[str, Any]]) -> list[str]:
    """The reasons of the ends among messages."""
    return [message["reason"] for message in told if message["type"] == "end"]


async def looks_on(sending: Client, more: int = 1) -> bool:
    """Waits until a session was looked at so many times more, which takes five seconds each while its room rests.

    Returns:
        False where it was not, or has ended.
    """
    before = len(sending.told)
    end = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < end and not ends(sending.told):
        if sum(message["type"] == "progress" for message in sending.told[before:]) >= more:
            return True
        await asyncio.sleep(0.05)
    return False


class Pulse:
    """Asks a server again and again whether it is there.

    Attributes:
        longest: seconds of the slowest answer so far.
    """

    def __init__(self, url: str) -> None:
        self.longest = 0.0
        self._url = url
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Pulse":
        self._task = asyncio.create_task(self._feel())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _feel(self) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE_SECS) as http:
            while True:
                asked = time.monotonic()
                try:
                    await http.get(f"{self._url}/healthz")
                finally:
                    self.longest = max(self.longest, time.monotonic() - asked)
                await asyncio.sleep(0.1)


def processor_secs(pid: int) -> float:
    """Of a process, so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until(true: Callable[[], object], secs: float = PATIENCE_SECS) -> bool:
    """Waits until it is true; False where it is not after so long."""
    end = time.monotonic() + secs
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
