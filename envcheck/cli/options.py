"""Options that more than one command takes."""

from pathlib import Path
from typing import Annotated, Any

import typer

from envcheck.render.language import languages

Profile = Annotated[str | None, typer.Option(help="What kind of session it is: individual, co-therapists, …")]
Lang = Annotated[str | None, typer.Option(help=f"Language of the words: {', '.join(languages())}.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines instead of prose.")]
Select = Annotated[
    str | None, typer.Option(help="Only these checks: codes, names or subjects, with commas (LIT,PRV101).")
]
Ignore = Annotated[str | None, typer.Option(help="Leave these checks out.")]
Attest = Annotated[
    str | None,
    typer.Option(help="Confirm what a camera cannot see: names with commas (door-closed,headphones-on), or all."),
]
Baseline = Annotated[
    Path | None, typer.Option(help="Compare with the usual setting in this file (`envcheck baseline save` makes it).")
]
Fps = Annotated[float | None, typer.Option(help="Frames looked at per second.")]

MOST_JOBS = 256

Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=MOST_JOBS,
        help="Look at so many files at a time, each in a process of its own: one that fails costs its file alone.",
    ),
]

Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS|local",
        help="Have the files looked at by a Ray cluster: its address, or local for one on this machine alone. "
        "Needs the extra cluster.",
    ),
]


def names(listed: str | None) -> tuple[str, ...]:
    """The names in a list with commas."""
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip())


def flags(
    *,
    profile: str | None = None,
    lang: str | None = None,
    select: str | None = None,
    ignore: str | None = None,
    baseline: Path | None = None,
    fps: float | None = None,
    seconds: float | None = None,
) -> dict[str, Any]:
    """The options as settings, without those that were not given."""
    given = {"profile": profile, "lang": lang, "select": select, "ignore": ignore, "baseline": baseline}
    media = {key: value for key, value in {"fps": fps, "seconds": seconds}.items() if value is not None}
    return {key: value for key, value in given.items() if value is not None} | ({"media": media} if media else {})
