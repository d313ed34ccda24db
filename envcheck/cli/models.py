"""`envcheck models`: the networks, and how one comes here that the installation lacks."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from envcheck.cli.exits import UNUSABLE
from envcheck.cli.json_lines import write_line
from envcheck.model.errors import DamagedModel, MissingModel, ModelError
from envcheck.model.provenance import DISTRIBUTION
from envcheck.perception.model_files import State, expected, locate_file, models_folder, state
from envcheck.perception.weights import DOWNLOADABLE, Commit, Weights
from envcheck.process import outlast_broken_pipes

models = typer.Typer(name="models", help="The networks: what each is for, and how one comes here that is missing.")

Names = Annotated[
    list[str] | None,
    typer.Argument(help="Names such as yunet; all that are missing when left out.", show_default=False),
]
From = Annotated[Path | None, typer.Option("--from", help="Take the files from this folder instead of fetching them.")]
To = Annotated[Path | None, typer.Option("--to", help="Lay them into this folder, to carry them elsewhere.")]


@models.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    """The networks: what each is for, and how one comes here that is missing. Only `pull` fetches anything."""
    if context.invoked_subcommand is None:
        list_models()


@models.command("list")
def list_models(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say how accurate each is, its limits and its origin.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines instead of prose.")] = False,
) -> None:
    """List the networks, what they are for, and which are here."""
    import json

    for weights in expected():
        found, _ = locate_file(weights)
        if as_json:
            row = vars(weights) | {"origin": vars(weights.origin), "state": found.name.lower()}
            write_line(json.dumps(row, ensure_ascii=False))
        elif verbose:
            typer.echo("\n".join([*_page(weights, found), ""]))
        else:
            typer.echo(f"{weights.name:<21}{_size(weights):<8}{weights.licence:<12}{found.value:<25}{weights.purpose}")
    if not as_json:
        typer.echo(f"Folder of those that were pulled: {models_folder()}")


@models.command()
def pull(names: Names = None, source: From = None, target: To = None) -> None:
    """Fetch the networks that are missing from where they are published, or take them from a folder."""
    from envcheck import downloads

    outlast_broken_pipes()
    chosen = [_find_weights(name) for name in dict.fromkeys(names or [])] or DOWNLOADABLE
    if source and not os.path.isdir(source):
        raise ModelError("--from", f"there is no folder {source}.")
    folder, code = target or models_folder(), 0
    for weights in chosen:
        try:
            if (state(weights, target) if target else locate_file(weights)[0]) is State.RIGHT:
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
    """Hold every file to its published size and SHA-256; say what is not seen without those that are missing."""
    marks = {State.RIGHT: "✓", State.MISSING: "–", State.DAMAGED: "✗"}
    found = [(weights, locate_file(weights)[0]) for weights in expected()]
    for weights, now in found:
        lack = "" if now is State.RIGHT else f": {weights.without}"
        typer.echo(f"{marks[now]} {weights.name:<21}{now.value}{lack}")
        if now is not State.RIGHT:
            typer.echo(f"  → {mend(weights)}")
    raise typer.Exit(UNUSABLE if State.DAMAGED in [now for _, now in found] else 0)


def mend(weights: Weights[Any]) -> str:
    """The command that brings a missing or damaged file."""
    if weights in DOWNLOADABLE:
        return f"envcheck models pull {weights.name.lower()}"
    return f"pip install --force-reinstall {DISTRIBUTION}"


def _origin(weights: Weights[Any]) -> str:
    """Where the file comes from, in a few words."""
    if isinstance(weights.origin, Commit):
        return weights.origin.address
    return f"{weights.origin.requirement}, {weights.origin.member}"


def _find_weights(name: str) -> Weights[Commit]:
    """The network of that name or file, of those that can be pulled.

    Raises:
        ModelError: there is none, with the nearest one that is.
    """
    from difflib import get_close_matches

    by_name = {key.lower(): weights for weights in DOWNLOADABLE for key in (weights.file, weights.name)}
    if found := by_name.get(name.lower()):
        return found
    nearest = get_close_matches(name.lower(), by_name, n=1, cutoff=0.5)
    known = ", ".join(weights.name.lower() for weights in DOWNLOADABLE)
    hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are {known}."
    raise ModelError(name, f"there is no such network; {hint}")


def _page(weights: Weights[Any], found: State) -> Sequence[str]:
    """Everything to know before it is used."""
    from textwrap import wrap

    rows = {
        "What it is for": weights.purpose,
        "Without it": weights.without,
        "Published": weights.published or "nothing",
        "Measured here": weights.measured,
        "Known limits": weights.limits,
        "Licence": weights.licence,
        "From": _origin(weights),
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


def _size(weights: Weights[Any]) -> str:
    return f"{weights.size / 1e6:.1f} MB"


@contextmanager
def _progress(weights: Weights[Any]) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal while the file comes; gone when it is there."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(weights.name, total=weights.size)
        yield lambda done: progress.update(task, completed=done)
