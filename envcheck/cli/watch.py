"""`envcheck watch`: a local camera, live in the terminal."""

from typing import Annotated

import typer

from envcheck.cli.options import Attest, Baseline, Fps, Ignore, Json, Lang, Profile, Select, flags, names


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
) -> None:
    """Look through a camera until Ctrl-C, and tell what would help while it changes."""
    from envcheck.cli.live import watch_camera
    from envcheck.settings import Settings

    given = flags(profile=profile, lang=lang, select=select, ignore=ignore, baseline=baseline, fps=fps, seconds=seconds)
    settings = Settings.load(given)
    raise typer.Exit(watch_camera(camera, settings, seconds=seconds, as_json=as_json, confirmed=names(attest)))
