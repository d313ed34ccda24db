"""What installed distributions announce by an entry point, and how it is told when it cannot be used."""

from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from envcheck.model.errors import PluginError

T = TypeVar("T")


@lru_cache(maxsize=4)
def installed_entry_points(group: str) -> tuple[EntryPoint, ...]:
    """Entry points of a group, sorted: looking through all distributions takes milliseconds, so it is done once."""
    return tuple(sorted(entry_points(group=group), key=lambda point: (point.value, point.name)))


def distribution_of(point: EntryPoint) -> str:
    """Name of the distribution that announces it."""
    return point.dist.name if point.dist else "unknown"


def load_entry_point(point: EntryPoint) -> Any:
    """What the entry point names.

    Raises:
        PluginError: it cannot be imported.
    """
    try:
        return point.load()
    except (Exception, SystemExit) as error:  # whatever a stranger's module raises on import becomes a clear sentence
        raise _unusable(point, f"cannot be imported ({type(error).__name__}: {error})") from error


def instantiate(point: EntryPoint, make: Callable[[], T]) -> T:
    """What `make` gives of the class that the entry point names.

    Raises:
        PluginError: its constructor raised.
    """
    try:
        return make()
    except (Exception, SystemExit) as error:  # likewise
        raise _unusable(point, f"cannot be made ({type(error).__name__}: {error})") from error


def refuse(point: EntryPoint, fault: str | None) -> None:
    """Passes where there is no fault.

    Args:
        point: what was announced.
        fault: what is wrong with it, as the end of a sentence that begins with its name.

    Raises:
        PluginError: there is one.
    """
    if fault:
        raise _unusable(point, fault)


def _unusable(point: EntryPoint, fault: str) -> PluginError:
    return PluginError(distribution_of(point), f"{point.value} {fault}.")
