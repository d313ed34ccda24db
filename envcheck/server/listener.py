"""Where connections come in: no more than the server can hold, and of one client no more than leave room for others."""

import ipaddress
import logging
import os
import socket
import time
from typing import Any
from weakref import WeakSet

from envcheck.process import EXHAUSTED

log = logging.getLogger(__name__)

MOST_AT_ONCE = 64
"""Connections that are refused before anything else is done again."""

LOG_SECS = 60.0
"""Between two lines about refused connections: whoever opens thousands must not fill a disk with them."""


class Listener(socket.socket):
    """A listening socket that closes at once what it has no room for, encrypted or not, before a byte is read.

    Args:
        listening: a socket that listens; it is taken over.
        most: connections that are open at one time.
        most_each: those of them that one client may have.
    """

    def __init__(self, listening: socket.socket, most: int, most_each: int) -> None:
        super().__init__(fileno=listening.detach())
        self._most, self._most_each = most, most_each
        self._open: dict[str, WeakSet[socket.socket]] = {}
        self._spare = os.open(os.devnull, os.O_RDONLY)
        self._refused, self._told_at = 0, -LOG_SECS

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection that there is room for.

        Raises:
            BlockingIOError: there is none just now.
        """
        for _ in range(MOST_AT_ONCE):
            connection, address = self._next()
            if connection and self._has_room(client_of(address[0])):
                self._open.setdefault(client_of(address[0]), WeakSet()).add(connection)
                return connection, address
            if connection:
                connection.close()
            self._note_refusal()
        raise BlockingIOError

    def close(self) -> None:
        """Ends listening; connections stay."""
        if self._spare >= 0:
            os.close(self._spare)
            self._spare = -1
        super().close()

    def _next(self) -> tuple[socket.socket | None, Any]:
        """What comes next; None where this process has no descriptor left to hold it.

        One is kept back for that, so that what cannot be held is closed instead of asking for ever.
        """
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in EXHAUSTED or self._spare < 0:
                raise
        os.close(self._spare)
        try:
            super().accept()[0].close()
        except OSError as error:
            raise BlockingIOError from error
        finally:
            self._spare = os.open(os.devnull, os.O_RDONLY)
        return None, None

    def _has_room(self, client: str) -> bool:
        for known, connections in tuple(self._open.items()):
            for connection in tuple(connections):
                if connection.fileno() < 0:
                    connections.discard(connection)
            if not connections:
                del self._open[known]
        held = {known: len(connections) for known, connections in self._open.items()}
        return sum(held.values()) < self._most and held.get(client, 0) < self._most_each

    def _note_refusal(self) -> None:
        self._refused += 1
        now = time.monotonic()
        if now - self._told_at >= LOG_SECS:
            log.warning("connections refused", extra={"fields": {"refused": self._refused}})
            self._refused, self._told_at = 0, now


def client_of(address: str) -> str:
    """Who counts as one client: an IPv4 address, or the network of an IPv6 address, of which one client has 2^64."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    return str(parsed.ipv4_mapped or ipaddress.IPv6Network((parsed, 64), strict=False))
