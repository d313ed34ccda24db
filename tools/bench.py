"""The numbers we hold ourselves to, measured: `make bench`. Times are medians; compare the ratios, not the seconds."""

import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np

from envcheck import check_image, load_checks
from envcheck.media.clip import ANALYSIS_FPS, ClipSource
from envcheck.media.frame import PictureFrame, Pixels, resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.centerface import GRID, forward
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import view_size
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import refresh_of
from envcheck.perception.weights import CENTERFACE
from envcheck.runner import new_session, run
from envcheck.settings import Settings

ROOT = Path(__file__).parents[1]
MEDIA = ROOT / "samples" / "media"
RUNS = 25
SIZES = ((640, 360), (1280, 720))


def timed(work: Callable[[], object], runs: int = RUNS, *, warm: bool = True) -> float:
    """Median seconds of one run, after one that does not count unless `warm` is False."""
    if warm:
        work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def network_input(picture: Pixels) -> Pixels:
    """What the face network is given for this picture."""
    width, height = view_size(picture.shape[1], picture.shape[0])
    return np.zeros((-(-height // GRID) * GRID, -(-width // GRID) * GRID, 3), np.uint8)


class Timed:
    """A network that adds up the seconds it runs."""

    seconds = 0.0

    def __init__(self, network: Any) -> None:
        self._network = network

    def forward(self, *names: Any) -> Any:
        """As of the network."""
        return self._counted(self._network.forward, *names)

    def detect(self, picture: Pixels) -> Any:
        """As of the network."""
        return self._counted(self._network.detect, picture)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._network, name)

    @staticmethod
    def _counted(work: Callable[..., Any], *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*given)
        finally:
            Timed.seconds += time.perf_counter() - start


@contextmanager
def counted_networks() -> Iterator[None]:
    """Every network that is loaded meanwhile adds up its time."""
    loaders = ((cv2.dnn, "readNetFromONNX"), (cv2.dnn, "readNetFromTFLite"), (cv2.FaceDetectorYN, "create"))
    with ExitStack() as stack:
        for owner, name in loaders:
            load = getattr(owner, name)
            stack.enter_context(
                patch.object(owner, name, lambda *given, load=load, **more: Timed(load(*given, **more)))
            )
        yield


def image() -> None:
    """`check_image` against the networks that it runs, within the same runs; and those against CenterFace, in turn."""
    picture = np.asarray(cv2.imread(str(MEDIA / "ready.jpg")), dtype=np.uint8)
    blank = network_input(picture)
    whole, networks, centerface = [], [], []
    with counted_networks():
        check_image(picture)
        for _ in range(RUNS):
            Timed.seconds = 0.0
            whole.append(timed(lambda: check_image(picture), 1, warm=False))
            networks.append(Timed.seconds)
            centerface.append(timed(lambda: forward(blank, CENTERFACE.path), 1, warm=False))
    own = median(all_of / inside for all_of, inside in zip(whole, networks, strict=True))
    look = median(inside / alone for inside, alone in zip(networks, centerface, strict=True))
    print(f"check_image 1280x720   {median(whole) * 1000:7.1f} ms   its networks {median(networks) * 1000:.1f} ms")
    print(f"  ratio                {own:7.2f} x    goal <= 1.30")
    print(f"networks of one look   {look:7.2f} x CenterFace ({median(centerface) * 1000:.1f} ms)   goal about 1.0")


def video() -> None:
    """How much faster than real time a 720p clip is judged at the usual rate."""
    path = MEDIA / "second-person-walks-in.mp4"

    def judge() -> None:
        source = ClipSource(path)
        run(source, new_session(Settings(), Mode.VIDEO))

    frames = sum(1 for _ in ClipSource(path, fps=1000))
    seconds = timed(judge, 3)
    duration = frames / 15
    print(f"clip 1280x720 15 fps   {duration / seconds:7.1f} x real time at {ANALYSIS_FPS:g} looks/s   goal > 5")
    print(f"  frames per second    {frames / seconds:7.1f}")


def costs() -> None:
    """What each facet and each check costs on one frame, once what it builds on is there, at two sizes of the frame."""
    picture = np.asarray(cv2.imread(str(MEDIA / "ready.jpg")), dtype=np.uint8)
    tables = [_costs(resized(picture, *size)) for size in SIZES]
    print(f"{'ms on one frame':<24}{'640x360':>9}{'1280x720':>10}   ms a second at {ANALYSIS_FPS:g} looks/s")
    for name in tables[0]:
        each = [median(table[name]) * 1000 if table[name] else 0.0 for table in tables]
        print(f"  {name:<22}{each[0]:9.2f}{each[1]:10.2f}{each[0] * _looks(name):12.2f}")
    sums = [sum(median(seconds) * 1000 for seconds in table.values() if seconds) for table in tables]
    paced = sum(median(seconds) * 1000 * _looks(name) for name, seconds in tables[0].items() if seconds)
    print(f"  {'all':<22}{sums[0]:9.2f}{sums[1]:10.2f}{paced:12.2f}")


def _costs(picture: Pixels) -> dict[str, list[float]]:
    """Seconds of each facet and check by name, one for each turn; what a stream needs to begin with is not counted."""
    moving, checks = new_perceivers(Models.installed()), load_checks()
    kinds = [perceiver.facet for perceiver in moving]
    costs: dict[str, list[float]] = {name: [] for name in (*_names(kinds), *(check.code for check in checks))}
    for turn in range(RUNS):
        scene = Scene(PictureFrame(np.roll(picture, turn, axis=1), turn / ANALYSIS_FPS, 30.0), moving, mode=Mode.VIDEO)
        for name, look in (
            *((kind.__name__, partial(scene.__getitem__, kind)) for kind in kinds),
            *((check.code, partial(check.observe, scene)) for check in checks),
        ):
            start = time.process_time()
            with suppress(FacetUnavailable):
                look()
                costs[name].append(time.process_time() - start)
    return costs


def _names(kinds: Iterable[type[Any]]) -> list[str]:
    return [kind.__name__ for kind in kinds]


def _looks(name: str) -> float:
    """How often a second it runs, at the usual rate."""
    every = next(
        (refresh_of(one).ttl_secs for one in new_perceivers(Models.installed()) if one.facet.__name__ == name), 0.0
    )
    return ANALYSIS_FPS / max(1, math.ceil(every * ANALYSIS_FPS))


def command() -> None:
    """`envcheck --help` as a whole process."""
    program = shutil.which("envcheck", path=str(Path(sys.executable).parent)) or "envcheck"
    seconds = timed(lambda: subprocess.run([program, "--help"], stdout=subprocess.DEVNULL, check=True), 9)
    print(f"envcheck --help        {seconds:7.2f} s    goal <= 0.30")


BUILT_ON = ("numpy", "opencv-python", "av", "aiortc")
"""The packages that envcheck is built on, in which nearly all of its weight lies."""


def weight() -> None:
    """Size of a fresh environment with envcheck, and of one with what it is built on alone."""
    ours, theirs = installed(str(ROOT)), installed(*BUILT_ON)
    print(f"fresh environment      {ours / theirs:7.2f} x {', '.join(BUILT_ON)} ({ours:.0f} MB)   goal <= 1.15")


def installed(*requirements: str) -> float:
    """Megabytes of a fresh environment with these."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "-qq", "-c", str(ROOT / "constraints.txt")]
        subprocess.run([*pip, *requirements], check=True)
        files = (path for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())
        return sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    """Measures all, on one core as in production."""
    cv2.setNumThreads(1)
    print(f"OpenCV {cv2.__version__}, one thread")
    image()
    video()
    costs()
    command()
    weight()


if __name__ == "__main__":
    main()
