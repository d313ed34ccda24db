"""The promise on privacy, kept by the server as a process: nothing is written, nobody else is told, nothing stays.

What was freed is overwritten in these tests (MALLOC_PERTURB_), so that a picture that is found in memory is one that is
still held, and not what the allocator has left lying about.
"""

import asyncio
import os
import re
import secrets
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from made_session import picture
from remains import Code, memory, regions
from serving import Served, served
from whip_client import Client, PictureTrack, SoundTrack

WORD = "QUAMBEZIL"
ROOT = Path(__file__).parents[2]
ENVIRON = {"PYTHONDONTWRITEBYTECODE": "1", "MALLOC_PERTURB_": "165", "PYTHONPATH": str(ROOT)}

WATCHED = (
    "%file,socket,connect,bind,accept4,sendto,sendmsg,sendmmsg,ftruncate,fallocate,memfd_create,shmget,io_uring_setup"
)
WRITING = re.compile(r"\bopen(at2?)?\(.*\b(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE)\b")
CHANGING = re.compile(
    r"\b(creat|rename\w*|unlink\w*|f?truncate|fallocate|mkdir\w*|rmdir|mknod\w*|link|linkat|symlink\w*|\w*chmod\w*|"
    r"\w*chown\w*|\w*setxattr|utim\w*|mount|memfd_create|shmget|io_uring_setup)\("
)
SOCKET = re.compile(r"\bsocket\((\w+)")
SENDING = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*?(sa_family=(\w+).*|NULL)")
INTERNET = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')

MAY_BE_WRITTEN = {"/dev/null"}
MAY_BE_RUN = {"python", "ldconfig"}
"""`ldconfig -p` lists libraries; Python asks it where the C library is, which names the network interfaces."""

FAMILIES = {
    "AF_NETLINK": "asks the kernel for this machine's addresses, which the answer names",
    "AF_UNIX": "asks the kernel for the names of network interfaces",
    "AF_INET": "HTTP and media",
    "AF_INET6": "media",
}


