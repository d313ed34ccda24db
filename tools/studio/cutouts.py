"""Clean cut-outs with clear surroundings, of figures from every side and of furniture; and rooms without anybody.

python -m studio.cutouts FOLDER [--people 120] [--things 60] [--rooms 12]
"""

import argparse
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio import furniture, person, render, shoot
from studio.camera import lamp, looking, sky
from studio.mesh import Part
from studio.room import ROOMS
from studio.setup import Mix, Setup, View
from studio.tones import encoded

VIEWS = ("half", "whole", "shoulder", "arm")
"""How much of a figure is seen: from the hips up, all, one shoulder with its sleeve, one arm."""


def main() -> None:
    """Write what a folder lacks of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--things", type=int, default=60)
    parser.add_argument("--rooms", type=int, default=12)
    given = parser.parse_args()
    for kind in ("cutouts", "negatives", "rooms"):
        (given.folder / kind).mkdir(parents=True, exist_ok=True)
    for number in range(max(given.people, given.things, given.rooms)):
        figure = given.folder / "cutouts" / f"{number:03}-{VIEWS[number % 4]}.png"
        if number < given.people and not figure.exists():
            _write(figure, _figure(number))
        name = list(furniture.NEGATIVES)[number % len(furniture.NEGATIVES)]
        thing = given.folder / "negatives" / f"{number:03}-{name}.png"
        if number < given.things and not thing.exists():
            _write(thing, _thing(number, name))
        room = given.folder / "rooms" / f"{number:03}.png"
        if number < given.rooms and not room.exists():
            cv2.imwrite(str(room), _empty(number))


def _figure(seed: int) -> render.Light:
    random = np.random.default_rng(9000 + seed)
    who = replace(
        person.varied(seed),
        stands=bool(random.uniform() < 0.5),
        yaw=float(random.uniform(-50, 50)),
        pitch=float(random.uniform(-15, 30)),
        arms=(float(random.uniform(0, 60)), float(random.uniform(0, 60))),
        elbows=(float(random.uniform(5, 110)), float(random.uniform(5, 110))),
    )
    facing = float(random.choice([random.uniform(60, 300), random.uniform(-60, 60)], p=[0.8, 0.2]))
    there = person.placed(who, facing=facing)
    height = float(there.crown[1])
    middle, tall = {
        "half": ((0, height - 0.42, 0), 1.0),
        "whole": ((0, height * 0.42, 0), height * 1.25 + 0.15),
        "shoulder": ((there.eyes[0] + 0.2 * random.choice([-1, 1]), height - 0.4, 0), 0.6),
        "arm": ((0.25 * random.choice([-1, 1]), height - 0.5, 0.05), 0.7),
    }[VIEWS[seed % 4]]
    return _seen(there.parts, np.array(middle), tall, random)


def _thing(seed: int, name: str) -> render.Light:
    random = np.random.default_rng(7000 + seed)
    parts = furniture.NEGATIVES[name](random)
    points = np.concatenate([part.points for part in parts])
    low, high = points.min(axis=0), points.max(axis=0)
    return _seen(parts, (low + high) / 2, float(high[1] - low[1]) * 1.2 + 0.2, random)


def _empty(number: int) -> NDArray[np.uint8]:
    things = ((), ("office-chair",), ("coat", "office-chair"), ("curtain",))[number % 4]
    setup = Setup(None, View(below=0.1 * (number % 3)), room=number % ROOMS, window=number % 3 == 1, things=things)
    return shoot.taken(shoot.lit(setup, Mix(room=0.8, window=2.0)))


def _seen(parts: list[Part], middle: NDArray[np.float64], tall: float, random: np.random.Generator) -> render.Light:
    """A picture 500 pixels high of what is so many metres tall, from a few metres away, in light drawn at random."""
    around, away = float(random.uniform(-180, 180)), float(random.uniform(1.5, 3.5))
    sensor = looking(
        middle + np.array([0, random.uniform(-0.2, 0.4), away]), middle, 2 * np.degrees(np.arctan(tall / 2 / away))
    )
    tint = np.array([1, 1, 1]) + random.uniform(-0.18, 0.18) * np.array([1, 0, -1])
    lamps = [sky(tint * float(random.uniform(0.15, 0.6)))]
    at = middle + 1.8 * np.array([np.sin(np.radians(around)), random.uniform(0.1, 1.0), np.cos(np.radians(around))])
    lamps.append(lamp(at, middle, float(random.uniform(0.2, 0.5)), tint[::-1] * float(random.uniform(2, 9))))
    return render.rendered(parts, lamps, sensor, (380, 470), 20, alpha=True, depth=3)


def _write(path: Path, picture: render.Light) -> None:
    """Exposed so that the middle is a middle grey, cut to what is there, 400 to 700 pixels high."""
    there = picture[..., 3] > 0.5
    if not there.any():
        return
    colours = picture[..., :3] * (0.2 / max(float(np.median(picture[there][:, :3])), 1e-3)) ** 0.6
    rgb = np.rint(encoded(colours) * 255).astype(np.uint8)[..., ::-1]
    rgb = np.asarray(cv2.fastNlMeansDenoisingColored(np.ascontiguousarray(rgb), None, 3, 4, 5, 13), np.uint8)
    alpha = np.rint(np.clip(picture[..., 3:], 0, 1) * 255).astype(np.uint8)
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    cut = np.concatenate([rgb, alpha], axis=2)[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = max(1.0, 400 / cut.shape[0])
    cv2.imwrite(
        str(path), cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else cut
    )


if __name__ == "__main__":
    main()
