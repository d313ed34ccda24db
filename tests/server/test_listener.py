import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from envcheck.server.listener import Listener, client_of

MOST, MOST_EACH = 5, 3


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(socket.create_server(("127.0.0.1", 0)), MOST, MOST_EACH) as opened:
        opened.setblocking(False)
        yield opened


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def connected(listener: Listener, stack: ExitStack, number: int, source: str = "127.0.0.1") -> list[socket.socket]:
    address = listener.getsockname()
    return [
        stack.enter_context(socket.create_connection(address, timeout=30, source_address=(source, 0)))
        for _ in range(number)
    ]


def accepted(listener: Listener, stack: ExitStack) -> list[socket.socket]:
    """All that are waiting."""
    taken = []
    while True:
        try:
            taken.append(stack.enter_context(listener.accept()[0]))
        except BlockingIOError:
            return taken


def is_closed(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionError:
        return True


def test_one_client_takes_no_more_than_its_share(listener: Listener, stack: ExitStack) -> None:
    clients = connected(listener, stack, 10)
    assert len(accepted(listener, stack)) == MOST_EACH
    assert all(is_closed(client) for client in clients[MOST_EACH:])


@pytest.mark.skipif(sys.platform != "linux", reason="all of 127.0.0.0/8 is this machine on Linux alone")
def test_another_client_still_gets_in_until_there_is_no_room_at_all(listener: Listener, stack: ExitStack) -> None:
    connected(listener, stack, 10)
    assert len(accepted(listener, stack)) == MOST_EACH
    connected(listener, stack, 10, "127.0.0.2")
    assert len(accepted(listener, stack)) == MOST - MOST_EACH


def test_what_ends_makes_room(listener: Listener, stack: ExitStack) -> None:
    for _ in range(4):
        connected(listener, stack, MOST_EACH)
        taken = accepted(listener, stack)
        assert len(taken) == MOST_EACH
        for one in taken:
            one.close()


@contextmanager
def no_descriptors_left() -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.dup(0)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken[0] + 8, hard))
    try:
        with suppress(OSError):
            while True:
                taken.append(os.dup(0))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for descriptor in taken:
            os.close(descriptor)


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
def test_what_there_is_no_descriptor_for_is_closed_and_not_asked_for_again_and_again(
    listener: Listener, stack: ExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    clients = connected(listener, stack, 3)
    with no_descriptors_left():
        assert accepted(listener, stack) == []
        assert all(is_closed(client) for client in clients)
    assert [record.levelno for record in caplog.records] == [logging.WARNING], "once, however many there are"
    connected(listener, stack, 1)
    assert len(accepted(listener, stack)) == 1


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_a_client_is_an_address_or_a_network(address: str, client: str) -> None:
    assert client_of(address) == client
