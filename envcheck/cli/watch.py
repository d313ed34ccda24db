"""`envcheck watch`: a local camera, live in the terminal."""

from typing import Annotated

import typer

from envcheck.cli.options import Attest, Baseline, Fps, Ignore, Json, Lang, Profile, Select, flags, names
from envcheck.model.errors import SettingsError


def watch(
    camera: Annotated[
        str, typer.Option(help="Number of the camera, its device file or stream address, or a clip in its place.")
    ] = "0",
    profile: Profile = None,
    lang: Lang = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    seconds: Annotated[float | None, typer.Option(help="Stop after so many seconds instead of at Ctrl-C.")] = None,
    attest: Attest = None,
    baseline: Baseline = None,
    as_json: Json = False,
    guard: Annotated[
        bool, typer.Option("--guard", help="During a session: tell only that someone else comes into view, and goes.")
    ] = False,
) -> None:
    """Look through a camera until Ctrl-C, and tell what would help while it changes."""
    from envcheck.settings import Settings

    given = flags(profile=profile, lang=lang, select=select, ignore=ignore, baseline=baseline, fps=fps, seconds=seconds)
    settings = Settings.load(given)
    if guard:
        from envcheck.cli.guard import guard_camera

        _verify_alone(select=select, ignore=ignore, fps=fps, attest=attest, baseline=baseline)
        raise typer.Exit(guard_camera(camera, settings, seconds=seconds, as_json=as_json))
    from envcheck.cli.live import watch_camera

    raise typer.Exit(watch_camera(camera, settings, seconds=seconds, as_json=as_json, confirmed=names(attest)))


def _verify_alone(**others: object) -> None:
    """Passes where none of these options is given with a guard, which looks for one thing alone."""
    for name, given in others.items():
        if given is not None:
            raise SettingsError(f"--{name}", "a guard looks for one thing alone; please leave this out, or --guard.")
