"""What maps the looking over many files: in this process, or by threads that each have it done elsewhere."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Protocol

from envcheck.batch.annotation import write_picture
from envcheck.batch.one_file import Outcome, Request, Result, ShareSeen, check_file
from envcheck.model.errors import EnvcheckError

Check = Callable[[Request], Result]
"""`check_file`, wherever that runs."""


class Pending(Protocol):
    """The result of a request that may be there already, as `concurrent.futures.Future`."""

    def done(self) -> bool:
        """True where it is there."""
        ...

    def result(self, timeout: float | None = None) -> Result:
        """Waits for it; raises `TimeoutError` where it has not come within so many seconds."""
        ...


class Engine(AbstractContextManager["Engine"], Protocol):
    """Looks at many files; its end stops whatever is still under way."""

    def begin(self, requests: Sequence[Request], seen: ShareSeen) -> Sequence[Pending]:
        """The results to come, in the order of the requests.

        Args:
            requests: the files.
            seen: is told how much has been looked at of the one clip that is, where only one is at a time.
        """
        ...


class InThisProcess:
    """Looks at one file after another, each when its result is asked for."""

    def __enter__(self) -> "InThisProcess":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin(self, requests: Sequence[Request], seen: ShareSeen) -> "Sequence[Pending]":
        """As of every engine."""
        return [_Postponed(partial(check_file, seen=seen), request) for request in requests]


class Threads:
    """Has so many files looked at at a time, by a thread each that waits for one.

    Args:
        count: how many.
        check: called by these threads; looks at a file elsewhere.
        stop: ends whatever was begun by `check`, and lets it return; whatever is begun later returns at once.
    """

    def __init__(self, count: int, check: Check, stop: Callable[[], None]) -> None:
        self._pool = ThreadPoolExecutor(count, "files")
        self._check, self._stop = check, stop

    def __enter__(self) -> "Threads":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._stop()
        self._pool.shutdown()

    def begin(self, requests: Sequence[Request], seen: ShareSeen) -> "Sequence[Pending]":
        """As of every engine; several clips are looked at at a time, so that nothing is told of any."""
        return [self._pool.submit(_kept, self._check, request) for request in requests]


class _Postponed:
    """A result that is worked out when it is asked for."""

    def __init__(self, check: Check, request: Request) -> None:
        self._check, self._request = check, request

    def done(self) -> bool:
        return False

    def result(self, timeout: float | None = None) -> Result:
        return _kept(self._check, self._request)


def _kept(check: Check, request: Request) -> Result:
    """The result, once its picture lies where it was asked for."""
    result = check(request)
    if not isinstance(result, Outcome) or not result.picture or not request.annotate:
        return result
    try:
        write_picture(request.annotate, result.picture)
    except EnvcheckError as error:
        return error
    return replace(result, picture=None)
