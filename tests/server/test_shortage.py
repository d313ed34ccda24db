"""A server that has nothing left to open: it says so, keeps what it has, and recovers."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from envcheck.process import descriptors_left
from front_desk import PROBLEM, Desk, desk
from sent import MEDIA

READY = (MEDIA / "ready.jpg").read_bytes()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")


@pytest.fixture
def here() -> Iterator[Desk]:
    with desk() as opened:
        yield opened


@contextmanager
def descriptors(left: int) -> Iterator[None]:
    """This process can open so many more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.dup(0)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(int(name) for name in os.listdir("/dev/fd")) + 32, hard))
    try:
        with suppress(OSError):
            while True:
                taken.append(os.dup(0))
        for descriptor in taken[-left:] if left else ():
            os.close(descriptor)
        del taken[len(taken) - left :]
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for descriptor in taken:
            os.close(descriptor)


@pytest.mark.parametrize("left", [0, 3, 8])
def test_a_session_for_which_there_are_no_descriptors_is_asked_to_come_again(here: Desk, left: int) -> None:
    here.begin()  # what is opened once for all sessions is open by then
    with descriptors(left):
        answers = [here.begin() for _ in range(3)]
    assert {(one.status_code, one.headers["Retry-After"]) for one in answers} == {(503, "15")}
    assert len(here.sessions) == 1
    assert here.begin().status_code == 201


def test_the_log_says_once_that_there_are_none(here: Desk, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        with descriptors(0):
            here.begin()
            here.begin()
        here.begin()
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "too few descriptors are left for a session"
    ] * 2


def test_a_picture_for_which_no_process_can_begin_is_asked_to_come_again(here: Desk) -> None:
    with descriptors(2):
        answer = here.ask("POST", "/v1/check", content=READY, headers={"Content-Type": "image/jpeg"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


@pytest.mark.parametrize(("number", "status"), [(errno.EMFILE, 503), (errno.ENOMEM, 503), (errno.EIO, 500)])
def test_what_a_system_has_none_left_of_is_no_fault_of_ours(
    here: Desk, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    def fail() -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(here.sessions.metrics, "text", fail)
    answer = here.ask_past_faults("GET", "/metrics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_descriptors_are_counted_and_given_back() -> None:
    before = sorted(os.listdir("/dev/fd"))
    with descriptors(5):
        assert descriptors_left(4)
        assert not descriptors_left(6)
    assert sorted(os.listdir("/dev/fd")) == before
