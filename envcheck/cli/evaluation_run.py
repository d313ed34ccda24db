"""Every check put to labelled inputs, and the scores told."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from envcheck.batch.engines import Engine, InThisProcess
from envcheck.batch.one_file import Outcome, Request
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.cli.exits import INTERRUPTED, code_of
from envcheck.cli.files_bar import FilesBar
from envcheck.cli.in_order import tell_in_order
from envcheck.cli.json_lines import write_line
from envcheck.evaluation.labels import SOURCE, Row, read_labels
from envcheck.evaluation.scores import Evaluation, Prediction, Score, interval, wilson
from envcheck.evaluation.sentences import Kind, Tallies, Tally
from envcheck.media.still.image import printable
from envcheck.model.errors import (
    DamagedInput,
    InputError,
    MissingInput,
    SettingsError,
    UnsuitableInput,
    UnsupportedInput,
)
from envcheck.model.plain_text import plain
from envcheck.model.regular_file import verify_regular
from envcheck.settings import Settings
from envcheck.wire.messages import ErrorMessage

MAX_BYTES = 64_000_000
"""Of a label file; some 300,000 rows."""

TOLD = 5
"""Inputs that cannot be looked at, named one by one; with a wrong folder that is all of them."""

HEADER = f"{'':<29}{'recall':<27}{'precision':<27}{'false alarms':<27}assessed  not assessed"

PRAISE_HEADER = f"\n{'strengths and readings':<29}{'true, of what was said':<27}said  true  false  open"


class EvaluationRun:
    """Looks at labelled inputs and prints how often each check was right.

    Args:
        settings: what to check and how.
        as_json: JSON Lines on standard output instead of a table.
        worst: how many inputs are named that a check is wrong about.
        by_source: whether the scores are told for each source too.
        engine: looks at the inputs; this process when left out.

    Raises:
        SettingsError: the settings name something that does not exist.
        PluginError: a third-party check cannot be used.
    """

    def __init__(
        self, settings: Settings, *, as_json: bool, worst: int, by_source: bool, engine: Engine | None = None
    ) -> None:
        known = load_checks()
        self._engine = engine or InThisProcess()
        self._settings = settings
        self._checks = settings.select_checks(known)
        self._limits = {check.code: check.limit for check in known} | settings.limits_for(known)
        self._as_json = as_json
        self._worst = worst
        self._by_source = by_source
        self._failures = 0
        self._err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def run(self, labels: Path, root: Path | None) -> int:
        """Looks at every input that is labelled; the exit code tells whether all could be looked at.

        Raises:
            InputError: the label file cannot be used, or no row of it.
            SettingsError: `root` is no folder.
        """
        if root and not root.is_dir():
            raise SettingsError("--root", f"there is no folder {printable(root)}.")
        name, folder = printable(labels), root or labels.parent
        rows = read_labels(name, _text(labels), {check.code for check in self._checks})
        if self._by_source and not any(SOURCE in row for row in rows):
            raise UnsupportedInput(name, f"--by source needs the column {SOURCE}, which is missing.")
        evaluation = Evaluation({check.code for check in self._checks}, self._settings.active.people)
        labelled = [row for row in rows if evaluation.is_labelled(row)]
        looked, code = self._look(labelled, folder, evaluation)
        if self._failures > TOLD and not self._as_json:
            self._err.print(f"envcheck: {self._failures - TOLD} more inputs cannot be looked at.")
        if not looked and code != INTERRUPTED:
            raise UnsupportedInput(
                name,
                f"none of its {len(rows)} rows names an input under {printable(folder)} that can be looked at, "
                "with a label that a check can be held against.",
            )
        self._print_scores(evaluation)
        self._print_praise(evaluation.said)
        self._note(evaluation, f"{plain(name)}: {looked} of {len(rows)} rows were counted.")
        return code

    def _look(self, rows: Sequence[Row], folder: Path, evaluation: Evaluation) -> tuple[int, int]:
        """Counts every row; gives how many could be, and the exit code."""
        looked, code = 0, 0
        requests = [self._request(folder / row["file"]) for row in rows]

        def tell(number: int, result: Outcome | InputError) -> None:
            nonlocal looked, code
            if not rows[number]["file"]:
                result = MissingInput("(no name)", "a row names no file.")
            if isinstance(result, InputError):
                code = max(code, self._report_failure(result))
            elif result.is_whole:
                evaluation.count(rows[number], self._said(result), result.largest_face, result.report)
                looked += 1

        with FilesBar(self._err, len(requests)) as bar:
            left = tell_in_order(self._engine, requests, tell, bar)
        if left is not None:
            self._err.print("Stopped; the scores are of what was looked at so far.")
            return looked, INTERRUPTED
        return looked, code

    def _request(self, file: Path) -> Request:
        return Request(printable(file), file, self._settings)

    def _said(self, outcome: Outcome) -> dict[str, Prediction]:
        """What the checks said, by code."""
        report, meters = outcome.report, outcome.meters
        said = {code: Prediction(False, _margin(meters.get(code, 1.0))) for code in report.passed}
        said |= {gap.code: Prediction(None) for gap in report.not_assessed if not gap.not_applicable}
        return said | {
            found.code: Prediction(True, _margin(self._limits[found.code].nearness(found.value)))
            for found in report.findings
        }

    def _print_scores(self, evaluation: Evaluation) -> None:
        """Prints one line a check, and one more a source where that was asked for."""
        if not self._as_json:
            print(HEADER)
        for check in self._checks:
            score = evaluation.of(check.code)
            sources = list(evaluation.by_source(check.code)) if self._by_source else []
            if self._as_json:
                scores = ([("", score)] if score else []) + sources
                for pair in scores:
                    write_line(json.dumps(self._row(check, *pair), ensure_ascii=False))
            elif score:
                print(_line(f"{check.code}  {check.name}", score))
                for source, part in sources:
                    print(_line(f"    {plain(source)}", part))
                for wrong in score.worst(self._worst):
                    print(f"    {'missed' if wrong.missed else 'found wrongly'}: {plain(wrong.file)}")

    def _row(self, check: Check, source: str, score: Score) -> dict[str, Any]:
        """A score as JSON; `source` is null over all of them."""
        shares = {name: _share(*share) for name, share in score.shares.items()}
        worst = [{"file": wrong.file, "missed": wrong.missed} for wrong in score.worst(self._worst)]
        counts = {"assessed": score.assessed, "not_assessed": score.not_assessed, "worst": worst}
        subject = {"kind": Kind.FINDING, "code": check.code, "name": check.name, "source": source or None}
        return subject | shares | counts

    def _print_praise(self, said: Tallies) -> None:
        """Prints one line for each strength and each reading that the labels speak of."""
        kinds = (Kind.STRENGTH, Kind.READING)
        told = [(*key, tally) for key, tally in sorted(said.of.items()) if key[0] in kinds and tally.precision[1]]
        if self._as_json:
            for one in told:
                write_line(json.dumps(self._praise_row(*one), ensure_ascii=False))
        elif told:
            print(PRAISE_HEADER)
            for _, code, tally in told:
                counted = f"{tally.said:<6}{tally.true:<6}{tally.false:<7}{tally.open}"
                print(f"{f'{code}  {self._name(code)}'.strip()[:28]:<29}{interval(*tally.precision)}  {counted}")
                for file in tally.contradicted[: self._worst]:
                    print(f"    said wrongly: {plain(file)}")

    def _praise_row(self, kind: Kind, code: str, tally: Tally) -> dict[str, Any]:
        """What was said of one strength or reading, as JSON; a reading has no name besides."""
        counts = {"said": tally.said, "true": tally.true, "false": tally.false, "open": tally.open}
        worst = [{"file": file} for file in tally.contradicted[: self._worst]]
        subject = {"kind": kind, "code": code, "name": self._name(code)}
        return subject | counts | {"precision": _share(*tally.precision), "worst": worst}

    def _name(self, code: str) -> str:
        return next((check.name for check in self._checks if check.code == code), "")

    def _note(self, evaluation: Evaluation, counted: str) -> None:
        """Says what the table leaves out: on standard error, so that the table can go elsewhere."""
        if self._as_json:
            return
        self._err.print(counted)
        if silent := [check.code for check in self._checks if not evaluation.of(check.code)]:
            self._err.print(f"No label speaks of {', '.join(silent)}.")
        if len(evaluation.sources) > 1 and not self._by_source:
            self._err.print(f"The rows come from {len(evaluation.sources)} sources: --by source tells how they differ.")

    def _report_failure(self, error: InputError) -> int:
        self._failures += 1
        if self._as_json:
            write_line(ErrorMessage(input=error.input, error=error.reason).model_dump_json())
        elif self._failures <= TOLD:
            self._err.print(f"envcheck: {error}")
        return code_of(error)


def _line(title: str, score: Score) -> str:
    """One line of the table."""
    shares = "  ".join(interval(*share) for share in score.shares.values())
    return f"{title[:28]:<29}{shares}  {score.assessed:<10}{score.not_assessed}"


def _share(hits: int, of: int) -> dict[str, float] | None:
    """A share with its interval as JSON."""
    bounds = wilson(hits, of)
    return {"hits": hits, "of": of} | dict(zip(("share", "low", "high"), bounds, strict=True)) if bounds else None


def _text(labels: Path) -> str:
    """The label file.

    Raises:
        InputError: it cannot be read.
    """
    name = printable(labels)
    try:
        verify_regular(labels)
        if labels.stat().st_size > MAX_BYTES:
            raise UnsuitableInput(name, f"the file is larger than the {MAX_BYTES // 1_000_000} MB that are read.")
        return labels.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise DamagedInput(name, "this is not a CSV file in UTF-8.") from None
        raise MissingInput(name, "there is no such file.") from None
    except OSError as error:
        raise UnsupportedInput(name, f"the file cannot be read ({error.strerror}).") from None


def _margin(nearness: float) -> float:
    """How far a value lies from its limit, in widths between its two levels, at most 4."""
    return 4 * abs(nearness - 1)
