"""Many files looked at, and each result told in its turn."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial

from envcheck.batch.engines import Engine, Pending
from envcheck.batch.one_file import Outcome, Request, Result
from envcheck.cli.files_bar import FilesBar
from envcheck.fault import as_input_errors
from envcheck.model.errors import InputError

POLL_SECS = 0.5
"""After which the bar is drawn anew while a result is waited for, and after which Windows lets Ctrl-C in."""

Tell = Callable[[int, Outcome | InputError], None]
"""Is given the place of a request, counted from 0, and what came of it."""


def tell_in_order(engine: Engine, requests: Sequence[Request], tell: Tell, bar: FilesBar) -> int | None:
    """Has the engine look at every file, and tells the results in the order of the requests.

    At Ctrl-C those that are there already are told, and the rest is given up.

    Returns:
        How many were not told at a stop by Ctrl-C, None where nothing stopped it.

    Raises:
        EnvcheckError: of no file, but of all of them alike, such as a setting that cannot be used.
    """

    def told(number: int, result: Result) -> None:
        if not isinstance(result, Outcome | InputError):
            raise result
        with bar.aside():
            try:
                with as_input_errors(requests[number].name):
                    tell(number, result)
            except InputError as error:
                tell(number, error)

    with engine:
        waiting = deque(enumerate(engine.begin(requests, bar.part)))
        try:
            while waiting:
                number, pending = waiting[0]
                bar.waits_for(number + 1, requests[number].path.name)
                result = _awaited(pending, partial(_count, bar, number, waiting))
                waiting.popleft()
                told(number, result)
                if isinstance(result, Outcome) and not result.is_whole:
                    raise KeyboardInterrupt
            return None
        except KeyboardInterrupt:
            there = [(number, pending.result()) for number, pending in waiting if pending.done()]
            for number, result in there:
                told(number, result)
            return len(waiting) - len(there)


def _count(bar: FilesBar, told: int, waiting: Iterable[tuple[int, Pending]]) -> None:
    bar.count(told + sum(pending.done() for _, pending in waiting))


def _awaited(pending: Pending, meanwhile: Callable[[], None]) -> Result:
    while not pending.done():
        meanwhile()
        with suppress(TimeoutError):
            return pending.result(POLL_SECS)
    return pending.result()
