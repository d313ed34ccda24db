"""What a process that sees rooms may do with memory, of which none reaches a disk, and what it has left to open."""

import ctypes
import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

PR_SET_DUMPABLE = 4
"""Of prctl(2). A limit alone does not do: a program that gathers core dumps for the system is not held to it."""

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Of mallopt(3), which only glibc has."""

ARENAS, LARGE = 2, 256 * 1024
"""Heaps of the allocator, and bytes from which memory is taken from the system alone: a frame is larger."""

EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
"""What the system says where it has nothing left to give for now: descriptors or memory."""


def forbid_core_dumps() -> None:
    """Lets no crash write the memory of this process to a disk, and no other program of this user read it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_heap_small() -> None:
    """Gives the memory of frames back to the system, where glibc would keep it for threads that decoded once.

    It has eight heaps a core, each of which stays as large as its threads ever needed at one time: a server of ten
    sessions that came and went grew from 740 to 910 MB in an hour.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(M_ARENA_MAX, ARENAS)
            library.mallopt(M_MMAP_THRESHOLD, LARGE)


def outlast_broken_pipes() -> None:
    """Has what writes to somebody who has gone raise an error, where it ended this process.

    Commands that only print end with their reader, as every filter does; one that writes to sockets or to processes of
    its own would be ended by any client that goes away at the wrong moment. For the main thread alone.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def limit_memory(more: int) -> None:
    """Lets this process have so many bytes of address space beyond what it has now, where a system holds it to that.

    Args:
        more: bytes.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def descriptors_left(wanted: int) -> bool:
    """True where this process can open so many files or sockets more."""
    opened: list[int] = []
    try:
        opened += (os.open(os.devnull, os.O_RDONLY) for _ in range(wanted))
    except OSError:
        return False
    finally:
        for descriptor in opened:
            os.close(descriptor)
    return True


def silence_libraries() -> None:
    """Sends what C libraries write to standard error to nowhere: every fault they meet is told in our own words.

    Python's own standard error goes on to the old place.
    """
    own = os.dup(sys.stderr.fileno())
    sys.stderr = os.fdopen(own, "w", buffering=1, encoding=sys.stderr.encoding, errors="replace")
    to_nowhere(2)


def to_nowhere(descriptor: int) -> None:
    """Has what is written to that descriptor vanish."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
