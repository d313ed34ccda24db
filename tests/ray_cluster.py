"""A Ray cluster of raylets on this machine, by the processes it consists of."""

import os
import secrets
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from begun_command import PATIENCE_SECS, children, wait_for
from envcheck.batch.cluster import SURROUNDINGS

ROOT = Path(__file__).parents[1]
PYTHON = str(ROOT / "build" / "cluster" / "bin" / "python")
PROGRAM = str(ROOT / "tests" / "cluster" / "raylets.py")
TASK = "ray::look"
"""As which a process of Ray's names itself while it looks at a file."""

IS_HERE = (ROOT / "build" / "cluster" / ".ready").exists()
MISSING = "Ray is not here: `make test` installs it into build/cluster"


class RayCluster:
    """So many raylets with one core each."""

    def __init__(self, raylets: int) -> None:
        self.environ = {
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_USAGE_STATS_ENABLED": "0",
        }
        self._process = subprocess.Popen(
            [PYTHON, PROGRAM, str(raylets)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **self.environ, **SURROUNDINGS},
        )
        self.address = self._line()

    def add_raylet(self) -> None:
        """One more."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._line() == "added"

    def raylets(self) -> list[int]:
        """Their processes, in the order in which they came; the first stands beside the head."""
        return sorted(pid for pid, line in children(self._process.pid).items() if line.split()[0].endswith("/raylet"))

    def tasks(self, raylet: int) -> list[int]:
        """Processes of a raylet that look at a file now."""
        return [pid for pid, line in children(raylet).items() if line.startswith(TASK)]

    def task(self, raylets: list[int], other_than: int | None = None) -> tuple[int, int]:
        """Waits for a process that looks at a file; its raylet and itself."""
        return wait_for(
            lambda: next(((one, pid) for one in raylets for pid in self.tasks(one) if pid != other_than), None),
            "a file looked at by one of these raylets",
        ) or (0, 0)

    def close(self) -> None:
        """Ends it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=PATIENCE_SECS)
        for raylet in self.raylets():
            os.kill(raylet, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@contextmanager
def ray_cluster(raylets: int) -> Iterator[RayCluster]:
    """A cluster that ends with the tests."""
    cluster = RayCluster(raylets)
    try:
        yield cluster
    finally:
        cluster.close()
