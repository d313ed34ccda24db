"""Whether skin tone changes what is told of well-lit pictures: false findings by group, and at other exposures.

`make fairness` prints the tables; `--write` also keeps them for the pages.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from math import comb
from multiprocessing import get_context
from pathlib import Path

from calibration.corpus import FOLDER, inputs
from calibration.networks import prepare
from calibration.skin import GROUPS, REFLECTED, Portrait, darker, portraits, relit, seen
from calibration.store import PAGES
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import run_checks
from envcheck.evaluation.scores import wilson
from envcheck.model.findings import Observation
from envcheck.perception.faces.faces import Faces

CODES = ("FRM101", "LIT101", "LIT102", "LIT103", "LIT104", "LIT105")
STOPS = (-2.0, -1.0, 0.0, 1.0)
NETWORKS = {"with all networks": True, "without YuNet and YOLOX-nano": False}
SURE = 0.05
"""Chance below which a difference is told; no allowance is made for how many are looked at."""

REAL, RELIT, MADE = "real", "re-lit", "made"


@dataclass(frozen=True)
class Told:
    """What one check said of one picture.

    Attributes:
        kind: real, re-lit or made.
        group: of skin tones; for made ones, the stops by which the skin reflects less.
        stops: of exposure.
        code: the check.
        file: which face.
        found: whether it was told; None where the check could not tell.
    """

    kind: str
    group: str
    stops: float
    code: str
    file: str
    found: bool | None


def measured(portrait: Portrait) -> list[Told]:
    """All that is said of one face."""
    told: list[Told] = []
    if not portrait.well_lit:  # other light may hide a face, or not: only that one is asked
        return _asked(portrait, REAL, portrait.group, 0.0, ("FRM101",))
    for stops in STOPS:
        told += _asked(portrait, RELIT, portrait.group, stops, CODES)
    told += [Told(REAL, one.group, 0.0, one.code, one.file, one.found) for one in told if one.stops == 0]
    if portrait.group != "1-3":
        return told
    face = seen(portrait.picture, portrait.at)[Faces].main
    if face is None:
        return told
    for less in REFLECTED:
        picture = darker(portrait.picture, face, less)
        made = Portrait(portrait.file, portrait.group, True, picture, portrait.at)
        for stops in (0.0, -1.0):
            told += _asked(made, MADE, f"{less:+g}", stops, CODES)
    return told


def _asked(portrait: Portrait, kind: str, group: str, stops: float, codes: tuple[str, ...]) -> list[Told]:
    checks = [check for check in load_checks() if check.code in codes]
    scene = seen(relit(portrait.picture, stops), portrait.at)
    answers = {code: answer.result for code, answer in run_checks(scene, checks).items()}
    found = {
        check.code: check.limit.activates(answer.value)
        if isinstance(answer := answers[check.code], Observation)
        else None
        for check in checks
    }
    return [Told(kind, group, stops, code, portrait.file, found[code]) for code in codes]


def fisher(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """Chance of shares at least as unlikely if both are the same (Fisher's exact test, two-sided)."""
    total = hits + other_hits
    ways = [comb(of, k) * comb(other_of, total - k) if 0 <= total - k <= other_of else 0 for k in range(of + 1)]
    seen_way = ways[hits]
    return sum(way for way in ways if way <= seen_way) / sum(ways)


def tables(told: Iterable[Told]) -> Iterator[str]:
    """Markdown of the three tables."""
    counted: dict[tuple[str, str, float, str], list[bool | None]] = {}
    for one in told:
        counted.setdefault((one.kind, one.code, one.stops, one.group), []).append(one.found)
    yield "\n### Real faces, well lit: told wrongly, by tone"
    yield from _by_group(counted, REAL, (0.0,), tuple(GROUPS))
    yield "\n### The same pictures, exposed by -2 to +1 stops"
    yield from _by_group(counted, RELIT, STOPS, tuple(GROUPS))
    yield "\n### The faces of tones 1-3, with skin that reflects 0, 1 and 2 stops less"
    yield from _by_group(counted, MADE, (0.0, -1.0), tuple(f"{less:+g}" for less in REFLECTED))


def _by_group(
    counted: Mapping[tuple[str, str, float, str], list[bool | None]],
    kind: str,
    exposures: tuple[float, ...],
    groups: tuple[str, ...],
) -> Iterator[str]:
    yield f"\n| check | exposure | {' | '.join(groups)} | differs |"
    yield f"|---|---|{'---|' * len(groups)}---|"
    for code in CODES:
        for stops in exposures:
            answers = [counted.get((kind, code, stops, group), []) for group in groups]
            counts = [(sum(map(bool, some)), sum(one is not None for one in some)) for some in answers]
            cells = " | ".join(_cell(*count, len(some)) for count, some in zip(counts, answers, strict=True))
            yield f"| {code} | {stops:+g} | {cells} | {_difference(counts, groups)} |"


def _cell(hits: int, of: int, asked: int) -> str:
    share = wilson(hits, of)
    unknown = f", {asked - of} not assessed" if asked > of else ""
    return f"{hits} of {of} ({share[1]:.0%} to {share[2]:.0%}){unknown}" if share else f"–{unknown}"


def _difference(counts: list[tuple[int, int]], groups: tuple[str, ...]) -> str:
    """The groups that differ from the first beyond chance."""
    chances = {group: fisher(*count, *counts[0]) for group, count in zip(groups[1:], counts[1:], strict=True)}
    return ", ".join(f"{group}: p = {chance:.3f}" for group, chance in chances.items() if chance < SURE) or "no"


def main() -> None:
    """Measures with and without the networks that a build may lack, and prints."""
    parser = argparse.ArgumentParser(description="What is told wrongly, by skin tone.")
    parser.add_argument("--write", action="store_true", help="keep the tables for the pages, under docs/")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if not (FOLDER / "labels.csv").is_file():
        sys.exit(f"There are no labelled pictures in {FOLDER}; ENVCHECK_CORPUS names another folder.")
    codes = {check.code for check in load_checks()}
    faces = list(portraits({one.row["file"]: one for one in inputs(FOLDER, (), codes)}))
    lines = [Path(__file__).with_name("fairness.md").read_text(encoding="utf-8").rstrip()]
    for title, complete in NETWORKS.items():
        with ProcessPoolExecutor(asked.workers, get_context("spawn"), prepare, (complete,)) as pool:
            told = list(chain.from_iterable(_shown(pool.map(measured, faces, chunksize=4), len(faces))))
        lines += [f"\n## {title.capitalize()}", *tables(told)]
    text = "\n".join([*lines, ""])
    print(text)
    if asked.write:
        PAGES.mkdir(exist_ok=True)
        (PAGES / "fairness.md").write_text(text, encoding="utf-8")


def _shown(results: Iterable[list[Told]], of: int) -> Iterator[list[Told]]:
    for number, result in enumerate(results, 1):
        print(f"\r{number} of {of} faces   ", end="", file=sys.stderr, flush=True)
        yield result
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
