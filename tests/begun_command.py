"""A command that runs beside a test, as in a terminal of its own, with the processes that it began."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import imageio_ffmpeg
import pytest

PATIENCE_SECS = 240.0
"""For whatever is waited for; no test goes by how soon it comes."""

MEDIA = Path(__file__).parents[1] / "samples" / "media"

T = TypeVar("T")

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in Linux's /proc")


def wait_for(asked: Callable[[], T], what: str) -> T:
    """What this gives once it is true."""
    deadline = time.monotonic() + PATIENCE_SECS
    while not (answer := asked()):
        assert time.monotonic() < deadline, f"not within {PATIENCE_SECS:g} s: {what}"
        time.sleep(0.05)
    return answer


def long_clip(path: Path) -> Path:
    """A clip that takes minutes to look at, when all of it is asked for."""
    source = str(MEDIA / "second-person-walks-in.mp4")
    looped = ("-stream_loop", "200", "-i", source, "-c", "copy", str(path))
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *looped], check=True)
    return path


WHOLE = ("--fps", "30", "--seconds", "9000")
"""Options by which all of a clip is looked at."""


class BegunCommand:
    """`envcheck` with these words, of which the last are --json."""

    def __init__(self, *words: str, python: str = sys.executable, environ: dict[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [python, "-m", "envcheck", *words, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environ or {})},
            start_new_session=True,
        )
        self.pid = self._process.pid

    def interrupt(self) -> None:
        """Ctrl-C, which a terminal sends to all of its group."""
        os.killpg(self.pid, signal.SIGINT)

    def ended(self) -> tuple[int, list[dict[str, Any]], str]:
        """Waits for its end; its exit code, its lines, and what it said beside them."""
        out, err = self._process.communicate(timeout=PATIENCE_SECS)
        return self._process.returncode, [json.loads(line) for line in out.splitlines()], err

    def kill(self) -> None:
        """Ends it, whatever it is at."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def begun(*words: str, **options: Any) -> Iterator[BegunCommand]:
    """A command that is ended with the test."""
    command = BegunCommand(*words, **options)
    try:
        yield command
    finally:
        command.kill()


def children(pid: int) -> dict[int, str]:
    """The processes that this one began, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if _fields(folder)[1] == str(pid):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # it has ended meanwhile
    return found


def busy_secs(pid: int) -> float:
    """Seconds of a processor that a process has used; 0 where there is none."""
    try:
        fields = _fields(Path(f"/proc/{pid}"))
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_there(pid: int) -> bool:
    """True where a process runs."""
    try:
        return _fields(Path(f"/proc/{pid}"))[0] != "Z"
    except OSError:
        return False


def _fields(folder: Path) -> Sequence[str]:
    """Of a process, from its state on (proc(5), `stat`)."""
    return (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def names(lines: Sequence[dict[str, Any]]) -> list[str]:
    """The inputs, in the order in which they were told."""
    return [Path(line["input"]).name for line in lines]
