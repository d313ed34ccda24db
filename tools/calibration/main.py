"""What `make calibrate` does."""

import argparse
import hashlib
import os
import sys
from pathlib import Path

from calibration.corpus import FOLDER, OWN_LABELS, Input, inputs
from calibration.networks import install
from calibration.rendering import markdown, printed
from calibration.scoring import results
from calibration.sheets import write_sheets
from calibration.store import PAGES, all_cases, is_in_project
from envcheck.checks.catalog import load_checks
from envcheck.model.errors import EnvcheckError

SHARE = 4


def main() -> None:
    """Measures, derives, prints; on request writes the pages and contact sheets."""
    asked = _parser().parse_args()
    if not (FOLDER / "labels.csv").is_file():
        sys.exit(f"There are no labelled pictures in {FOLDER}; ENVCHECK_CORPUS names another folder.")
    if asked.sheets and is_in_project(asked.sheets):
        sys.exit(f"{asked.sheets} lies in the project, where no labelled picture may be copied; build/ may be used.")
    known = load_checks()
    checks = {check.code: check for check in known if not asked.only or check.code in asked.only}
    try:
        given = inputs(FOLDER, [*sorted(OWN_LABELS.glob("*.csv")), *asked.labels], {check.code for check in known})
    except (EnvcheckError, OSError) as error:
        sys.exit(str(error))
    drawn = [one for one in given if not asked.quick or _is_drawn(one)]
    passes = {"With all networks": True}
    if asked.without:
        passes["Without YuNet and YOLOX-nano"] = False
    cases = {title: all_cases(drawn, complete, asked.workers) for title, complete in passes.items()}
    found = {title: results(some, checks) for title, some in cases.items()}
    for title, some in found.items():
        print("\n".join([f"\n\n{title}", *printed(some)]))
    first = next(iter(passes))
    if asked.sheets:
        install(passes[first])
        write_sheets(cases[first], {one.row["file"]: one for one in given}, checks, asked.sheets)
    if asked.write:
        PAGES.mkdir(exist_ok=True)
        (PAGES / "measured.md").write_text(markdown(found), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure the limits on labelled pictures and on faults made from them."
    )
    parser.add_argument("--quick", action="store_true", help=f"one input in {SHARE}")
    parser.add_argument("--without", action="store_true", help="measure as a build without YuNet and YOLOX-nano, too")
    parser.add_argument("--only", type=str.upper, nargs="+", default=(), help="codes of the checks to tell of")
    parser.add_argument("--labels", type=Path, nargs="+", default=(), help="CSV files with more labels")
    parser.add_argument("--sheets", type=Path, help="folder for a contact sheet of each check, outside the project")
    parser.add_argument("--write", action="store_true", help="write the figures for the pages")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser


def _is_drawn(one: Input) -> bool:
    return hashlib.sha256(one.row["file"].encode()).digest()[0] % SHARE == 0
