"""Random pictures with their whole reports beside them, for a person to mark each sentence true, false or doubtful."""

import csv
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from calibration.corpus import Input
from calibration.looks import Looks
from calibration.replay import replay_report
from envcheck.evaluation.scores import interval
from envcheck.evaluation.sentences import Sentence, sentences
from envcheck.media.frame import Pixels
from envcheck.media.source import open_source

COLUMNS = ("page", "number", "file", "kind", "code", "variant", "sentence", "verdict")
MARKS = {"t": "true", "f": "false", "d": "doubtful"}
"""Any word with this first letter will do."""

A_PAGE = 4
WIDTH, HEIGHT = 480, 360
"""Pixels of the room for a picture."""

TEXT, LINE, LETTERS = 900, 19, 96
"""Pixels of the room for its report, of a line in it, and letters in one."""


def write_reports(inputs: Sequence[Input], looks: Sequence[Looks], folder: Path) -> None:
    """Writes page-NN.png and sentences.csv, one line a sentence, with a column for the verdict on it.

    Args:
        inputs: pictures and clips.
        looks: what was measured of each.
        folder: where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reports = [list(sentences(replay_report(look, {}))) if look.seen else [] for look in looks]
    numbered = list(enumerate(zip(inputs, reports, strict=True), 1))
    with (folder / "sentences.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, (given, said) in numbered:
            place = ((number - 1) // A_PAGE + 1, number, given.row["file"])
            writer.writerows((*place, one.kind.value, one.code, one.variant, one.text, "") for one in said)
    for page, at in enumerate(range(0, len(numbered), A_PAGE), 1):
        tiles = [_tile(number, given, said) for number, (given, said) in numbered[at : at + A_PAGE] if said]
        if tiles:
            cv2.imwrite(str(folder / f"page-{page:02}.png"), np.vstack(tiles))


def marks(path: Path) -> Iterator[str]:
    """A line for each kind and code of a marked file, and one for whole reports without a false sentence."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["verdict"].strip()]
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        mark = MARKS.get(row["verdict"].strip()[0].lower(), "doubtful")
        counts.setdefault((row["kind"], row["code"]), Counter())[mark] += 1
    yield f"{'':<24}said  true false doubtful   true of what was said"
    for (kind, code), marked in sorted(counts.items()):
        said = marked.total()
        yield (
            f"{kind:<10}{code:<14}{said:>4}{marked['true']:>6}{marked['false']:>6}{marked['doubtful']:>9}   "
            f"{interval(marked['true'], said)}"
        )
    files = {row["file"] for row in rows}
    false = {row["file"] for row in rows if row["verdict"].strip()[0].lower() == "f" and row["kind"] != "verdict"}
    yield f"whole reports without a false sentence: {interval(len(files) - len(false), len(files))}"


def _tile(number: int, given: Input, said: Sequence[Sentence]) -> Pixels:
    lines = [f"{number}  {given.row['file']}"]
    for one in said:
        lines += textwrap.wrap(f"[{one.kind.value} {one.code}] {one.text}", LETTERS, subsequent_indent="      ")
    tile = np.full((max(HEIGHT, LINE * (len(lines) + 1)), WIDTH + TEXT, 3), 255, np.uint8)
    for at, line in enumerate(lines, 1):
        plain = line.encode("ascii", "replace").decode()
        cv2.putText(tile, plain, (WIDTH + 8, LINE * at), cv2.FONT_HERSHEY_SIMPLEX, 0.46, (0, 0, 0), 1, cv2.LINE_AA)
    picture = _picture(given)
    tile[: picture.shape[0], : picture.shape[1]] = picture
    tile[-1:] = 128
    return tile


def _picture(given: Input) -> Pixels:
    """The picture, or of a clip the frame in the middle of what is looked at."""
    frames = list(open_source(given.path, max_seconds=4)) if given.moves else [next(iter(open_source(given.path)))]
    frame = frames[len(frames) // 2]
    scale = min(WIDTH / frame.width, HEIGHT / frame.height)
    return frame.bgr(max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
