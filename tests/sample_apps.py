"""The programs of `samples/apps`, run as `make sample` runs them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from npm_package import COMPILER, packed
from proxies import free_port
from watched import OFTEN

ROOT = Path(__file__).parents[1]
APPS = ROOT / "samples" / "apps"
PACKAGES = ROOT / "tests" / "plugins" / "node_modules"
HAS_PACKAGES = COMPILER.is_file() and (PACKAGES / "vite").is_dir()
START_SECS, STOP_SECS = 240.0, 60.0


def command(folder: Path, *words: str | Path) -> list[str]:
    return ["sh", str(folder / "run.sh"), *map(str, words)]


def around(**given: object) -> dict[str, str]:
    """The variables of a program, which finds the commands of this environment first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **OFTEN, "PATH": path, **{name: str(value) for name, value in given.items()}}


def ended(name: str, *words: str | Path, **given: object) -> "subprocess.CompletedProcess[str]":
    """One that ends by itself, with all it has printed."""
    return subprocess.run(
        command(APPS / name, *words), env=around(**given), capture_output=True, text=True, timeout=START_SECS
    )


@dataclass
class Running:
    """One that runs until it is left; `printed` is where its standard output lies."""

    port: int
    printed: Path

    def url(self, number: int = 0) -> str:
        """The origin of one of its ports, counted from 0."""
        return f"http://127.0.0.1:{self.port + number}"


@contextmanager
def running(sample: Path, ports: int, folder: Path) -> Iterator[Running]:
    """One that listens to so many ports, from the first on; when it is left, nobody listens to them any more."""
    port, printed = free_ports(ports), folder / "printed"
    with (
        printed.open("w") as output,
        subprocess.Popen(command(sample), env=around(PORT=port), stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        try:
            for one in range(port, port + ports):
                until_it_listens(one, process)
            yield Running(port, printed)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECS)
    assert not [one for one in range(port, port + ports) if listens(one)]


def with_packages(name: str, folder: Path, *own: str) -> Path:
    """A copy of a sample that has its packages already: those of the platforms, and ours as they would be published.

    Args:
        name: of the sample.
        folder: takes the copy.
        own: names of plugins besides `web` that are packages as they lie there.
    """
    copy = Path(shutil.copytree(APPS / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "dist")))
    modules = copy / "node_modules"
    (modules / "@telehealth-envcheck").mkdir(parents=True)
    for path in PACKAGES.iterdir():
        if path.name != "@telehealth-envcheck":
            (modules / path.name).symlink_to(path)
    packed(folder)
    shutil.move(folder / "package", modules / "@telehealth-envcheck" / "web")
    for one in own:
        shutil.copytree(ROOT / "plugins" / one, modules / "@telehealth-envcheck" / one)
    return copy


def free_ports(count: int) -> int:
    """The first of so many in a row that nobody has just now."""
    while True:
        first = free_port()
        if first + count < 65_536 and not any(listens(one) for one in range(first, first + count)):
            return first


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECS
    while not listens(port):
        assert process.poll() is None, "the program has ended"
        assert time.monotonic() < end
        time.sleep(0.05)
