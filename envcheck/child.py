"""A process that does one thing for another, over pipes: its own streams, and its end."""

import os
import subprocess
import sys
from contextlib import suppress
from typing import IO, BinaryIO, cast


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Input and output of the child that this process is: what libraries print to the latter goes nowhere."""
    told = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return sys.stdin.buffer, told


def pipe(stream: IO[bytes] | None) -> BinaryIO:
    """A stream of a child that was begun with pipes."""
    return cast(BinaryIO, stream)


def end_child(child: "subprocess.Popen[bytes]") -> int:
    """Ends a child with pipes, whatever it is at, and closes them; may be called from any thread.

    Returns:
        What it ended by, as `subprocess.Popen.returncode`, which may be something before this.
    """
    child.kill()
    code = child.wait()
    for stream in (child.stdin, child.stdout):
        with suppress(OSError):  # what could not be written any more
            pipe(stream).close()
    return code
