"""Paired fairness: the same person in the same room and light, of whom only the skin's albedo differs.

python -m studio.fairness [--rooms 4] [--write]
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from calibration.fairness import fisher
from envcheck.evaluation.scores import interval
from studio import drawn, shoot
from studio.measure import Measured, measured
from studio.setup import Mix
from studio.tones import SWATCHES

CODES = ("LIT101", "LIT102", "LIT103", "LIT104", "LIT105")
PAGE = Path(__file__).with_name("fairness.md")

MIXES = {
    "even light": Mix(room=1.0),
    "lamp from one side": Mix(room=0.35, lamp=1.2),
    "bright window behind": Mix(room=0.6, window=6.0),
    "dim room": Mix(room=0.12, lamp=0.05),
    "warm bulb": Mix(room=0.7, lamp=0.5, kelvin=3200.0),
}
GAIN = 4.0
"""Most that the camera can amplify: what makes a dim room dim."""

TONES = range(1, len(SWATCHES) + 1)


@dataclass(frozen=True)
class Told:
    """What is said of one tone in one scene."""

    scene: str
    tone: int
    said: Measured


def main() -> None:
    """Print the table, and with `--write` keep it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rooms", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    told = [said for room in range(given.rooms) for said in in_room(room)]
    page = "\n".join([*_table(told), "", *_pairs(told), ""])
    print(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")


def in_room(number: int) -> Iterator[Told]:
    """All tones in every light of one room."""
    setup = drawn.plain(number)
    for (name, mix), tone in product(MIXES.items(), TONES):
        picture = shoot.taken(shoot.lit(setup, mix, tone), gain=GAIN)
        yield Told(f"{name}, room {number}", tone, measured(picture, CODES))


def _table(told: Sequence[Told]) -> Iterator[str]:
    """Per code and tone: median value, findings, strengths."""
    scenes = len({one.scene for one in told})
    yield f"{scenes} scenes, ten tones each; median value (found / praised of {scenes})."
    yield ""
    yield "| code |" + "".join(f" {tone} |" for tone in TONES)
    yield "|---|" + "---|" * len(TONES)
    for code in CODES:
        cells = []
        for tone in TONES:
            said = [one.said for one in told if one.tone == tone]
            values = [value for one in said if (value := one.values[code]) is not None]
            found, praised = sum(code in one.findings for one in said), sum(code in one.strengths for one in said)
            cells.append(f" {np.median(values):.2f} ({found} / {praised}) |" if values else " – |")
        yield f"| {code} |" + "".join(cells)


def _pairs(told: Sequence[Told]) -> Iterator[str]:
    """Each code held against tone 3 of the same scene: tones 7 to 10, and 1 and 2."""
    by = {(one.scene, one.tone): one.said for one in told}
    yield "| code | tones | value less tone 3's, mean (95 %) | more / less often found | found | found at tone 3 | p |"
    yield "|---|---|---|---|---|---|---|"
    for code, (name, tones) in product(CODES, (("1–2", (1, 2)), ("4–6", (4, 5, 6)), ("7–10", (7, 8, 9, 10)))):
        both = [(by[scene, tone], by[scene, 3]) for scene, tone in by if tone in tones]
        apart = [
            a - b
            for one, other in both
            if (a := one.values[code]) is not None and (b := other.values[code]) is not None
        ]
        more = sum(code in one.findings and code not in other.findings for one, other in both)
        less = sum(code not in one.findings and code in other.findings for one, other in both)
        hits = sum(code in one.findings for one, _ in both), len(both)
        lit = sum(code in other.findings for _, other in both), len(both)
        mean, spread = np.mean(apart), 1.96 * np.std(apart) / np.sqrt(max(len(apart), 1))
        yield (
            f"| {code} | {name} | {mean:+.2f} ± {spread:.2f} | {more} / {less} | {interval(*hits).strip()} |"
            f" {interval(*lit).strip()} | {fisher(*hits, *lit):.2f} |"
        )


if __name__ == "__main__":
    main()
