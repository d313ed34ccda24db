"""The value each check gives for each picture and clip, as it is and made faulty."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from calibration.corpus import Input
from calibration.encoder import sent
from calibration.faults import RECIPES
from calibration.faults.base import Made, Recipe, portrait, still
from envcheck.checks.base import Check
from envcheck.checks.examine import run_checks
from envcheck.evaluation.ground_truth import is_lit_face, labels_by_check
from envcheck.media.frame import Frame
from envcheck.media.source import open_source
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, NotAssessed, Observation
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces.faces import Faces
from envcheck.perception.models import Models
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import LookInput, Scene
from envcheck.perception.schedule import Scheduler

CLIP_SECONDS = 20.0
"""Of a corpus clip that are looked at."""

RATES = (150, 300, 600)
"""Kilobits per second at which good pictures are sent, which is no fault."""

AS_IT_IS = "as it is"
AS_SENT = "as it is, sent at {} kbit/s"


@dataclass(frozen=True, slots=True)
class Case:
    """What one check measured once.

    Attributes:
        code: the check.
        file: the corpus file it was measured on, or made from.
        source: where that comes from.
        made: how it was made; empty for a file as it is.
        faulty: whether the fault is there; None where nothing says so.
        plain: whether it may choose a limit.
        value: what was measured; None where the check could not tell.
        by_medium: this kind of input can never show it.
    """

    code: str
    file: str
    source: str
    made: str
    faulty: bool | None
    plain: bool
    value: float | None
    not_applicable: bool = False


def measured(given: Input, checks: Mapping[str, Check]) -> list[Case]:
    """All cases of one input.

    Raises:
        InputError: it cannot be looked at.
    """
    if given.moves:
        return list(_clip(given, checks))
    frame = next(iter(open_source(given.path)))
    scene = Scene(frame, new_perceivers(Models.installed()))
    return [*_real(given, scene, checks), *_made(given, scene, checks)]


def told_value(limit: Limit, looks: Sequence[tuple[float, float | None]]) -> float | None:
    """The surest level at which a stream's values would be told: held without a break for the start time.

    Args:
        limit: says at which end the fault lies, and for how long it has to last.
        looks: media time and value of each look, None where the check could not tell.
    """
    sign = 1.0 if limit.activate > limit.deactivate else -1.0
    held = []
    for at, (start, _) in enumerate(looks):
        worst = np.inf
        for time, value in looks[at:]:
            if value is None:
                break
            worst = min(worst, sign * value)
            if time - start >= limit.start_secs - 1e-6:
                held.append(worst)
                break
    return sign * float(max(held)) if held else None


def _real(given: Input, scene: Scene, checks: Mapping[str, Check]) -> Iterator[Case]:
    """The picture as it is. One a fault is made from counts as good, as made ones, where no label says anything."""
    labels = said(given, checks, _height(scene))
    for code, answer in _answers(scene, checks.values()).items():
        yield _case(given, code, "", labels.get(code), True, answer)
    for recipe in _fitting(given, scene, checks):
        if recipe.original_is_good and labels.get(recipe.code) is not True:
            answer = _answers(scene, [checks[recipe.code]])[recipe.code]
            yield _case(given, recipe.code, AS_IT_IS, False, True, answer)


def said(given: Input, checks: Mapping[str, Check], height: float | None) -> dict[str, bool]:
    """What the labels say of each check; light only where a face is large enough for it."""
    lit = is_lit_face(given.row, height)
    labels = labels_by_check(given.row, list(checks))
    return {code: faulty for code, faulty in labels.items() if lit or code in given.row or not code.startswith("LIT")}


def _made(given: Input, scene: Scene, checks: Mapping[str, Check]) -> Iterator[Case]:
    labels = said(given, checks, _height(scene))
    fitting = [recipe for recipe in _fitting(given, scene, checks) if labels.get(recipe.code) is not True]
    for recipe in fitting:
        faults = list(_tried(recipe, scene, _rng(given, recipe.code)))
        for made in _with_sent(faults, _rng(given, recipe.code)):
            yield _made_case(given, checks[recipe.code], made)
    if portrait(given.row, scene):
        good = {recipe.code for recipe in fitting if recipe.original_is_good}
        good |= {code for code, faulty in labels.items() if not faulty}
        for kbits in RATES:
            name = AS_SENT.format(kbits)
            made = still(name, sent(scene[AnalysisFrame].bgr, kbits, _rng(given, name)), faulty=False)
            arrived = Scene(made.frames[0], new_perceivers(Models.installed()))
            for code, answer in _answers(arrived, [checks[code] for code in sorted(good)]).items():
                yield _case(given, code, made.name, False, kbits >= 300, answer)


def remade(given: Input, scene: Scene, case: Case) -> tuple[Frame, ...]:
    """The frames of a made case, made again; none where nothing of that name is made."""
    for recipe in RECIPES:
        if recipe.code == case.code:
            for made in _with_sent(list(_tried(recipe, scene, _rng(given, case.code))), _rng(given, case.code)):
                if made.name == case.made:
                    return made.frames
    for kbits in RATES:
        if case.made == AS_SENT.format(kbits):
            return still(case.made, sent(scene[AnalysisFrame].bgr, kbits, _rng(given, case.made))).frames
    return ()


def _with_sent(faults: list[Made], rng: np.random.Generator) -> Iterator[Made]:
    """Faults, and the plainest of them as it arrives in a call."""
    yield from faults
    pictures = [made for made in faults if made.faulty and made.plain and len(made.frames) == 1]
    if pictures and not any("sent" in made.name for made in faults):
        yield _sent(pictures[-1], rng)


def _tried(recipe: Recipe, scene: Scene, rng: np.random.Generator) -> Iterator[Made]:
    """What the recipe makes until it needs something that is not seen."""
    try:
        yield from recipe.model(scene, rng)
    except FacetUnavailable:
        return


def _fitting(given: Input, scene: Scene, checks: Mapping[str, Check]) -> Iterator[Recipe]:
    return (recipe for recipe in RECIPES if recipe.code in checks and recipe.fits(given.row, scene))


def _sent(made: Made, rng: np.random.Generator) -> Made:
    frame = made.frames[0]
    size = frame.width, frame.height
    scale = min(1.0, 640 / max(size))
    picture = sent(frame.bgr(*(round(side * scale) for side in size)), 300, rng)
    return still(f"{made.name}, sent at 300 kbit/s", picture, plain=False)


def _made_case(given: Input, check: Check, made: Made) -> Case:
    if len(made.frames) == 1:
        answer = _answers(Scene(made.frames[0], new_perceivers(Models.installed())), [check])[check.code]
        return _case(given, check.code, made.name, made.faulty, made.plain, answer)
    return _stream_case(given, check, list(_looked(made.frames, [check])), made)


def _stream_case(
    given: Input, check: Check, looks: Sequence[tuple[float, Mapping[str, Observation | NotAssessed]]], made: Made
) -> Case:
    values = [(time, _value(answers[check.code])) for time, answers in looks]
    value = told_value(check.limit, values)
    return Case(check.code, given.row["file"], given.source, made.name, made.faulty, made.plain, value)


def _clip(given: Input, checks: Mapping[str, Check]) -> Iterator[Case]:
    """A clip as it is; whatever its labels leave open has no truth."""
    looks = list(_looked(open_source(given.path, max_seconds=CLIP_SECONDS), list(checks.values())))
    labels = said(given, checks, None)
    for code, check in checks.items():
        value = told_value(check.limit, [(time, _value(answers[code])) for time, answers in looks])
        yield Case(code, given.row["file"], given.source, "", labels.get(code), True, value)


def _looked(
    frames: Iterable[Frame], checks: Sequence[Check]
) -> Iterator[tuple[float, Mapping[str, Observation | NotAssessed]]]:
    scheduler = Scheduler(new_perceivers(Models.installed()))
    for frame in frames:
        scene = scheduler.scene(LookInput(frame.time, frame))
        yield frame.time, _answers(scene, checks)
        scheduler.keep(scene)


def _answers(scene: Scene, checks: Iterable[Check]) -> Mapping[str, Observation | NotAssessed]:
    return {code: answer.result for code, answer in run_checks(scene, checks).items()}


def _case(
    given: Input, code: str, made: str, faulty: bool | None, plain: bool, answer: Observation | NotAssessed
) -> Case:
    not_applicable = isinstance(answer, NotAssessed) and answer.not_applicable
    return Case(code, given.row["file"], given.source, made, faulty, plain, _value(answer), not_applicable)


def _value(answer: Observation | NotAssessed) -> float | None:
    return answer.value if isinstance(answer, Observation) else None


def _height(scene: Scene) -> float | None:
    try:
        face = scene[Faces].main
    except FacetUnavailable:
        return None
    return face.box.height if face else None


def _rng(given: Input, purpose: str) -> np.random.Generator:
    """The same for the same file and purpose, whatever was measured before."""
    name = f"{given.row['file']} {purpose}".encode()
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name).digest()[:8]))
