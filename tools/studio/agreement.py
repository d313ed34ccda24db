"""Whether networks take rendered faces for faces, and whether what is measured is what was set.

python -m studio.agreement [--count 50] [--pictures FOLDER]
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from envcheck.evaluation.scores import interval
from studio import drawn, shoot
from studio.measure import SURE, measured, taken_for_faces
from studio.setup import Mix, Setup

CODES = ("FRM102", "FRM103", "FRM104", "FRM105", "FRM106", "FRM107", "FRM109", "FRM110")

Pairs = dict[str, list[tuple[float, float]]]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--pictures", type=Path, help="write the pictures here, to be looked at")
    given = parser.parse_args()
    sure: dict[str, list[float]] = {}
    pairs: Pairs = {}
    for seed in range(given.count):
        setup = drawn.varied(seed)
        picture = shoot.taken(shoot.lit(setup, Mix()))
        if given.pictures:
            given.pictures.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(given.pictures / f"{seed:03}.png"), picture)
        for name, confidence in taken_for_faces(picture).items():
            sure.setdefault(name, []).append(confidence)
        seen = measured(picture, CODES)
        values = {f"{code} value": value for code, value in seen.values.items() if value is not None}
        for name, exact in known(setup).items():
            if name in (both := {**seen.known, **values}):
                pairs.setdefault(name, []).append((exact, both[name]))
    print("\n".join([*_networks(sure), "", *_errors(pairs)]))


def known(setup: Setup) -> Mapping[str, float]:
    """The exact values of what `measure.Measured.known` and some checks measure."""
    view, who = setup.view, setup.person
    assert who is not None
    facing = {"yaw": who.yaw, "pitch": view.elevation - who.pitch, "roll": who.roll}
    places = {"eyes x": view.across_at, "eyes y": view.eyes_at, "camera pitch": view.pitch}
    size = {"face height": 0.19 / view.distance / (2 * np.tan(np.radians(view.tall / 2)))}
    return {**facing, **places, **size, "FRM106 value": view.elevation}


def _networks(sure: Mapping[str, Sequence[float]]) -> Iterator[str]:
    yield "| network | takes it for a face | median confidence | lowest |"
    yield "|---|---|---|---|"
    for name, values in sure.items():
        hits = sum(value >= SURE for value in values)
        yield f"| {name} | {interval(hits, len(values)).strip()} | {np.median(values):.2f} | {min(values):.2f} |"


def _errors(pairs: Pairs) -> Iterator[str]:
    yield "| what | pictures | measured over set | offset | mean error about that line | correlation |"
    yield "|---|---|---|---|---|---|"
    for name, both in pairs.items():
        exact, seen = np.array(both).T
        slope, offset = np.polyfit(exact, seen, 1)
        off = np.abs(seen - slope * exact - offset).mean()
        together = np.corrcoef(exact, seen)[0, 1]
        yield f"| {name} | {len(both)} | {slope:.2f} | {offset:+.3g} | {off:.3g} | {together:.2f} |"


if __name__ == "__main__":
    main()
