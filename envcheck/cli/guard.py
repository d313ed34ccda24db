"""A guard in a terminal: one line that it is on, and another while somebody else is in view."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain

from rich.console import Console
from rich.live import Live

from envcheck.cli.exits import UNUSABLE
from envcheck.cli.json_lines import write_line
from envcheck.guard import Guard
from envcheck.media.clip import ANALYSIS_FPS
from envcheck.media.played import open_camera
from envcheck.model.errors import CameraError
from envcheck.model.events import GuardEvent
from envcheck.render.guarding import OFF, change_lines, gap_lines, state_lines
from envcheck.render.language import Translate, resolve_language, translator
from envcheck.render.terminal import render_lines, show
from envcheck.runner import new_guard
from envcheck.settings import Settings
from envcheck.wire.guard_encoder import GuardEncoder
from envcheck.wire.live_messages import End

Teller = Callable[[float, list[GuardEvent]], None]
"""Is given the media time of a look and what changed by it."""


def guard_camera(camera: str, settings: Settings, *, seconds: float | None, as_json: bool) -> int:
    """Guards until Ctrl-C, the end of the stream or `seconds`; the exit code is 0, since there is no verdict.

    Raises:
        CameraError: the camera gave no picture at all.
        InputError: a file is no clip, or cannot be read.
        SettingsError: the settings name something that does not exist.
    """
    source = open_camera(camera, fps=ANALYSIS_FPS, max_seconds=seconds, max_megapixels=settings.media.megapixels)
    guard, frames = new_guard(settings), iter(source)
    first = next(frames, None)  # what says that it is on comes after a camera that gives pictures
    try:
        with (_json if as_json else _lines)(guard, settings.language) as tell:
            for frame in chain([first] if first else [], frames):
                if guard.is_due(frame.time):
                    tell(frame.time, guard.push(frame))
    except KeyboardInterrupt:
        return 0
    except CameraError as error:
        print(f"envcheck: {error}", file=sys.stderr)
        return UNUSABLE
    return 0


@contextmanager
def _json(guard: Guard, lang: str) -> Iterator[Teller]:
    """Each change as a message of a live session, from `hello` to `end`."""
    encoder = GuardEncoder(guard, translator(lang), resolve_language(lang))
    for message in encoder.snapshot():
        write_line(message.model_dump_json())

    def tell(time: float, events: list[GuardEvent]) -> None:
        for message in encoder.messages(time, events):
            write_line(message.model_dump_json())

    reason: End = "closed"
    try:
        yield tell
    except CameraError:
        reason = "silent"
        raise
    finally:
        write_line(encoder.end(reason).model_dump_json())


@contextmanager
def _lines(guard: Guard, lang: str) -> Iterator[Teller]:
    """What stands now on a terminal, which forgets it at the end; one line a change anywhere else."""
    out, translate = Console(highlight=False, markup=False, emoji=False), translator(lang)
    try:
        with (_view if out.is_terminal else _log)(out, guard, translate) as tell:
            yield tell
    finally:
        print(translate(OFF), flush=True)


@contextmanager
def _view(out: Console, guard: Guard, translate: Translate) -> Iterator[Teller]:
    with Live(render_lines(state_lines(guard, translate)), console=out, auto_refresh=False, transient=True) as live:
        yield lambda _time, _events: live.update(render_lines(state_lines(guard, translate)), refresh=True)


@contextmanager
def _log(out: Console, guard: Guard, translate: Translate) -> Iterator[Teller]:
    gaps: list[str] = []
    show(out, state_lines(guard, translate))

    def tell(_time: float, events: list[GuardEvent]) -> None:
        if [*guard.gaps] != gaps:
            gaps[:] = guard.gaps
            show(out, gap_lines(guard, translate))
        show(out, change_lines(guard, events, translate))

    yield tell
