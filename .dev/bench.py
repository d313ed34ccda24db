"""The numbers we hold ourselves to, measured: `make bench`. Times are medians; compare the ratios, not the seconds."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median

import cv2
import numpy as np

from envcheck import check_image
from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.media.clip import PACE, ClipSource
from envcheck.media.frame import PictureFrame, Pixels
from envcheck.perception.centerface import GRID, forward
from envcheck.perception.view import view_size
from envcheck.runner import new_session, run
from envcheck.settings import Settings

ROOT = Path(__file__).parents[1]
MEDIA = ROOT / "samples" / "media"
RUNS = 25


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds of one run, after one that does not count."""
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


def image() -> None:
    """`check_image` against the face network's own time on the same picture, in turn."""
    picture = np.asarray(cv2.imread(str(MEDIA / "ready.jpg")), dtype=np.uint8)
    blank = network_input(picture)
    ratios, whole, network = [], [], []
    for _ in range(5):
        network.append(timed(lambda: forward(blank), 5))
        whole.append(timed(lambda: check_image(picture), 5))
        ratios.append(whole[-1] / network[-1])
    print(f"check_image 1280x720   {median(whole) * 1000:7.1f} ms   network alone {median(network) * 1000:.1f} ms")
    print(f"  ratio                {median(ratios):7.2f} x    goal <= 1.30")


def video() -> None:
    """How much faster than real time a 720p clip is judged at the default pace."""
    path = MEDIA / "second-person-walks-in.mp4"

    def judge() -> None:
        source = ClipSource(path)
        run(source, new_session(Settings(), Mode.VIDEO))

    frames = sum(1 for _ in ClipSource(path, pace=1000))
    seconds = timed(judge, 3)
    duration = frames / 15
    print(f"clip 1280x720 15 fps   {duration / seconds:7.1f} x real time at {PACE:g} looks/s   goal > 5")
    print(f"  frames per second    {frames / seconds:7.1f}")


def perceivers() -> None:
    """What each facet costs on one frame, once what it builds on is there."""
    from envcheck.perception.catalog import new_perceivers
    from envcheck.perception.scene import Scene

    picture = np.asarray(cv2.imread(str(MEDIA / "ready.jpg")), dtype=np.uint8)
    kinds = [perceiver.facet for perceiver in new_perceivers()]
    costs: dict[str, list[float]] = {kind.__name__: [] for kind in kinds}
    for turn in range(RUNS):
        scene = Scene(PictureFrame(picture, float(turn)), new_perceivers(), mode=Mode.VIDEO)
        for kind in kinds:
            start = time.perf_counter()
            with suppress(FacetUnavailable):
                _ = scene[kind]
                costs[kind.__name__].append(time.perf_counter() - start)
    for name, seconds in costs.items():
        print(f"  {name:<20} {median(seconds) * 1000:7.2f} ms" if seconds else f"  {name:<20}       - ms")


def command() -> None:
    """`envcheck --help` as a whole process."""
    program = shutil.which("envcheck", path=str(Path(sys.executable).parent)) or "envcheck"
    seconds = timed(lambda: subprocess.run([program, "--help"], stdout=subprocess.DEVNULL, check=True), 9)
    print(f"envcheck --help        {seconds:7.2f} s    goal <= 0.30")


def weight() -> None:
    """Size of a fresh environment with envcheck and nothing else that was asked for."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "-qq", "-c", str(ROOT / "constraints.txt")]
        subprocess.run([*pip, str(ROOT)], check=True)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())
        print(f"fresh environment      {size / 1e6:7.0f} MB   goal <= 450")


def main() -> None:
    """Measures all, on one core as in production."""
    cv2.setNumThreads(1)
    print(f"OpenCV {cv2.__version__}, one thread")
    image()
    video()
    print("one frame, facet by facet (each without what it builds on)")
    perceivers()
    command()
    weight()


if __name__ == "__main__":
    main()
