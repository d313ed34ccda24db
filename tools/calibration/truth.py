"""What `make truth` does."""

import argparse
import hashlib
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from calibration.corpus import FOLDERS, Input, all_inputs
from calibration.looks import all_looks, networks
from calibration.marked import marks, write_reports
from calibration.spoken import Truth, count_sentences, table, wrong
from calibration.store import is_in_project
from calibration.tones import by_tone
from envcheck.checks.catalog import load_checks
from envcheck.evaluation.praises import READINGS
from envcheck.model.errors import EnvcheckError
from envcheck.perception.weights import DOWNLOADABLE, WEIGHTS

SHARE = 4
NETWORKS = {weights.name: weights.file for weights in WEIGHTS}


def main() -> None:
    """Looks at all labelled inputs and prints how true each sentence is; or draws reports, or counts marked ones."""
    asked = _parser().parse_args()
    if asked.marked:
        print("\n".join(marks(asked.marked)))
        return
    if asked.sheets and is_in_project(asked.sheets):
        sys.exit(f"{asked.sheets} lies in the project, where no labelled picture may be copied; build/ may be used.")
    checks = {check.code: check for check in load_checks()}
    try:
        given = [one for one in all_inputs(checks) if _is_wanted(one, asked)]
    except (EnvcheckError, OSError) as error:
        sys.exit(str(error))
    if not given:
        sys.exit(
            f"There are no labelled pictures in {', '.join(map(str, FOLDERS))}; ENVCHECK_CORPUS names other folders."
        )
    if asked.sheets:
        drawn = random.Random(asked.seed).sample(given, min(asked.count, len(given)))
        write_reports(drawn, all_looks(drawn, (), asked.workers), asked.sheets)
        return
    for title, without in _passes(asked.without):
        looks = all_looks(given, without, asked.workers)
        for look in looks:
            if look.fault:
                print(look.fault, file=sys.stderr)
        if asked.tones:
            print("\n".join([f"\n\n{title}, by skin tone", *by_tone(given, looks, checks)]))
            continue
        truth = count_sentences(given, looks, checks, asked.folds)
        lines = [line for code in asked.wrong for line in _wrong(truth, code, given)]
        print("\n".join([f"\n\n{title}: {len(given)} inputs", *(lines or table(truth, asked.folds))]))


def _passes(without: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sets of networks to look with: all, then less those that are named: "each" in turn, or "optional" at once."""
    here = networks(()).files
    yield f"With {', '.join(name for name, file in NETWORKS.items() if file in here) or 'no networks'}", ()
    for name in without:
        if name == "optional":
            yield "Without those that a build may lack", tuple(weights.file for weights in DOWNLOADABLE)
        for one, file in NETWORKS.items():
            if name in ("each", one.lower()) and file in here:
                yield f"Without {one}", (file,)


def _wrong(truth: Truth, code: str, given: Sequence[Input]) -> Iterator[str]:
    notes = {one.row["file"]: f"{one.source}; {one.row.get('notes', '')}" for one in given}
    yield f"{code}:"
    for line in wrong(truth, code):
        yield f"    {line}   ({notes[line.split(': ')[1]]})"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How true each sentence of the reports is on labelled pictures.")
    parser.add_argument("--quick", action="store_true", help=f"one input in {SHARE}")
    parser.add_argument("--stills", action="store_true", help="no clips")
    parser.add_argument("--only", nargs="+", default=(), help="parts of the names of the files to look at")
    parser.add_argument(
        "--without",
        type=str.lower,
        nargs="+",
        default=(),
        choices=("each", "optional", *map(str.lower, NETWORKS)),
        help="look again without these networks, without each in turn, or without all that a build may lack",
    )
    parser.add_argument("--folds", type=int, default=5, help="parts that the sources are split into")
    parser.add_argument(
        "--wrong",
        type=lambda code: code if code in (*READINGS, "verdict") else code.upper(),
        nargs="+",
        default=(),
        help=f"name the inputs about which these are wrong: a code or {', '.join(READINGS)}",
    )
    parser.add_argument("--tones", action="store_true", help="light by the skin tones that the labels say")
    parser.add_argument("--sheets", type=Path, help="folder for pictures with their whole reports beside them")
    parser.add_argument("--count", type=int, default=30, help="how many of them")
    parser.add_argument("--seed", type=int, default=1, help="other pictures with another one")
    parser.add_argument("--marked", type=Path, help="count a sentences.csv whose column verdict was filled in")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser


def _is_wanted(one: Input, asked: argparse.Namespace) -> bool:
    file = one.row["file"]
    drawn = not asked.quick or hashlib.sha256(file.encode()).digest()[0] % SHARE == 0
    named = not asked.only or any(part in file for part in asked.only)
    return drawn and named and not (asked.stills and one.moves)
