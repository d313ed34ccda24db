"""Many inputs one report each, and no fault of one that stops the others."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console

from envcheck.batch.engines import Engine, InThisProcess
from envcheck.batch.one_file import Outcome, Request
from envcheck.cli.annotation import targets
from envcheck.cli.exits import BY_VERDICT, INTERRUPTED, code_of
from envcheck.cli.files_bar import FilesBar
from envcheck.cli.in_order import tell_in_order
from envcheck.cli.json_lines import write_line
from envcheck.fault import as_input_errors
from envcheck.media.source import join_names, list_files
from envcheck.media.still.image import printable
from envcheck.model.errors import InputError
from envcheck.model.plain_text import plain
from envcheck.model.provenance import Provenance
from envcheck.render.language import resolve_language, translator
from envcheck.render.overlay import can_write
from envcheck.render.terminal import attestation_lines, closing_lines, report_lines, show
from envcheck.runner import provenance
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
        engine: looks at the files; this process when left out.

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
        engine: Engine | None = None,
    ) -> None:
        self._settings = settings
        self._answers = settings.answers(confirmed)
        self._reports, self._code = 0, 0
        self._engine = engine or InThisProcess()
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
        files, left_out = self._files(paths)
        places = targets(self._annotate, files, replace=self._replace) if self._annotate else [None] * len(files)
        if self._annotate and not can_write(self._translate, self._lang):
            self._err.print(WORDLESS.format(lang=self._lang))
        requests = [
            Request(printable(file), file, self._settings, place) for file, place in zip(files, places, strict=True)
        ]
        with FilesBar(self._err, len(files)) as bar:
            left = tell_in_order(self._engine, requests, self._tell, bar)
        if left is not None:
            self._err.print(f"Stopped; {left} more not looked at." if left else "Stopped.")
            return INTERRUPTED
        if left_out:
            self._err.print(f"Left out, since they are no pictures or clips that are read: {join_names(left_out)}.")
        if self._reports and not self._as_json:
            show(self._out, attestation_lines(self._answers, self._translate))
            show(self._out, closing_lines(self._provenance(), self._translate))
        return self._code

    def _files(self, paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
        files: list[Path] = []
        left_out: list[Path] = []
        for path in paths:
            try:
                with as_input_errors(printable(path)):
                    listing = list_files(path)
                    files += listing.files
                    left_out += listing.left_out
            except InputError as error:
                self._code = max(self._code, self._report_failure(error))
        return files, left_out

    def _tell(self, number: int, result: Outcome | InputError) -> None:
        if isinstance(result, InputError):
            self._code = max(self._code, self._report_failure(result))
            return
        self._print_report(result)
        if result.left_out:
            self._err.print(f"{plain(result.name)}: {result.left_out}")
        self._code = max(self._code, BY_VERDICT[result.report.verdict])

    def _print_report(self, outcome: Outcome) -> None:
        self._reports += 1
        if self._as_json:
            report = (outcome.name, outcome.report)
            message = report_message(*report, self._provenance(), self._translate, self._answers)
            write_line(message.model_dump_json())
        else:
            show(self._out, report_lines(outcome.name, outcome.report, self._translate))

    def _provenance(self) -> Provenance:
        return provenance(self._settings, datetime.now().astimezone(), keeps_picture=self._annotate is not None)

    def _report_failure(self, error: InputError) -> int:
        if self._as_json:
            write_line(ErrorMessage(input=error.input, error=error.reason).model_dump_json())
        else:
            self._err.print(f"envcheck: {error}")
        return code_of(error)
