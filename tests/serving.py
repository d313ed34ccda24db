"""The server as a process of its own, for tests that talk to it as a stranger would."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

START_SECS, STOP_SECS = 120.0, 60.0


@dataclass
class Served:
    """A running server; `url` has no slash at its end, `lines` grows by all it prints."""

    url: str
    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ends it; gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        return self.process.wait(STOP_SECS)


@contextmanager
def served(
    *flags: str,
    environ: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
    cwd: str | None = None,
    program: tuple[str, ...] = (sys.executable, "-m", "envcheck"),
) -> Iterator[Served]:
    """`envcheck serve` on a free port, until the block is left.

    Args:
        flags: for the command.
        environ: variables besides this process's own.
        before: a command that runs it, such as `strace`.
        cwd: where it runs.
        program: another installation's.
    """
    command = [*before, *program, "serve", "--port", "0", *flags]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=cwd,
        env={**os.environ, "ENVCHECK_MODELS": os.devnull, **(environ or {})},
    )
    running = Served("", process)
    started = threading.Event()
    reader = threading.Thread(target=_read, args=(running, started), daemon=True)
    reader.start()
    try:
        assert started.wait(START_SECS), running.lines
        assert running.url, running.lines
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECS)
            except subprocess.TimeoutExpired:
                process.kill()
        reader.join(5)
        assert process.stdout
        process.stdout.close()


def _read(running: Served, started: threading.Event) -> None:
    assert running.process.stdout
    for line in running.process.stdout:
        running.lines.append(line.rstrip())
        if "/whip (" in line:
            running.url = line.split()[-4].removesuffix("/whip")
            started.set()
    started.set()
