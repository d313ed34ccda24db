"""Measured values, kept under build/ so that the next run measures only what has changed."""

import hashlib
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import cv2

from calibration.corpus import Input
from calibration.measure import Case, measured
from calibration.networks import install
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.model.errors import InputError
from envcheck.perception.models import Models
from envcheck.perception.weights import WEIGHTS

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs"
"""What was measured, as `make docs` takes it in."""

KEPT = ROOT / "build" / "calibration"
HERE = Path(__file__).parent

CODE = ("envcheck/perception", "envcheck/checks", "envcheck/media", "envcheck/model")
"""What the values depend on, besides the models and the pictures."""

GROUND_TRUTH = ROOT / "envcheck" / "evaluation"

MAKING = ("camera.py", "encoder.py", "measure.py", "faults")


T = TypeVar("T")


def all_cases(inputs: Sequence[Input], complete: bool, workers: int) -> list[Case]:
    """The cases of all inputs, in their order; measured where they are not kept already.

    Args:
        inputs: what is measured on.
        complete: with all networks, or as an installation that was built without YuNet and YOLOX-nano.
        workers: processes that measure.
    """
    install(complete)
    found = Models.installed()
    networks = [weights.name for weights in WEIGHTS if found.path(weights)]
    state = code_state(GROUND_TRUTH, *(HERE / name for name in MAKING))
    keys = [repr((sorted(one.row.items()), stamp(one), state, networks)) for one in inputs]
    return list(chain.from_iterable(map_cached(inputs, keys, _measured, workers)))


def map_cached(inputs: Sequence[Input], keys: Sequence[str], work: Callable[[Input], T], workers: int) -> list[T]:
    """What `work` makes of each input, in their order; done only where it is not kept already.

    Args:
        inputs: what is worked on.
        keys: all that each result depends on.
        work: a function that can be sent to another process.
        workers: processes that work.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    files = [KEPT / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.pickle" for key in keys]
    wanted = {file: one for one, file in zip(inputs, files, strict=True) if not file.is_file()}
    started = time.monotonic()
    for number, (file, result) in enumerate(_run(wanted, work, workers), 1):
        file.write_bytes(pickle.dumps(result))
        left = (time.monotonic() - started) / number * (len(wanted) - number)
        print(f"\rmeasured {number} of {len(wanted)}, {left:.0f} s left   ", end="", file=sys.stderr, flush=True)
    if wanted:
        print(file=sys.stderr)
    return [pickle.loads(file.read_bytes()) for file in files]  # written by this module, into this project


def _run(wanted: Mapping[Path, Input], work: Callable[[Input], T], workers: int) -> Iterator[tuple[Path, T]]:
    """Each result as it comes, with the file it goes to."""
    if workers == 1:
        yield from ((file, work(one)) for file, one in wanted.items())
        return
    # where processes can be forked, what is set up here holds in them too
    method = "fork" if sys.platform == "linux" else "spawn"
    with ProcessPoolExecutor(workers, get_context(method), cv2.setNumThreads, (1,)) as pool:
        running = {pool.submit(work, one): file for file, one in wanted.items()}
        for done in as_completed(running):
            yield running[done], done.result()


def _measured(given: Input) -> list[Case]:
    """The cases of one input; none where it cannot be looked at."""
    try:
        return measured(given, _checks())
    except InputError as error:
        print(f"\n{error}", file=sys.stderr)
        return []


def _checks() -> Mapping[str, Check]:
    return {check.code: check for check in load_checks()}


def is_in_project(folder: Path) -> bool:
    """True where no labelled picture may be copied to; build/ is no part of the project."""
    place = folder.resolve()
    return place.is_relative_to(ROOT.resolve()) and not place.is_relative_to((ROOT / "build").resolve())


def stamp(given: Input) -> tuple[int, int]:
    """What tells a file that was changed."""
    found = given.path.stat()
    return found.st_size, found.st_mtime_ns


def code_state(*more: Path) -> str:
    """A digest of all code that measured values depend on, and of these files or folders."""
    return _digest([*(ROOT / name for name in CODE), *more])


def _digest(paths: Iterable[Path]) -> str:
    """Of all Python files at or below these paths."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted([path] if path.is_file() else path.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
