"""Files looked at by a Ray cluster: by their path on storage that its nodes share, or else by their bytes."""

import os
import shutil
import tempfile
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

from envcheck.batch.engines import Pending, Threads
from envcheck.batch.one_file import Request, Result, ShareSeen, check_file
from envcheck.batch.worker import limit_oneself
from envcheck.model.errors import InputError, SettingsError, UnforeseenFault, UnsuitableInput
from envcheck.model.provenance import product_version
from envcheck.server_settings import ServerSettings

WHERE = "--cluster"

LOCAL = "local"
"""Begins a cluster on this machine, which ends with the command."""

MOST_BYTES = 20_000_000
"""Of a file that is sent to a node."""

RETRIES = 1
"""A file whose process or node was lost is looked at once more."""

MOST_THREADS = 1000
"""Files at a time, however large the cluster is: a thread waits for each."""

SURROUNDINGS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Nothing is told to Ray's makers; and what a coming version will do, which it warns of otherwise."""

Stamp = tuple[int, int]
"""Bytes of a file, and when it was last changed, in nanoseconds."""


class Cluster:
    """An engine that has files looked at by a Ray cluster.

    Args:
        address: of the cluster, as `ray.init` takes it, or `local`.
        jobs: files at a time; as many as the cluster has cores when None.
    """

    def __init__(self, address: str, jobs: int | None = None) -> None:
        self._address, self._jobs = address, jobs
        self._open = ExitStack()

    def __enter__(self) -> "Cluster":
        """Joins the cluster.

        Raises:
            SettingsError: Ray is not installed, or there is no such cluster.
        """
        ray = _joined(self._address, self._jobs)
        self._open.callback(ray.shutdown)
        count = self._jobs or int(ray.cluster_resources().get("CPU", 0)) or 1
        tasks = _Tasks(ray)
        self._threads = self._open.enter_context(Threads(min(count, MOST_THREADS), tasks.check, tasks.end))
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
        asked = replace(request, path=path, settings=_without_secrets(request))
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


def look(request: Request, stamp: Stamp, data: bytes | None, version: str) -> Result | None:
    """Looks at one file on a node, as a task of Ray; None where the node does not find it under this path.

    Args:
        request: the file, by an absolute path.
        stamp: of the file that is meant; another one that lies there on this node is not looked at.
        data: its content, for nodes that do not find it.
        version: of whoever asks.
    """
    if version != product_version():
        return SettingsError(WHERE, f"a node has envcheck {product_version()}, this is {version}: install one version.")
    limit_oneself()
    if data is not None:
        with _lent_path(request.path.name, data) as path:
            return check_file(replace(request, path=path))
    with suppress(OSError):
        found = request.path.stat()
        if (found.st_size, found.st_mtime_ns) == stamp:
            return check_file(request)
    return None


@contextmanager
def _lent_path(name: str, data: bytes) -> Iterator[Path]:
    """A path of this name at which these bytes are read for now; on Linux they never lie on a disk.

    There the path leads to memory of this process, which nothing outlasts that ends it.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="envcheck-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if hasattr(os, "memfd_create"):
            file = stack.enter_context(os.fdopen(os.memfd_create(name.encode()[:100].decode(errors="ignore")), "wb"))
            (folder / name).symlink_to(f"/proc/self/fd/{file.fileno()}")
        else:
            file = stack.enter_context((folder / name).open("wb"))
        file.write(data)
        file.flush()
        yield folder / name


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
    own = {"num_cpus": jobs, "include_dashboard": False} if address == LOCAL else {}
    try:
        with warnings.catch_warnings(), redirect_stderr(StringIO()), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            ray.init(address=address, log_to_driver=False, configure_logging=False, **own)
    except Exception as error:  # of many kinds, by what is wrong
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise SettingsError(WHERE, f"the cluster {address} cannot be joined ({why}).") from None
    return ray


def _without_secrets(request: Request) -> Any:
    """The settings without those of the server, which no node has any use for."""
    return request.settings.model_copy(update={"server": ServerSettings()})


def _lost(name: str, error: Exception) -> InputError | SettingsError:
    """What it means that the cluster gave no result."""
    if "No module named 'envcheck'" in str(error):
        return SettingsError(WHERE, "a node has no envcheck: install telehealth-envcheck on each of them.")
    return UnforeseenFault(
        name, f"the cluster lost it twice while it was looked at ({type(error).__name__}); the others were not harmed."
    )
