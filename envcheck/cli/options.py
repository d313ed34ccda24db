"""Options that more than one command takes."""

from typing import Annotated, Any

import typer

Profile = Annotated[str | None, typer.Option(help="What kind of session it is: individual, co-therapists, …")]
Lang = Annotated[str | None, typer.Option(help="Language of the words: en, de, es, fr.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines instead of prose.")]
Select = Annotated[
    str | None, typer.Option(help="Only these checks: codes, names or subjects, with commas (LIT,PRV101).")
]
Ignore = Annotated[str | None, typer.Option(help="Leave these checks out.")]
Pace = Annotated[float | None, typer.Option(help="Frames looked at per second.")]


def flags(
    *,
    profile: str | None = None,
    lang: str | None = None,
    select: str | None = None,
    ignore: str | None = None,
    pace: float | None = None,
    seconds: float | None = None,
) -> dict[str, Any]:
    """The options as settings, without those that were not given."""
    given = {"profile": profile, "lang": lang, "select": select, "ignore": ignore}
    media = {key: value for key, value in {"pace": pace, "seconds": seconds}.items() if value is not None}
    return {key: value for key, value in given.items() if value is not None} | ({"media": media} if media else {})
