"""The command: which cases are tried, in which processes, and what came of them."""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzzing.clips import CLIPS
from fuzzing.files import OF_FILES
from fuzzing.guided import guide
from fuzzing.kind import Kind, Sample
from fuzzing.offers import OF_CLIENTS
from fuzzing.outcome import TOLD, Outcome, summary
from fuzzing.pictures import PICTURES
from fuzzing.tokens import OF_TOKENS
from fuzzing.worker import read, read_cases

KINDS = {kind.name: kind for kind in (*OF_CLIENTS, PICTURES, CLIPS, *OF_FILES, *OF_TOKENS)}

SAMPLES = "samples"
"""Folder beside the cases, so that making them anew is nobody's work, and the same cases come of them."""

COMMAND = (sys.executable, str(Path(__file__).parents[1] / "fuzz.py"))

SHOWN = 40
"""Faults that are printed; all of their cases are kept."""


def samples_in(kind: Kind, folder: Path) -> list[Sample]:
    """The samples of a kind, made where they are not there yet."""
    place = folder / SAMPLES / kind.name
    if not place.is_dir():
        made = kind.samples()
        place.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=place.parent))
        for number, (suffix, data) in enumerate(made):
            (part / f"{number:02}{suffix}").write_bytes(data)
        part.rename(place)  # whole or not at all
    return [(path.suffix, path.read_bytes()) for path in sorted(place.iterdir())]


def worked(kind: Kind, first: int, last: int, folder: Path) -> Iterator[Outcome]:
    """The outcomes of these cases; one that ends its process is told, and the rest go on in a new one."""
    while first < last:
        words = [*COMMAND, "--work", kind.name, str(first), str(last), "--keep", str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, errors="replace")
        begun = first
        for line in done.stdout.splitlines():
            outcome = Outcome.of_line(line)
            yield outcome
            first = outcome.seed + 1
        if done.returncode == 1 and first == begun:
            raise RuntimeError(done.stderr)
        if done.returncode:
            yield Outcome(first, f"ended its process with {done.returncode}: {' '.join(done.stderr[-200:].split())}")
            first += 1


def tried(kind: Kind, count: int, seed: int, folder: Path, jobs: int = 1) -> list[Outcome]:
    """All outcomes of so many cases of a kind, from that number on."""
    samples_in(kind, folder)
    starts = range(seed, seed + count, kind.part)
    with ThreadPoolExecutor(jobs) as pool:
        runs = pool.map(lambda first: list(worked(kind, first, min(first + kind.part, seed + count), folder)), starts)
        return [outcome for run in runs for outcome in run]


def again(paths: Sequence[Path]) -> bool:
    """Reads cases that were kept, in this process; gives whether all of them are well now."""
    well = True
    for path in paths:
        name, _, seed = path.stem.partition("-")
        outcome = read(KINDS[name], path, int(seed), whole=True)
        print(path.name, outcome.line())
        well &= not outcome.is_fault(KINDS[name])
    return well


def main(description: str) -> None:
    """Does what the command line says; the exit code is 1 where there are faults."""
    given = _asked(description)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if given.work:
            name, first, last = given.work
            return read_cases(KINDS[name], samples_in(KINDS[name], folder), int(first), int(last), folder)
        if given.again:
            sys.exit(not again(given.again))
        if given.guided:
            kind = KINDS[given.guided]
            sys.exit(guide(kind, samples_in(kind, folder), given.count or kind.count, given.seed, folder))
        faults = 0
        for name in given.only or KINDS:
            kind = KINDS[name]
            outcomes = tried(kind, kind.count if given.count is None else given.count, given.seed, folder, given.jobs)
            faults += _print(kind, outcomes, given.sentences)
    sys.exit(1 if faults else 0)


def _print(kind: Kind, outcomes: list[Outcome], sentences: bool) -> int:
    print(summary(kind, outcomes), flush=True)
    faults = [one for one in outcomes if one.is_fault(kind)]
    for one in faults[:SHOWN]:
        print(f"    {kind.name}-{one.seed}: {one.told} ({one.secs:.1f} s, {one.memory / 1e6:.0f} MB)", flush=True)
    if sentences:
        said = Counter(one.told for one in outcomes if one.told.startswith(TOLD))
        for sentence, count in said.most_common():
            print(f"    {count:>6} {sentence}")
    return len(faults)


def _asked(description: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--count", type=int, help="cases of each kind, instead of its own")
    parser.add_argument("--seed", type=int, default=0, help="number of the first case")
    parser.add_argument("--jobs", type=int, default=1, help="processes at one time")
    parser.add_argument("--keep", type=Path, help="folder for the cases that fail, and for the samples")
    parser.add_argument("--sentences", action="store_true", help="print what was told, and how often")
    parser.add_argument("--again", nargs="+", type=Path, metavar="FILE", help="cases that were kept")
    parser.add_argument("--guided", choices=KINDS, metavar="KIND", help="led by the code that each case reaches")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()
