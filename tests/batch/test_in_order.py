"""Many requests and one teller: order, stops and errors, with engines whose work is none."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from envcheck.batch.engines import Engine, Threads
from envcheck.batch.one_file import Outcome, Request, Result
from envcheck.cli.files_bar import FilesBar
from envcheck.cli.in_order import tell_in_order
from envcheck.model.errors import DamagedInput, InputError, SettingsError
from envcheck.model.findings import Report, Verdict
from envcheck.settings import Settings

SECS = 60


def requests(*names: str) -> list[Request]:
    return [Request(name, Path(name), Settings()) for name in names]


def outcome(name: str) -> Outcome:
    return Outcome(name, Report(verdict=Verdict.READY), {}, None, None)


def told(
    engine: Engine, asked: Sequence[Request], then: Callable[[str], None] = lambda name: None
) -> tuple[int | None, list[str]]:
    names: list[str] = []

    def tell(number: int, result: Outcome | InputError) -> None:
        names.append(result.name if isinstance(result, Outcome) else f"{result.input}: {result.reason}")
        then(asked[number].name)

    with FilesBar(Console(stderr=True), len(asked)) as bar:
        return tell_in_order(engine, asked, tell, bar), names


def test_results_are_told_in_the_order_of_the_requests() -> None:
    last = threading.Event()

    def check(request: Request) -> Result:
        if request.name == "a":
            assert last.wait(SECS)
        if request.name == "d":
            last.set()
        return outcome(request.name)

    assert told(Threads(2, check, last.set), requests(*"abcd")) == (None, [*"abcd"])


def test_an_error_of_a_file_is_told_in_its_place() -> None:
    def check(request: Request) -> Result:
        return DamagedInput("b", "broken.") if request.name == "b" else outcome(request.name)

    assert told(Threads(2, check, lambda: None), requests(*"abc")) == (None, ["a", "b: broken.", "c"])


def test_an_error_of_all_files_ends_it_and_what_is_under_way() -> None:
    stopped = threading.Event()

    def check(request: Request) -> Result:
        if request.name == "a":
            return SettingsError("--profile", "there is none.")
        assert stopped.wait(SECS)
        return outcome(request.name)

    with pytest.raises(SettingsError, match="there is none"):
        told(Threads(2, check, stopped.set), requests(*"abcd"))
    assert stopped.is_set()


@pytest.mark.parametrize("at", ["waiting", "telling"])
def test_a_stop_tells_what_is_there_and_ends_the_rest(at: str) -> None:
    """`a` is there; `b` never comes by itself; `c` and `d` come before it."""
    stopped, later = threading.Event(), threading.Event()

    def check(request: Request) -> Result:
        if request.name == "b":
            assert stopped.wait(SECS)
        if request.name == "e":
            later.set()  # one thread has looked at c and d by then
            assert stopped.wait(SECS)
        return outcome(request.name)

    def stop(name: str) -> None:
        if name == "a":
            assert later.wait(SECS)
            if at == "telling":
                raise KeyboardInterrupt

    class Waiting(FilesBar):
        def waits_for(self, number: int, name: str) -> None:
            if name == "b" and at == "waiting":
                raise KeyboardInterrupt

    names: list[str] = []
    asked = requests(*"abcdef")

    def tell(number: int, result: Outcome | InputError) -> None:
        assert isinstance(result, Outcome)
        names.append(result.name)
        stop(result.name)

    with Waiting(Console(stderr=True), len(asked)) as bar:
        left = tell_in_order(Threads(2, check, stopped.set), asked, tell, bar)
    assert (left, names) == (3, ["a", "c", "d"])
    assert stopped.is_set()


def test_a_fault_of_the_telling_is_told_of_its_file() -> None:
    def fail(name: str) -> None:
        if name == "b":
            raise ZeroDivisionError

    def tell(number: int, result: Outcome | InputError) -> None:
        names.append(f"{result.input} failed" if isinstance(result, InputError) else result.name)
        if isinstance(result, Outcome):
            fail(result.name)

    names: list[str] = []
    with FilesBar(Console(stderr=True), 3) as bar:
        assert (
            tell_in_order(Threads(1, lambda one: outcome(one.name), lambda: None), requests(*"abc"), tell, bar) is None
        )
    assert names == ["a", "b", "b failed", "c"]
