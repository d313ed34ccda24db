"""Session descriptions as lines (SDP, RFC 8866)."""

from collections.abc import Iterable
from itertools import pairwise

Lines = tuple[str, ...]
"""Lines of SDP without their ends."""


def split(text: str) -> tuple[Lines, tuple[Lines, ...]]:
    """The lines of the session level and those of each media section; empty ones are left out.

    Args:
        text: SDP, with line ends of any kind.
    """
    lines = tuple(line for line in text.splitlines() if line)
    starts = [number for number, line in enumerate(lines) if line.startswith("m=")]
    edges = pairwise([*starts, len(lines)])
    return lines[: starts[0] if starts else None], tuple(lines[start:end] for start, end in edges)


def join_lines(lines: Iterable[str]) -> str:
    """The lines as text."""
    return "".join(f"{line}\r\n" for line in lines)


def attribute(line: str) -> str:
    """Name of the attribute in a line; empty where there is none."""
    return line[2:].partition(":")[0] if line.startswith("a=") else ""


def attribute_lines(lines: Iterable[str], *names: str) -> Lines:
    """The lines that give one of these attributes, in order."""
    return tuple(line for line in lines if attribute(line) in names)


def values(lines: Iterable[str], name: str) -> Lines:
    """What an attribute says, each time it is given; empty where it has no value."""
    return tuple(line[2:].partition(":")[2] for line in attribute_lines(lines, name))
