"""A live view for a terminal, and a quiet one for a pipe."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.live import Live

from envcheck.cli.exits import BY_VERDICT, UNUSABLE
from envcheck.cli.json_lines import write_line
from envcheck.media.frame import Frame
from envcheck.media.played import open_camera
from envcheck.model.attestations import Answers
from envcheck.model.errors import CameraError
from envcheck.model.events import Event, FindingChanged
from envcheck.model.findings import Mode, Report
from envcheck.model.provenance import Provenance
from envcheck.render.language import Translate, translator
from envcheck.render.phrases import LOOKING, clock
from envcheck.render.terminal import attestation_lines, closing_lines, render_lines, report_lines, show
from envcheck.runner import new_session, provenance, run
from envcheck.settings import Settings
from envcheck.wire.messages import report_message

ReportPrinter = Callable[[str, Report, bool], None]
"""Is given the title, what is seen now, and whether that differs from what was seen before."""


def watch_camera(
    camera: str, settings: Settings, *, seconds: float | None, as_json: bool, confirmed: Sequence[str] = ()
) -> int:
    """Watches until Ctrl-C, the end of the stream or `seconds`; the exit code is that of what was seen last.

    Raises:
        CameraError: the camera gave no picture at all.
        InputError: a file is no clip, or cannot be read.
        SettingsError: the settings name something that does not exist.
    """
    translate, answers = translator(settings.language), settings.answers(confirmed)
    media = settings.media
    source = open_camera(camera, fps=media.fps, max_seconds=seconds, max_megapixels=media.megapixels)
    session, origin = new_session(settings, Mode.VIDEO), provenance(settings, datetime.now().astimezone())
    try:
        with _report_printer(origin, translate, answers, as_json) as tell:

            def watch(frame: Frame, events: list[Event]) -> None:
                now = session.now()
                changed = any(not isinstance(event, FindingChanged) for event in events)
                if session.settled or now.findings:
                    tell(source.name if as_json else f"{source.name} {clock(frame.time)}", now, changed)

            run(source, session, watch)
    except KeyboardInterrupt:
        pass
    except CameraError as error:
        if not session.report().frames:
            raise
        print(f"envcheck: {error}", file=sys.stderr)
        return UNUSABLE
    if session.report().frames and not as_json:
        show(_console(), attestation_lines(answers, translate))
        show(_console(), closing_lines(origin, translate))
    return BY_VERDICT[session.now().verdict]


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


@contextmanager
def _report_printer(
    origin: Provenance, translate: Translate, answers: Answers, as_json: bool
) -> Iterator[ReportPrinter]:
    """How what is seen is told: a view that stays in place on a terminal, one report a change anywhere else."""
    out = _console()
    if as_json:
        yield lambda title, now, changed: write_line(_json(title, now, origin, translate, answers)) if changed else None
    elif not out.is_terminal:
        yield lambda title, now, changed: show(out, report_lines(title, now, translate)) if changed else None
    else:
        with Live(translate(LOOKING), console=out, auto_refresh=False) as live:
            yield lambda title, now, _: live.update(render_lines(report_lines(title, now, translate)), refresh=True)


def _json(title: str, now: Report, origin: Provenance, translate: Translate, answers: Answers) -> str:
    return report_message(title, now, origin, translate, answers).model_dump_json()
