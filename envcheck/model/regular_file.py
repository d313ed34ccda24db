"""Files that have an end: a pipe may be waited for without one, and a device may give bytes without one."""

import errno
import stat
from pathlib import Path


def verify_regular(path: Path) -> None:
    """Refuses what never ends, before it is opened; what is a folder is refused by opening it.

    Raises:
        OSError: nothing is there, or it is a pipe or a device.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is a pipe or a device; please save what it gives in a file first")
