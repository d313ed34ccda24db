"""What comes over a pipe where a small file is meant, as of `--token-file <(pass show envcheck)`: with an end."""

import errno
import os
import select
import stat
from pathlib import Path
from time import monotonic

PIPE_SECS = 60.0
"""For whoever writes to it, who may have to ask somebody for a passphrase first."""


def is_pipe(path: Path) -> bool:
    """True for a pipe, named or not.

    Raises:
        OSError: nothing is there.
    """
    return stat.S_ISFIFO(path.stat().st_mode)


def read_pipe(path: Path, most: int) -> bytes:
    """All that comes over a pipe; of more than `most` bytes one more than that, so that it shows.

    Raises:
        OSError: it cannot be opened, or whoever writes to it comes to no end in time.
    """
    data, until = b"", monotonic() + PIPE_SECS
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # or this would wait for somebody who writes
    try:
        while len(data) <= most:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, until - monotonic()))
            if not ready:
                raise OSError(errno.ETIMEDOUT, f"no end came over this pipe within {PIPE_SECS:.0f} seconds")
            part = os.read(descriptor, most + 1 - len(data))
            if not part:
                break
            data += part
        return data
    finally:
        os.close(descriptor)
