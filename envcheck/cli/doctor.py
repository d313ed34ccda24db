"""`envcheck doctor`: what is installed, what is missing, and what mends it."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from envcheck.cli.exits import UNUSABLE
from envcheck.model.provenance import product_version


@dataclass(frozen=True)
class Item:
    """One thing looked at: needed ones decide the exit code."""

    name: str
    fine: bool
    state: str
    mend: str = ""
    needed: bool = True


def doctor() -> None:
    """Say what is installed, which networks and cameras are there, and what mends what is missing."""
    from rich.console import Console
    from rich.markup import escape

    items = [*_libraries(), *_networks(), *_checks(), *_settings(), *_cameras()]
    console = Console(highlight=False, soft_wrap=True)
    for item in items:
        mark, style = ("✓", "green") if item.fine else ("✗", "yellow") if item.needed else ("–", "dim")
        console.print(f"[{style}]{mark}[/] {escape(f'{item.name:<28} {item.state}')}")
        if item.mend:
            console.print(f"  [cyan]→[/] {escape(item.mend)}")
    raise typer.Exit(UNUSABLE if any(item.needed and not item.fine for item in items) else 0)


def _libraries() -> Iterator[Item]:
    from importlib.metadata import version

    import av
    import cv2

    yield Item("envcheck", True, product_version())
    yield Item("Python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Item("OpenCV", True, f"{cv2.__version__}, {cv2.getNumThreads()} threads")
    yield Item("FFmpeg", True, f"{av.ffmpeg_version_info} by PyAV {version('av')}")


def _networks() -> Iterator[Item]:
    from envcheck.cli.models import mend
    from envcheck.perception.model_files import State, expected, locate_file
    from envcheck.perception.weights import FACE_NETWORKS

    sees_faces = any(locate_file(weights)[0] is State.RIGHT for weights in FACE_NETWORKS)
    for weights in expected():
        name, (found, _) = f"{weights.name} network", locate_file(weights)
        if found is State.RIGHT:
            yield Item(name, True, f"{found.value} ({weights.licence})")
        else:
            done_without = found is State.MISSING and (sees_faces or weights not in FACE_NETWORKS)
            yield Item(name, False, f"{found.value}: {weights.without}", mend(weights), needed=not done_without)


def _checks() -> Iterator[Item]:
    from envcheck.checks.catalog import BUILT_IN, load_checks
    from envcheck.model.errors import PluginError
    from envcheck.perception.catalog import PERCEIVERS, new_perceivers
    from envcheck.perception.models import Models

    try:
        known, perceivers = load_checks(), new_perceivers(Models.installed())
    except PluginError as error:
        yield Item("Checks", False, str(error), f"pip uninstall {error.distribution}")
        return
    others = [check.code for check in known if type(check) not in BUILT_IN]
    others += [perceiver.facet.__name__ for perceiver in perceivers if type(perceiver) not in PERCEIVERS]
    plugins = f", and by plugins {', '.join(others)}" if others else ""
    yield Item("Checks", True, f"{len(BUILT_IN)} built in{plugins}")


def _settings() -> Iterator[Item]:
    from envcheck.model.errors import EnvcheckError
    from envcheck.render.language import languages, translator
    from envcheck.settings import Settings

    try:
        settings = Settings.load()
        translator(settings.language)
        yield Item("Settings", True, f"profile {settings.profile}, languages {', '.join(languages())}")
    except EnvcheckError as error:
        yield Item("Settings", False, str(error), "correct the setting, or take it out")


def _cameras() -> Iterator[Item]:
    from envcheck.media.camera import cameras

    found = cameras()
    if found:
        yield Item("Cameras", True, ", ".join(found))
        return
    linux = sys.platform.startswith("linux")
    mend = "connect one" + (", and add yourself to the group `video` if it stays unseen" if linux else "")
    yield Item(
        "Cameras", False, "none found: `envcheck watch` needs one, `envcheck check` does not", mend, needed=False
    )
