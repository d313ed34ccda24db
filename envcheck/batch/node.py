"""What a node of a cluster does with one file; it has envcheck installed, and Ray."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from envcheck.batch.one_file import Request, Result, check_file
from envcheck.batch.worker import limit_oneself
from envcheck.model.errors import SettingsError
from envcheck.model.provenance import product_version

WHERE = "--cluster"

Stamp = tuple[int, int]
"""Bytes of a file, and when it was last changed, in nanoseconds."""


def look(request: Request, stamp: Stamp, data: bytes | None, version: str) -> Result | None:
    """Looks at one file on a node, as a task of Ray; None where the node does not find it under this path.

    Args:
        request: the file, by an absolute path.
        stamp: of the file that is meant; another one that lies there on this node is not looked at.
        data: its content, for nodes that do not find it.
        version: of whoever asks.
    """
    if version != product_version():
        return SettingsError(WHERE, f"a node has envcheck {product_version()}, this is {version}: install one version.")
    limit_oneself()
    if data is not None:
        with _lent_path(request.path.name, data) as path:
            return check_file(replace(request, path=path))
    with suppress(OSError):
        found = request.path.stat()
        if (found.st_size, found.st_mtime_ns) == stamp:
            return check_file(request)
    return None


@contextmanager
def _lent_path(name: str, data: bytes) -> Iterator[Path]:
    """A path of this name at which these bytes are read for now; on Linux they never lie on a disk.

    There the path leads to memory of this process, which nothing outlasts that ends it.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="envcheck-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if hasattr(os, "memfd_create"):
            file = stack.enter_context(os.fdopen(os.memfd_create(name.encode()[:100].decode(errors="ignore")), "wb"))
            (folder / name).symlink_to(f"/proc/self/fd/{file.fileno()}")
        else:
            file = stack.enter_context((folder / name).open("wb"))
        file.write(data)
        file.flush()
        yield folder / name
