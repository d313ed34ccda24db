"""`envcheck models`: the optional networks."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from envcheck.cli.exits import UNUSABLE
from envcheck.cli.json_lines import write_line
from envcheck.model.errors import DamagedModel, MissingModel, ModelError
from envcheck.perception.weights import OPTIONAL, OptionalWeights, State, models_folder, state

models = typer.Typer(name="models", help="The optional networks: what they add, and how they come here.")

Names = Annotated[
    list[str] | None, typer.Argument(help="Names such as yunet; all of them when left out.", show_default=False)
]
From = Annotated[Path | None, typer.Option("--from", help="Take the files from this folder instead of fetching them.")]
To = Annotated[Path | None, typer.Option("--to", help="Lay them into this folder, to carry them elsewhere.")]


@models.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    """The optional networks: what they add, and how they come here. Nothing is fetched unless `pull` is called."""
    if context.invoked_subcommand is None:
        listed()


@models.command("list")
def listed(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say how accurate each is, its limits and its origin.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines instead of prose.")] = False,
) -> None:
    """List the optional networks, what they are for, and which are installed."""
    import json

    folder = models_folder()
    for weights in OPTIONAL:
        found = state(weights, folder)
        if as_json:
            row = vars(weights) | {"address": weights.address, "state": found.name.lower()}
            write_line(json.dumps(row, ensure_ascii=False))
        elif verbose:
            typer.echo("\n".join([*_page(weights, found), ""]))
        else:
            typer.echo(f"{weights.name:<12}{_size(weights):<8}{weights.licence:<12}{found.value:<25}{weights.purpose}")
    if not as_json:
        typer.echo(f"Folder: {folder}")


@models.command()
def pull(names: Names = None, source: From = None, target: To = None) -> None:
    """Fetch optional networks from where they are published, or take them from a folder."""
    from envcheck import downloads

    chosen = [_known(name) for name in dict.fromkeys(names or [])] or OPTIONAL
    if source and not os.path.isdir(source):
        raise ModelError("--from", f"there is no folder {source}.")
    folder, code = target or models_folder(), 0
    for weights in chosen:
        try:
            if state(weights, folder) is State.RIGHT:
                typer.echo(f"{weights.name} is there already.")
                continue
            if source:
                path = downloads.copy(weights, source, folder)
            else:
                with _progress(weights) as advance:
                    path = downloads.download(weights, folder, advance)
            typer.echo(f"{weights.name} is now there: {path}")
        except (MissingModel, DamagedModel) as error:  # of this file alone: the others may still come
            print(f"envcheck: {error}", file=sys.stderr)
            code = UNUSABLE
    raise typer.Exit(code)


@models.command()
def verify() -> None:
    """Hold every installed file to its published size and SHA-256."""
    folder, marks = models_folder(), {State.RIGHT: "✓", State.MISSING: "–", State.DAMAGED: "✗"}
    found = [(weights, state(weights, folder)) for weights in OPTIONAL]
    for weights, now in found:
        typer.echo(f"{marks[now]} {weights.name:<12}{now.value}")
        if now is State.DAMAGED:
            typer.echo(f"  → {mend(weights)}")
    typer.echo(f"Folder: {folder}")
    raise typer.Exit(UNUSABLE if State.DAMAGED in [now for _, now in found] else 0)


def mend(weights: OptionalWeights) -> str:
    """The command that brings a missing or damaged file."""
    return f"envcheck models pull {weights.name.lower()}"


def _known(name: str) -> OptionalWeights:
    """The network of that name or file.

    Raises:
        ModelError: there is none, with the nearest one that is.
    """
    from difflib import get_close_matches

    by_name = {key.lower(): weights for weights in OPTIONAL for key in (weights.file, weights.name)}
    if found := by_name.get(name.lower()):
        return found
    nearest = get_close_matches(name.lower(), by_name, n=1, cutoff=0.5)
    known = ", ".join(weights.name.lower() for weights in OPTIONAL)
    hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are {known}."
    raise ModelError(name, f"there is no such network; {hint}")


def _page(weights: OptionalWeights, found: State) -> Sequence[str]:
    """Everything to know before it is used."""
    from textwrap import wrap

    rows = {
        "What it is for": weights.purpose,
        "Without it": weights.without,
        "Published": weights.published,
        "Measured here": weights.measured,
        "Known limits": weights.limits,
        "Licence": weights.licence,
        "From": weights.address,
        "SHA-256": weights.sha256,
    }
    lines = [f"{weights.name} ({weights.file}, {_size(weights)}): {found.value}"]
    for title, text in rows.items():
        lines += wrap(
            text,
            width=110,
            initial_indent=f"  {title:<16}",
            subsequent_indent=" " * 18,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _size(weights: OptionalWeights) -> str:
    return f"{weights.size / 1e6:.1f} MB"


@contextmanager
def _progress(weights: OptionalWeights) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal while the file comes; gone when it is there."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(weights.name, total=weights.size)
        yield lambda done: progress.update(task, completed=done)
