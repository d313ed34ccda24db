"""Files looked at by a Ray cluster: by their path on storage that its nodes share, or else by their bytes."""

import logging
import os
import socket
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from typing import Any, TextIO, cast

from envcheck.batch.engines import Pending, Threads
from envcheck.batch.node import WHERE, Stamp, look
from envcheck.batch.one_file import Request, Result, ShareSeen, check_file
from envcheck.model.errors import InputError, SettingsError, UnforeseenFault, UnsuitableInput
from envcheck.model.provenance import product_version
from envcheck.settings import ServerSettings, Settings

LOCAL = "local"
"""Begins a cluster on this machine, which ends with the command."""

FROM_OUTSIDE = "ray://"
"""Before the address of a cluster of which this machine is no node."""

REACH_SECS = 20.0
"""For the cluster to answer at its address."""

MOST_BYTES = 20_000_000
"""Of a file that is sent to a node."""

RETRIES = 1
"""A file whose process or node was lost is looked at once more."""

MOST_THREADS = 1000
"""Files at a time, however large the cluster is: a thread waits for each."""

SURROUNDINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_niceness": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
"""Nothing is told to Ray's makers. Tasks on this machine get as much of it as other processes do; Ray would give them a
thirtieth of that where it is busy. The last is what a coming version will do, which it warns of otherwise."""


class Cluster:
    """An engine that has files looked at by a Ray cluster.

    Args:
        address: of the cluster, as `ray.init` takes it, or `local`.
        jobs: files at a time; as many as the cluster has cores when None.
    """

    def __init__(self, address: str, jobs: int | None = None) -> None:
        self._address, self._jobs = address, jobs

    def __enter__(self) -> "Cluster":
        """Joins the cluster.

        Raises:
            SettingsError: Ray is not installed, or there is no such cluster.
        """
        with ExitStack() as stack:
            stack.enter_context(_own_output())
            ray = _joined(self._address, self._jobs)
            stack.callback(_leave, ray)
            count = self._jobs or int(ray.cluster_resources().get("CPU", 0)) or 1
            tasks = _Tasks(ray)
            self._threads = stack.enter_context(Threads(min(count, MOST_THREADS), tasks.check, tasks.end))
            self._open = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def begin(self, requests: Sequence[Request], seen: ShareSeen) -> Sequence[Pending]:
        """As of every engine."""
        return self._threads.begin(requests, seen)


class _Tasks:
    """The tasks that are under way in a cluster, one for each thread that asks."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._look = ray.remote(num_cpus=1, max_retries=RETRIES)(look)
        self._running: set[Any] = set()
        self._lock = threading.Lock()
        self._is_ended = False

    def check(self, request: Request) -> Result:
        """Has one file looked at by some node."""
        try:
            path = request.path.absolute()
            found = path.stat()
        except (OSError, ValueError):
            return check_file(request)  # which says what is wrong with it
        stamp = (found.st_size, found.st_mtime_ns)
        asked = replace(request, path=path, settings=_for_nodes(request.settings))
        try:
            result = self._result(asked, stamp, None)
            if result is None:
                result = self._sent(asked, stamp)
        except self._ray.exceptions.RayError as error:
            return _lost(request.name, error)
        return result

    def end(self) -> None:
        """Ends all tasks, and lets none begin; may be called from any thread."""
        with self._lock:
            self._is_ended = True
            for task in self._running:
                self._ray.cancel(task, force=True)

    def _sent(self, request: Request, stamp: Stamp) -> Result:
        """The same, by its bytes."""
        if stamp[0] > MOST_BYTES:
            return UnsuitableInput(
                request.name,
                f"the cluster does not find this file, and it is larger than the {MOST_BYTES // 1_000_000} MB that are "
                "sent to it: please put it on storage that all nodes share.",
            )
        try:
            data = request.path.read_bytes()
        except OSError as error:
            return UnsuitableInput(request.name, f"the file cannot be opened ({error.strerror}).")
        return self._result(request, stamp, data) or UnforeseenFault(request.name, "the cluster gave no result.")

    def _result(self, request: Request, stamp: Stamp, data: bytes | None) -> Result | None:
        with self._lock:
            if self._is_ended:
                return UnsuitableInput(request.name, "stopped.")
            task = self._look.remote(request, stamp, data, product_version())
            self._running.add(task)
        try:
            result: Result | None = self._ray.get(task)
            return result
        finally:
            with self._lock:
                self._running.discard(task)


def _joined(address: str, jobs: int | None) -> Any:
    """Ray, once it has joined the cluster."""
    for name, value in SURROUNDINGS.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError:
        raise SettingsError(
            WHERE, "this needs Ray, which is not installed here: pip install 'telehealth-envcheck[cluster]' brings it."
        ) from None
    _verify_listening(address)
    own = {"num_cpus": jobs, "include_dashboard": False} if address == LOCAL else {}
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"), redirect_stderr(StringIO()), redirect_stdout(StringIO()):
            ray.init(address=address, log_to_driver=False, configure_logging=False, **own)
    except Exception as error:  # of many kinds, by what is wrong
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise SettingsError(WHERE, f"the cluster {address} cannot be joined ({why}).") from None
    return ray


def _verify_listening(address: str) -> None:
    """Makes sure that somebody listens there, for minutes of which Ray itself would wait.

    Raises:
        SettingsError: nobody does, or this is no address.
    """
    host, colon, port = address.removeprefix(FROM_OUTSIDE).rpartition(":")
    if not colon:
        return  # a word that Ray knows, such as `auto`
    try:
        socket.create_connection((host.strip("[]"), int(port)), REACH_SECS).close()
    except (OSError, ValueError, OverflowError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or "no answer"
        raise SettingsError(WHERE, f"the cluster {address} cannot be reached ({why}).") from None


def _leave(ray: Any) -> None:
    """Leaves the cluster; what Ray has kept to tell at the end goes nowhere."""
    with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
        ray.shutdown()


@contextmanager
def _own_output() -> Iterator[None]:
    """Keeps what Ray's threads print off the standard output, where they tell of each process that was lost."""
    true = sys.stdout
    sys.stdout = cast(TextIO, _MainThreadOnly(true))
    try:
        yield
    finally:
        sys.stdout = true


class _MainThreadOnly:
    """A stream to which whatever another thread writes goes nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text) if threading.current_thread() is threading.main_thread() else len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _for_nodes(settings: Settings) -> Settings:
    """The same without those of the server, whose secrets are no node's, and with a path that holds in any folder."""
    baseline = settings.baseline and settings.baseline.absolute()
    return settings.model_copy(update={"server": ServerSettings(), "baseline": baseline})


def _lost(name: str, error: Exception) -> InputError | SettingsError:
    """What it means that the cluster gave no result."""
    if "No module named 'envcheck'" in str(error):
        return SettingsError(WHERE, "a node has no envcheck: install telehealth-envcheck on each of them.")
    return UnforeseenFault(
        name, f"the cluster lost it twice while it was looked at ({type(error).__name__}); the others were not harmed."
    )
