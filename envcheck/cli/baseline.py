"""`envcheck baseline`: the usual setting, saved and compared."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from envcheck.cli.json_lines import write_line
from envcheck.cli.options import Json, Lang
from envcheck.model.plain_text import plain
from envcheck.render.phrases import NOT_ASSESSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envcheck.media.source import Source
    from envcheck.model.findings import Report
    from envcheck.render.language import Translate
    from envcheck.settings import Settings

SAME, CHANGED, COULD_NOT_TELL = 0, 1, 2

LOOK_SECS = 5.0
"""How long a camera is looked through."""

baseline = typer.Typer(
    name="baseline",
    help="Your usual setting, to be told when it changes: 241 coarse numbers, from which no picture can be made.",
)

Input = Annotated[
    Path | None, typer.Argument(help="A picture or clip of the setting.", show_default=False, readable=False)
]
Camera = Annotated[
    str | None, typer.Option(help="Look through this camera for five seconds instead: its number, device or address.")
]
File = Annotated[
    Path | None, typer.Option("--baseline", help="File of the usual setting, instead of the one of settings or user.")
]


@baseline.command()
def save(
    input: Input = None,
    camera: Camera = None,
    out: Annotated[
        Path | None, typer.Option(help="File to save it in, instead of the one of settings or user.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the usual setting that is saved there.")] = False,
) -> None:
    """Save what a picture, clip or camera shows as the usual setting, without the people in it."""
    from envcheck.baseline import save_baseline
    from envcheck.runner import usual_signature
    from envcheck.settings import Settings

    settings = Settings.load()
    setting = usual_signature(_source(input, camera, settings))
    path = save_baseline(setting, _place(out, settings), replace=force)
    numbers = 1 + sum(map(len, setting.cells))
    typer.echo(f"Saved as the usual setting: {numbers} numbers, no picture. People were left out.")
    typer.echo(f"File: {plain(str(path))}")
    typer.echo(f"`envcheck watch --baseline {plain(str(path))}` tells when the setting has changed.")


@baseline.command()
def compare(
    input: Input = None, camera: Camera = None, file: File = None, lang: Lang = None, as_json: Json = False
) -> None:
    """Say whether a picture, clip or camera shows the usual setting. Exit code 1 where it has changed."""
    from envcheck.render.language import translator
    from envcheck.runner import new_session, provenance, run
    from envcheck.settings import Settings
    from envcheck.wire.messages import report_message

    settings = Settings.load({"lang": lang})
    asked = {"profile": "individual", "select": ("BKG106",), "ignore": (), "baseline": _place(file, settings)}
    settings, source = settings.model_copy(update=asked), _source(input, camera, settings)
    translate, report = translator(settings.language), run(source, new_session(settings, source.mode))
    if as_json:
        origin = provenance(settings, datetime.now().astimezone())
        write_line(report_message(source.name, report, origin, translate).model_dump_json())
    else:
        for line in _lines(report, translate):
            typer.echo(f"{plain(source.name)}: {line}")
    raise typer.Exit(CHANGED if report.findings else SAME if report.passed else COULD_NOT_TELL)


@baseline.command()
def forget(file: File = None) -> None:
    """Delete the usual setting that is saved."""
    from envcheck.baseline import delete_baseline
    from envcheck.settings import Settings

    typer.echo(f"Forgotten: {plain(str(delete_baseline(_place(file, Settings.load()))))}")


def _lines(report: "Report", translate: "Translate") -> "Iterator[str]":
    """What has changed and what to do about it; else that nothing has, or why that could not be told."""
    for finding in report.findings:
        yield translate(finding.words.message)
        yield f"→ {translate(finding.words.advice)}"
    for strength in report.strengths:
        yield translate(strength.message)
    for missing in report.not_assessed:
        yield f"{translate(NOT_ASSESSED)}: {translate(missing.reason)}"


def _place(given: Path | None, settings: "Settings") -> Path:
    """The file that is meant: the one named by hand, else by the settings, else the user's own."""
    from envcheck.baseline import usual_place

    return given or settings.baseline or usual_place()


def _source(input: Path | None, camera: str | None, settings: "Settings") -> "Source":
    """The picture, clip or camera to look at.

    Raises:
        BadParameter: none of them is named, or two.
        InputError: there is no such file, or it is neither a picture nor a clip.
    """
    from envcheck.media.played import open_camera
    from envcheck.media.source import open_source

    if (input is None) == (camera is None):
        raise typer.BadParameter("Please name one picture or clip, or a camera with --camera.")
    media = settings.media
    if input is None:
        return open_camera(str(camera), fps=media.fps, max_seconds=LOOK_SECS, max_megapixels=media.megapixels)
    return open_source(input, fps=media.fps, max_seconds=media.seconds, max_megapixels=media.megapixels)
