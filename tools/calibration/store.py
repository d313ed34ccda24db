"""Measured values, kept under build/ so that the next run measures only what has changed."""

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import cv2

from calibration.corpus import Input
from calibration.measure import Case, measured
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.model.errors import InputError
from envcheck.perception.models import Models
from envcheck.perception.weights import FOLDER_VARIABLE, OPTIONAL

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs"
"""What was measured, as `make docs` takes it in."""

KEPT = ROOT / "build" / "calibration"
HERE = Path(__file__).parent

CODE = ("envcheck/perception", "envcheck/checks", "envcheck/media", "envcheck/evaluation", "envcheck/geometry.py")
"""What the values depend on, besides the models and the pictures."""

MAKING = ("camera.py", "encoder.py", "measure.py", "faults")


def all_cases(inputs: Sequence[Input], models: str, workers: int) -> list[Case]:
    """The cases of all inputs, in their order; measured where they are not kept already.

    Args:
        inputs: what is measured on.
        models: folder of the optional networks; one that is not there leaves them out.
        workers: processes that measure.
    """
    os.environ[FOLDER_VARIABLE] = models
    state = _digest([*(ROOT / name for name in CODE), *(HERE / name for name in MAKING)])
    kept = {one.row["file"]: KEPT / f"{_key(one, state)}.pickle" for one in inputs}
    wanted = [one for one in inputs if not kept[one.row["file"]].is_file()]
    KEPT.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (models,)) as pool:
        running = {pool.submit(_measured, one): one for one in wanted}
        started = time.monotonic()
        for number, done in enumerate(as_completed(running), 1):
            kept[running[done].row["file"]].write_bytes(pickle.dumps(done.result()))
            left = (time.monotonic() - started) / number * (len(wanted) - number)
            print(f"\rmeasured {number} of {len(wanted)}, {left:.0f} s left   ", end="", file=sys.stderr, flush=True)
    if wanted:
        print(file=sys.stderr)
    return [case for one in inputs for case in _loaded(kept[one.row["file"]])]


def _prepare(models: str) -> None:
    """One thread for each process, and the networks it may use."""
    os.environ[FOLDER_VARIABLE] = models
    cv2.setNumThreads(1)


def _measured(given: Input) -> list[Case]:
    """The cases of one input; none where it cannot be looked at."""
    try:
        return measured(given, _checks())
    except InputError as error:
        print(f"\n{error}", file=sys.stderr)
        return []


def _checks() -> Mapping[str, Check]:
    return {check.code: check for check in load_checks()}


def _loaded(path: Path) -> list[Case]:
    cases: list[Case] = pickle.loads(path.read_bytes())  # written by this module, into a folder of this project
    return cases


def _key(given: Input, state: str) -> str:
    models = Models.found()
    networks = [weights.name for weights in OPTIONAL if models.path(weights)]
    stamp = given.path.stat()
    text = repr((sorted(given.row.items()), stamp.st_size, stamp.st_mtime_ns, state, networks))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _digest(paths: Iterable[Path]) -> str:
    """Of all Python files at or below these paths."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted([path] if path.is_file() else path.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
