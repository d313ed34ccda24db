"""What many files cost: two processes beside one, and Ray beside two processes. Compare the ratios."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = sorted((ROOT / "samples" / "media").glob("*.jpg"))
RAY = ROOT / "build" / "cluster" / "bin" / "python"
FILES, ROUNDS = 120, 3

WARM = 10
"""Results after which is measured: by then every process has loaded what it needs."""


def files_per_second(python: Path | str, folder: str, options: Sequence[str]) -> float:
    """How many files a second are told, once all is loaded."""
    command = [str(python), "-m", "envcheck", "check", folder, "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        times = [time.perf_counter() for _ in process.stdout]
    return (len(times) - WARM) / (times[-1] - times[WARM - 1])


def main() -> None:
    """Measures each way several times, in turn, and compares the best of each: others may use this machine."""
    ways: dict[str, tuple[Path | str, list[str]]] = {
        "one process": (sys.executable, ["--jobs", "1"]),
        "two processes": (sys.executable, ["--jobs", "2"]),
        "two tasks of Ray": (RAY, ["--jobs", "2", "--cluster", "local"]),
    }
    if not RAY.exists():
        del ways["two tasks of Ray"]
    best = dict.fromkeys(ways, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for number, picture in enumerate(islice(cycle(PICTURES), FILES)):
            (Path(folder) / f"{number:03}.jpg").write_bytes(picture.read_bytes())
        for _ in range(ROUNDS):
            for way, (python, options) in ways.items():
                best[way] = max(best[way], files_per_second(python, folder, options))
    for way, rate in best.items():
        print(f"{way:<22} {rate:7.2f} pictures a second")
    one, two, *ray = best.values()
    print(f"  two beside one       {two / one:7.2f} x    goal >= 1.80")
    for rate in ray:
        print(f"  Ray's overhead       {(two / rate - 1) * 100:7.1f} %    goal <= 10")


if __name__ == "__main__":
    main()
