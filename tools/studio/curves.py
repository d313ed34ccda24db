"""Values of checks against exactly known parameters, one parameter at a time, and where each limit lies on the curve.

python -m studio.curves [--people 2]
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from envcheck.checks.catalog import load_checks
from studio import drawn, shoot
from studio.measure import measured
from studio.setup import Mix, Setup, View

Picture = NDArray[np.uint8]

TONE = 5
"""Of the sitters where light is mixed: the middle of the scale."""


@dataclass(frozen=True)
class Curve:
    """One parameter that is moved.

    Attributes:
        code: the check that should follow it.
        parameter: what it is, with its unit.
        stops: its values.
        picture: of whom (a seed) at a value.
    """

    code: str
    parameter: str
    stops: tuple[float, ...]
    picture: Callable[[int, float], Picture]


def _mixed(mix: Callable[[float], Mix], gain: float | None = None) -> Callable[[int, float], Picture]:
    def picture(seed: int, value: float) -> Picture:
        return shoot.taken(shoot.lit(drawn.plain(seed), mix(value), TONE), gain)

    return picture


def _at_angle(seed: int, degrees: float) -> Picture:
    return shoot.taken(shoot.lit(replace(drawn.plain(seed), lamp=float(degrees)), Mix(room=0.3, lamp=1.5)))


def _seen(view: Callable[[float], View]) -> Callable[[int, float], Picture]:
    def picture(seed: int, value: float) -> Picture:
        setup: Setup = replace(drawn.plain(seed), view=view(value))
        return shoot.taken(shoot.lit(setup, Mix()))

    return picture


CURVES = (
    Curve(
        "LIT101",
        "light on the face, lux, before a camera that amplifies 4 times",
        (12, 24, 36, 54, 80, 120, 240),
        _mixed(lambda lux: Mix(room=lux / 300), 4.0),
    ),
    Curve(
        "LIT103",
        "luminance of the window behind, over a white card at the face",
        (0, 1, 2, 4, 8, 16),
        _mixed(lambda window: Mix(window=window)),
    ),
    Curve(
        "LIT104",
        "a lamp beside the face (at -70 and 60 degrees), times the room's light",
        (0, 0.5, 1, 2, 4, 8, 16),
        _mixed(lambda lamp: Mix(room=0.5, lamp=lamp / 2)),
    ),
    Curve("LIT104", "degrees of a lamp of five times the room's light", (0, 15, 30, 45, 60, 75, 90), _at_angle),
    Curve(
        "LIT105",
        "colour temperature, camera balanced for 5000 K",
        (2000, 2500, 3000, 4000, 5000, 7000, 12000),
        _mixed(lambda kelvin: Mix(kelvin=kelvin)),
    ),
    Curve(
        "FRM106",
        "degrees that the camera looks up at the eyes",
        (-10, 0, 8, 16, 24, 32),
        _seen(lambda up: View(0.7, 0.7 * float(np.tan(np.radians(float(up)))), 0.4)),
    ),
    Curve("FRM103", "metres from the camera to the eyes", (0.4, 0.6, 0.9, 1.4, 2.0), _seen(View)),
    Curve(
        "FRM110",
        "place of the eyes, share of the frame from the top",
        (0.3, 0.4, 0.5, 0.6, 0.7),
        _seen(lambda at: View(0.8, 0.0, at)),
    ),
    Curve(
        "FRM102",
        "place of the face, share of the frame from the left",
        (0.5, 0.6, 0.7, 0.8),
        _seen(lambda at: View(0.8, 0.0, 0.4, at)),
    ),
)
"""Light is mixed of three layers each, so that its curves cost hardly more than one picture."""


def main() -> None:
    """Print a table of every curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=None, help="codes")
    given = parser.parse_args()
    for curve in CURVES:
        if given.only is None or curve.code in given.only:
            print("\n".join([*_table(curve, range(given.people)), ""]), flush=True)


def _table(curve: Curve, people: Sequence[int]) -> Iterator[str]:
    limit = next(check.limit for check in load_checks() if check.code == curve.code)
    yield f"**{curve.code}** against {curve.parameter}; told at {limit.activate:g}, praised from {limit.praise}."
    yield ""
    yield "| person |" + "".join(f" {stop:g} |" for stop in curve.stops)
    yield "|---|" + "---|" * len(curve.stops)
    for seed in people:
        cells = []
        for stop in curve.stops:
            said = measured(curve.picture(seed, stop), (curve.code,))
            value = said.values[curve.code]
            mark = " told" if curve.code in said.findings else " praised" if curve.code in said.strengths else ""
            cells.append(" – |" if value is None else f" {value:.2f}{mark} |")
        yield f"| {seed} |" + "".join(cells)


if __name__ == "__main__":
    main()
