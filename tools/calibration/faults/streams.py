"""Faults that need time: flicker, repeated and dropped frames. Streams are made from a picture with a live sensor."""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from calibration.camera import Light, coded, light_of, noisy
from calibration.faults.base import Made, Recipe, portrait
from envcheck.media.clip import ANALYSIS_FPS
from envcheck.media.frame import Frame, PictureFrame, resized
from envcheck.media.rate import ArrivalRate
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene

SIDE = 320
"""Pixels of the longer side: nothing here needs more."""

CAMERA_RATE = 30.0
SECONDS = 6.0
READ_OUT = (0.010, 0.030)
"""Seconds a rolling shutter takes from the first row to the last."""

Lit = Callable[[Light, float], Light]


def flickering(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Light of 100 or 120 changes a second over a rolling shutter; plain where it is deep and drifts."""
    light = _small(scene)
    yield Made("steady light", _stream(light, rng), faulty=False)
    brighter = _stream(light, rng, lambda seen, time: seen * np.float32(1.0 if time < 3 else 1.4))
    yield Made("a lamp turned on", brighter, faulty=False)
    for depth in (0.05, 0.1, 0.2):
        mains = float(rng.choice((100.0, 120.0)))
        drift, read_out = float(rng.uniform(0.05, 0.4)), float(rng.uniform(*READ_OUT))
        lit = _banded(depth, mains + drift, read_out)
        yield Made(f"bands of {depth:.0%}", _stream(light, rng, lit), plain=depth >= 0.1)


def frozen(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """The same frame again and again; a live camera on a still life is none."""
    light = _small(scene)
    yield Made("a live sensor", _stream(light, rng, share=0.02), faulty=False)
    first = _stream(light, rng)[0]
    picture = first.bgr(first.width, first.height)
    times = np.arange(0, SECONDS, 1 / ANALYSIS_FPS)
    yield Made("one frame repeated", tuple(PictureFrame(picture, float(time), CAMERA_RATE) for time in times))


def jerky(scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """Frames dropped at random from 30 a second, with a few milliseconds of jitter."""
    light = _small(scene)
    for rate, faulty in ((6, True), (9, True), (15, False), (24, False)):
        yield Made(f"about {rate} frames per second", _dropped(light, rate, rng), faulty)


def _small(scene: Scene) -> Light:
    picture = scene[AnalysisFrame].bgr
    scale = SIDE / max(picture.shape[:2])
    return light_of(resized(picture, round(picture.shape[1] * scale), round(picture.shape[0] * scale)))


def _banded(depth: float, changes: float, read_out: float) -> Lit:
    """Light that swells and fades `changes` times a second by `depth` up and down, read out row by row."""

    def lit(light: Light, time: float) -> Light:
        rows = np.arange(len(light), dtype=np.float64) / len(light)
        phase = 2 * np.pi * changes * (time + read_out * rows)
        return np.asarray(light * (1 + depth * np.sin(phase))[:, None, None], np.float32)

    return lit


def _stream(light: Light, rng: np.random.Generator, lit: Lit | None = None, share: float = 0.05) -> tuple[Frame, ...]:
    """Looks at a swaying picture with a live sensor's noise, at the usual rate."""
    return tuple(_look(light, time, rng, lit, share) for time in np.arange(0, SECONDS, 1 / ANALYSIS_FPS).tolist())


def _look(light: Light, time: float, rng: np.random.Generator, lit: Lit | None, share: float) -> Frame:
    shift = np.array([[1, 0, 0.5 * np.sin(time * 2)], [0, 1, 0.5 * np.cos(time * 1.3)]], np.float32)
    size = light.shape[1], light.shape[0]
    moved = np.asarray(cv2.warpAffine(light, shift, size, borderMode=cv2.BORDER_REPLICATE), np.float32)
    return PictureFrame(coded(noisy(lit(moved, time) if lit else moved, rng, share)), time, CAMERA_RATE)


def _dropped(light: Light, rate: float, rng: np.random.Generator) -> tuple[Frame, ...]:
    picture, arrivals, due, frames = coded(light), ArrivalRate(), 0.0, []
    for number in range(round(SECONDS * CAMERA_RATE)):
        if rng.random() > rate / CAMERA_RATE:
            continue
        time = number / CAMERA_RATE + float(rng.uniform(0, 0.004))
        arrivals.note(time)
        if time >= due:
            frames.append(PictureFrame(picture, time, arrivals.per_second))
            due = time + 1 / ANALYSIS_FPS
    return tuple(frames)


RECIPES = (
    Recipe(
        "LIT106",
        flickering,
        "Bands of 100 or 120 Hz, 5 to 20 % deep, over a read-out of 10 to 30 ms; plain from 10 %.",
        portrait,
        False,
    ),
    Recipe("PIC104", frozen, "One frame repeated for 6 s, against a live sensor before a still life.", portrait, False),
    Recipe(
        "PIC105", jerky, "Frames dropped at random from 30 a second: 6 and 9 left, against 15 and 24.", portrait, False
    ),
)
