"""Many inputs one after another: one report each, and no fault of one that stops the others."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from envcheck.cli.annotation import Annotation, targets
from envcheck.cli.exits import BY_VERDICT, INTERRUPTED, code_of
from envcheck.cli.json_lines import write_line
from envcheck.fault import as_input_errors
from envcheck.media.clip import ClipSource
from envcheck.media.frame import Frame
from envcheck.media.source import Source, join_names, list_files, open_source
from envcheck.media.still.image import printable
from envcheck.model.errors import InputError
from envcheck.model.events import Event
from envcheck.model.findings import Mode
from envcheck.model.plain_text import plain
from envcheck.model.provenance import Provenance
from envcheck.render.language import resolve_language, translator
from envcheck.render.overlay import can_write
from envcheck.render.phrases import clock
from envcheck.render.terminal import attestation_lines, closing_lines, report_lines, show
from envcheck.runner import new_session, provenance, run
from envcheck.session import Session
from envcheck.settings import Settings
from envcheck.wire.messages import ErrorMessage, report_message

WORDLESS = (
    "No font on this computer holds the letters of {lang}; annotated pictures carry numbers, the report the words."
)


class Batch:
    """Checks inputs and prints a report on each.

    Args:
        settings: what to check and how.
        as_json: JSON Lines on standard output instead of prose.
        annotate: where annotated pictures go, None for nowhere.
        replace: annotated pictures that are there already may go.
        confirmed: names of what was confirmed by hand, since no camera sees it.

    Raises:
        SettingsError: the settings name something that does not exist.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        as_json: bool,
        annotate: Path | None,
        replace: bool = False,
        confirmed: Sequence[str] = (),
    ) -> None:
        self._settings = settings
        self._answers = settings.answers(confirmed)
        self._reports = 0
        self._as_json = as_json
        self._annotate, self._replace = annotate, replace
        self._lang = resolve_language(settings.language)
        self._translate = translator(self._lang)
        self._out = Console(highlight=False, markup=False, emoji=False)
        self._err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def run(self, paths: Sequence[Path]) -> int:
        """Checks every input; the exit code is the highest of all (see `envcheck.cli.exits`).

        Raises:
            SettingsError: the annotated pictures cannot go where they were asked to.
        """
        files, left_out, code = self._files(paths)
        places = targets(self._annotate, files, replace=self._replace) if self._annotate else [None] * len(files)
        if self._annotate and not can_write(self._translate, self._lang):
            self._err.print(WORDLESS.format(lang=self._lang))
        for number, (file, place) in enumerate(zip(files, places, strict=True), 1):
            try:
                with as_input_errors(printable(file)):
                    code = max(code, self._check_one(file, place, f"{number}/{len(files)} {plain(file.name)}"))
            except InputError as error:
                code = max(code, self._report_failure(error))
            except KeyboardInterrupt:
                left = len(files) - number
                self._err.print(f"Stopped; {left} more not looked at." if left else "Stopped.")
                return INTERRUPTED
        if left_out:
            self._err.print(f"Left out, since they are no pictures or clips that are read: {join_names(left_out)}.")
        if self._reports and not self._as_json:
            show(self._out, attestation_lines(self._answers, self._translate))
            show(self._out, closing_lines(self._provenance(), self._translate))
        return code

    def _files(self, paths: Iterable[Path]) -> tuple[list[Path], list[Path], int]:
        files: list[Path] = []
        left_out: list[Path] = []
        code = 0
        for path in paths:
            try:
                with as_input_errors(printable(path)):
                    listing = list_files(path)
                    files += listing.files
                    left_out += listing.left_out
            except InputError as error:
                code = max(code, self._report_failure(error))
        return files, left_out, code

    def _check_one(self, file: Path, place: Path | None, label: str) -> int:
        media = self._settings.media
        source = open_source(file, fps=media.fps, max_seconds=media.seconds, max_megapixels=media.megapixels)
        session = new_session(self._settings, source.mode)
        annotation = Annotation(session)
        with self._progress(label, source) as advance:

            def watch(frame: Frame, events: list[Event]) -> None:
                advance(frame.time)
                if place:
                    annotation.consider(frame)

            try:
                run(source, session, watch)
            except KeyboardInterrupt:
                self._print_report(source, session)
                raise
        self._print_report(source, session)
        if isinstance(source, ClipSource):
            self._note(source, session.report().seconds)
        if place:
            annotation.write(place, self._translate, self._lang)
        return BY_VERDICT[session.report().verdict]

    def _print_report(self, source: Source, session: Session) -> None:
        report = session.report()
        self._reports += 1
        if self._as_json:
            message = report_message(source.name, report, self._provenance(), self._translate, self._answers)
            write_line(message.model_dump_json())
        else:
            show(self._out, report_lines(source.name, report, self._translate))

    def _provenance(self) -> Provenance:
        return provenance(self._settings, datetime.now().astimezone(), keeps_picture=self._annotate is not None)

    def _note(self, source: ClipSource, seconds: float) -> None:
        """Says what of a clip was not looked at."""
        whole = f" of {clock(source.duration)}" if source.duration else ""
        if source.cut_short:
            note = f"the file breaks off after {clock(seconds)}; the report is on what came before."
        elif source.slow:
            note = (
                f"the first {clock(seconds)}{whole} were looked at, since this clip takes far longer to decode than to "
                "play; a smaller copy of it is looked at whole."
            )
        elif source.stopped:
            looked = clock(self._settings.media.seconds)
            note = f"the first {looked}{whole} were looked at (--seconds looks further)."
        else:
            return
        self._err.print(f"{plain(source.name)}: {note}")

    def _report_failure(self, error: InputError) -> int:
        if self._as_json:
            write_line(ErrorMessage(input=error.input, error=error.reason).model_dump_json())
        else:
            self._err.print(f"envcheck: {error}")
        return code_of(error)

    @contextmanager
    def _progress(self, label: str, source: Source) -> Iterator[Callable[[float], None]]:
        """A bar on a terminal while a clip is looked at, or while reports go elsewhere; gone when done."""
        shown = sys.stderr.isatty() and (source.mode is Mode.VIDEO or not sys.stdout.isatty())
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._err, transient=True, disable=not shown) as progress:
            task = progress.add_task(label, total=None)
            yield lambda time: progress.update(task, completed=time, total=source.seconds)