def noise(seed: int) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Clicks in a rhythm that this seed gives."""
    beats = np.random.default_rng(seed).integers(0, 2, 64)
    return lambda times: np.sin(times * 4000) * 0.4 * beats[(times * 20).astype(int) % 64]


async def sent(
    url: str, code: Code, while_it_lasts: Callable[[], None] = lambda: None
) -> tuple[str, set[tuple[str, str]]]:
    """A session with the code and the word in its picture; gives its secret, and where the client can be reached."""
    marked = code.draw(picture("ready.jpg"))
    cv2.putText(marked, WORD, (330, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    client = Client(f"{url}/whip", PictureTrack(lambda secs: marked), SoundTrack(noise(1)), channel=True)
    assert (await client.begin()).status_code == 201
    await client.until(lambda told: told["type"] == "finding" and told["code"] == "PRV103")
    await client.until(lambda told: told["type"] == "progress" and told["time"] > 3)
    await asyncio.to_thread(while_it_lasts)
    for kind in ("application/json", "text/html", "application/fhir+json"):
        assert (await client.http.get(f"{client.session}/report", headers={"Accept": kind})).status_code == 200
    reached = set(re.findall(r"a=candidate:\S+ 1 udp \d+ (\S+) (\d+)", client.peer.localDescription.sdp))
    await client.end()
    return client.session.rpartition("/")[2], reached


def traced(running: Served) -> int:
    """The process that is traced."""
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text().split()
    return int(children[0])


@pytest.mark.parametrize(
    "call",
    [
        'openat(AT_FDCWD, "/tmp/a", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3',
        'openat(AT_FDCWD, "/tmp/a", O_RDWR|O_CLOEXEC <unfinished ...>',
        'open("/tmp/a", O_RDONLY|O_CREAT) = 3',
        'rename("/tmp/a", "/tmp/b") = 0',
        'mkdir("/tmp/a", 0777) = -1 EACCES (Permission denied)',
        'memfd_create("a", MFD_CLOEXEC) = 3',
    ],
)
def test_a_trace_of_something_written_is_told_from_reading(call: str) -> None:
    assert WRITING.search(call) or CHANGING.search(call)
    for reading in (
        'openat(AT_FDCWD, "/usr/lib/a", O_RDONLY|O_CLOEXEC) = 3',
        'readlink("/proc/self/exe", "/usr/bin/python", 4096) = 15',
    ):
        assert not WRITING.search(reading)
        assert not CHANGING.search(reading)


def test_a_trace_of_something_sent_names_to_whom() -> None:
    told = (
        'sendto(9, "..."..., 20, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 20'
    )
    sending, place = SENDING.search(told), INTERNET.search(told)
    assert sending
    assert place
    assert (sending[3], place[2], place[1]) == ("AF_INET", "192.0.2.1", "53")


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_no_file_is_written_and_nobody_but_the_client_is_told(tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"
    tracer = ("strace", "-f", "-qq", "--seccomp-bpf", "-s", "8", "-e", f"trace={WATCHED}", "-o", str(trace))
    here = tmp_path / "here"
    here.mkdir()
    with served(environ=ENVIRON | {"TMPDIR": "/proc"}, before=tracer, cwd=str(here)) as running:
        server = traced(running)
        _, reached = asyncio.run(sent(running.url, Code.drawn_by(1)))
        os.kill(server, signal.SIGTERM)  # the tracer itself does not listen
        running.process.wait(60)
    calls = [line.partition(" ")[2] for line in trace.read_text(errors="replace").splitlines()]
    assert any("ONNX" in call or ".onnx" in call for call in calls), "the trace shows what is read"
    assert not [call for call in calls if CHANGING.search(call)]
    assert {_named(call) for call in calls if WRITING.search(call)} <= MAY_BE_WRITTEN
    assert {Path(_named(call)).name for call in calls if "execve(" in call and " = 0" in call} <= MAY_BE_RUN
    sends = [found for call in calls if (found := SENDING.search(call))]
    addressed = {(found[2], found[1]) for one in sends if (found := INTERNET.search(one[0]))}
    assert addressed, "the media went somewhere"
    assert {(there, port) for there, port in addressed} <= reached
    assert {one[3] for one in sends if one[3]} <= {*FAMILIES} - {"AF_UNIX"}
    families = {found[1] for call in calls if (found := SOCKET.search(call))}
    assert families <= {*FAMILIES}
    came_from = {found[2] for call in calls if "accept4" in call and (found := INTERNET.search(call))}
    assert came_from == {"127.0.0.1"}


def test_nothing_of_picture_sound_or_words_is_left_after_a_session(tmp_path: Path) -> None:
    code = Code.drawn_by(secrets.randbits(32))
    temporary, here = tmp_path / "temporary", tmp_path / "here"
    temporary.mkdir()
    here.mkdir()
    readable = {"ENVCHECK_DEBUG": "1"}  # else no other program may look into the server's memory
    with served(environ=ENVIRON | {"TMPDIR": str(temporary)} | readable, cwd=str(here)) as running:
        pid = running.process.pid
        held: list[bool] = []
        secret, _ = asyncio.run(
            sent(running.url, code, lambda: held.append(any(code.is_in(data) for data in memory(pid))))
        )
        assert held == [True], "while a session lasts its last frame is there, so that this search can find it"
        asyncio.run(_until_forgotten(running, code))
        mapped = [one for one in regions(pid) if one.path.startswith("/") and one.rights[1] == "w"]
        assert not [one for one in mapped if one.rights[3] == "s"], "no file is mapped that writes would reach"
        assert {Path(one.path).suffix for one in mapped if not _is_program(one.path)} == set()
        assert not [one for one in regions(pid) if "memfd:" in one.path or "/dev/shm" in one.path]
        assert not [*temporary.iterdir(), *here.iterdir()]
        running.stop()
        told = "\n".join(running.lines)
    assert '"session over"' in told
    for word in (WORD, WORD.lower(), secret, "candidate", "a=ice"):
        assert word not in told


async def _until_forgotten(running: Served, code: Code, secs: float = 10.0) -> None:
    end = asyncio.get_running_loop().time() + secs
    while any(code.is_in(data) for data in memory(running.process.pid)):
        assert asyncio.get_running_loop().time() < end, "the picture is still held"


def _named(call: str) -> str:
    """The path in a call."""
    found = re.search(r'"([^"]*)"', call)
    assert found, call
    return found[1]


def _is_program(path: str) -> bool:
    return ".so" in path or Path(path).name.startswith("python")
