"""A contact sheet for each check: what was told, what nearly was, and what was wrong, to be looked at by eye."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from calibration.corpus import Input
from calibration.measure import Case, remade
from envcheck.checks.base import Check
from envcheck.media.frame import Frame, Pixels
from envcheck.media.source import open_source
from envcheck.model.errors import EnvcheckError
from envcheck.model.findings import Limit
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.scene import Scene

ACROSS = 6
WIDTH, HEIGHT, LINE = 300, 220, 15
MOST = 12
"""Pictures in each group."""


def write_sheets(cases: Iterable[Case], given: Mapping[str, Input], checks: Mapping[str, Check], folder: Path) -> None:
    """Writes CODE.png for each check of which something was measured."""
    folder.mkdir(parents=True, exist_ok=True)
    by_code: dict[str, list[Case]] = {code: [] for code in checks}
    for case in cases:
        if case.code in by_code and case.value is not None:
            by_code[case.code].append(case)
    for code, mine in by_code.items():
        if mine:
            print(f"\rsheet of {code} ", end="", file=sys.stderr, flush=True)
            sheet = np.vstack([_group(*group, given) for group in groups(mine, checks[code].limit).items()])
            cv2.imwrite(str(folder / f"{code}.png"), sheet)
    print(file=sys.stderr)


def groups(cases: Sequence[Case], limit: Limit) -> dict[str, list[Case]]:
    """Cases by what was said of them, those most worth a look first."""
    told = {said: [case for case in cases if _told(case, limit) is said] for said in (True, False)}
    wanted = {
        "told wrongly, real": [case for case in told[True] if case.faulty is False and not case.made],
        "told wrongly, made": [case for case in told[True] if case.faulty is False and case.made],
        "missed, real": [case for case in told[False] if case.faulty and not case.made],
        "missed, plain and made": [case for case in told[False] if case.faulty and case.made and case.plain],
        "told where nothing is labelled": [case for case in told[True] if case.faulty is None],
        "told rightly, real": [case for case in told[True] if case.faulty and not case.made],
        "told rightly, made": [case for case in told[True] if case.faulty and case.made],
        "clean, nearest to the limit": [case for case in told[False] if case.faulty is False],
    }
    return {title: _nearest(found, limit, title) for title, found in wanted.items()}


def _told(case: Case, limit: Limit) -> bool:
    return case.value is not None and limit.activates(case.value)


def _nearest(cases: list[Case], limit: Limit, title: str) -> list[Case]:
    """Of what is wrong or unlabelled, the furthest from the limit; of what is right, the nearest; no file twice."""
    sign = 1 if title.startswith(("told rightly", "clean")) else -1
    ordered = sorted(cases, key=lambda case: sign * abs((case.value or 0.0) - limit.activate))
    return list({case.file: case for case in reversed(ordered)}.values())[::-1][:MOST]


def _group(title: str, cases: Sequence[Case], given: Mapping[str, Input]) -> Pixels:
    tiles = [_tile(case, given[case.file]) for case in cases]
    blank = np.full((HEIGHT + 3 * LINE, WIDTH, 3), 255, np.uint8)
    tiles += [blank] * (-len(tiles) % ACROSS)
    rows = [np.hstack(tiles[at : at + ACROSS]) for at in range(0, len(tiles), ACROSS)]
    head = np.full((2 * LINE, ACROSS * WIDTH, 3), 225, np.uint8)
    cv2.putText(head, f"{title}: {len(cases)} shown", (6, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 1)
    return np.vstack([head, *rows])


def _tile(case: Case, given: Input) -> Pixels:
    tile = np.full((HEIGHT + 3 * LINE, WIDTH, 3), 255, np.uint8)
    lines = (Path(case.file).stem[-40:], case.made[-44:], f"{case.value:.4g}  {given.row.get('notes', '')[:32]}")
    for number, text in enumerate(lines):
        cv2.putText(tile, text, (3, 11 + number * LINE), cv2.FONT_HERSHEY_SIMPLEX, 0.36, (0, 0, 0), 1, cv2.LINE_AA)
    frame = _frame(case, given)
    if frame is not None:
        scale = min(WIDTH / frame.width, HEIGHT / frame.height)
        size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
        tile[3 * LINE : 3 * LINE + size[1], : size[0]] = frame.bgr(*size)
    return tile


def _frame(case: Case, given: Input) -> Frame | None:
    """The picture of the case, or of a stream the one in the middle."""
    try:
        frames = list(open_source(given.path, max_seconds=4)) if given.moves else [next(iter(open_source(given.path)))]
        if case.made and case.made != "as it is":
            frames = list(remade(given, Scene(frames[0], new_perceivers(Models.installed())), case))
        return frames[len(frames) // 2] if frames else None
    except EnvcheckError:
        return None
