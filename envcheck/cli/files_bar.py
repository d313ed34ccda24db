"""The bar on a terminal while files are looked at."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from envcheck.model.plain_text import plain


class FilesBar:
    """How many of so many files have been looked at; gone when done, and shown on a terminal alone.

    Args:
        console: on standard error.
        files: how many there are.
    """

    def __init__(self, console: Console, files: int) -> None:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
        self._task = self._progress.add_task("", total=files)
        self._files, self._done = files, 0

    def __enter__(self) -> "FilesBar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def waits_for(self, number: int, name: str) -> None:
        """Names the file whose result comes next, counted from 1."""
        self._progress.update(self._task, description=f"{number}/{self._files} {plain(name)}")

    def count(self, done: int) -> None:
        """So many files have been looked at."""
        self._done = done
        self._progress.update(self._task, completed=done)

    def part(self, share: float) -> None:
        """So much of the next one has been, from 0 to 1."""
        self._progress.update(self._task, completed=self._done + share)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Makes room while something is printed, to wherever it goes."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()
