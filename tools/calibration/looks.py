"""What the checks measured at each look, apart from what is made of it: other limits then need no other look."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from calibration.corpus import Input
from calibration.store import code_state, map_cached, stamp
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import run_checks
from envcheck.media.source import open_source
from envcheck.model.errors import FacetUnavailable, InputError
from envcheck.model.findings import Mode, NotAssessed, Observation
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.picture.sharpening import Sharpening
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.schedule import Scheduler

CLIP_SECONDS = 8.0
"""Of a clip that are looked at."""

Answers = Mapping[str, Observation | NotAssessed]


@dataclass(frozen=True, slots=True)
class Looks:
    """All that was measured of one input.

    Attributes:
        moves: whether it is a clip.
        seen: media time and answers by code of each look.
        face: height of the largest face seen, as a share of the frame's; None where none was.
        fault: why it could not be looked at; empty where it could.
    """

    moves: bool
    seen: tuple[tuple[float, Answers], ...]
    face: float | None
    fault: str = ""


def all_looks(inputs: Sequence[Input], without: Collection[str], workers: int) -> list[Looks]:
    """Looks at all inputs, in their order; measured where they are not kept already.

    Args:
        inputs: what is looked at.
        without: file names of networks that are left out.
        workers: processes that look.
    """
    files = sorted((name, path.stat().st_size) for name, path in networks(without).files.items())
    state = code_state(Path(__file__))
    keys = [repr(("looks", one.path.name, stamp(one), state, files)) for one in inputs]
    return map_cached(inputs, keys, partial(measure_looks, without=without), workers)


def networks(without: Collection[str]) -> Models:
    """Those that are here, less some."""
    return Models({name: path for name, path in Models.installed().files.items() if name not in without})


def measure_looks(given: Input, without: Collection[str] = ()) -> Looks:
    """Looks at one input as a session does, with every check there is."""
    scheduler, checks, heights = Scheduler(new_perceivers(networks(without))), load_checks(), []
    mode, seen = Mode.VIDEO if given.moves else Mode.PICTURE, []
    try:
        for frame in open_source(given.path, max_seconds=CLIP_SECONDS):
            scene = scheduler.scene(LookInput(frame.time, frame), mode=mode)
            answers = {code: answer.result for code, answer in run_checks(scene, checks).items()}
            heights.extend(_heights(scene))
            if not _is_sharpening(scene):
                seen.append((frame.time, answers))
            scheduler.keep(scene)
    except InputError as error:
        return Looks(given.moves, (), None, str(error))
    return Looks(given.moves, tuple(seen), max(heights, default=None))


def _heights(scene: Scene) -> list[float]:
    try:
        face = scene[Faces].main
    except FacetUnavailable:
        return []
    return [face.box.height] if face else []


def _is_sharpening(scene: Scene) -> bool:
    try:
        return scene[Sharpening].lasts
    except FacetUnavailable:
        return False
