"""The labelled pictures and clips, split by where they come from."""

import hashlib
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from envcheck.checks.catalog import CODE
from envcheck.evaluation.labels import SOURCE, Row, read_labels
from envcheck.media.clip import CLIP_SUFFIXES

SHARED = Path(__file__).parents[3] / "shared"

FOLDERS = tuple(
    Path(folder)
    for folder in os.environ.get("ENVCHECK_CORPUS", f"{SHARED / 'corpus'}{os.pathsep}{SHARED / 'corpus2'}").split(
        os.pathsep
    )
)
"""Each holds a `labels.csv`; `ENVCHECK_CORPUS` names others, as `PATH` names folders."""

FOLDER = FOLDERS[0]
"""The one that the limits in the code come from."""

OWN_LABELS = Path(__file__).with_name("labels")
"""CSV files with a column named after a check, for what the corpus leaves open; made by eye."""

Half = Literal["limits", "test"]
HALVES: tuple[Half, Half] = ("limits", "test")

LISTED: dict[str, Half] = {
    "GuanqiaoDing/messy-room-classifier": "limits",
    "Li-Chongyi/Zero-DCE": "limits",
    "anilsathyan7/Portrait-Segmentation": "limits",
    "blakeblackshear/frigate": "limits",
    "correasouza/ns3": "limits",
    "mahmoudnafifi/Exposure_Correction": "limits",
    "serengil/deepface": "limits",
    "timesler/facenet-pytorch": "limits",
    "Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB": "test",
    "developer0hye/COCO128": "test",
    "dog-qiuqiu/FastestDet": "test",
    "emanhamed/Houses-dataset": "test",
    "enginbozaba/tiny_coco": "test",
    "intel-iot-devkit/sample-videos": "test",
    "mahmoudnafifi/WB_sRGB": "test",
    "open-mmlab/mmocr": "test",
    "open-mmlab/mmpose": "test",
}
"""Chosen once, so that good faces, rooms and most labels are in both halves. What was taken from COCO by several
hands stays together."""


@dataclass(frozen=True)
class Input:
    """A picture or clip with its labels.

    Attributes:
        path: where it lies.
        row: its labels.
    """

    path: Path
    row: Row

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.row.get(SOURCE, "")

    @property
    def moves(self) -> bool:
        """True for a clip."""
        return self.path.suffix.lower() in CLIP_SUFFIXES


def half(source: str) -> Half:
    """The half of the corpus that a source belongs to; one that is not listed is drawn by its name."""
    return LISTED.get(source) or HALVES[hashlib.sha256(source.encode()).digest()[0] % 2]


def inputs(folder: Path, own: Iterable[Path], codes: Collection[str]) -> list[Input]:
    """All inputs of `folder/labels.csv` that are there, and those that own label files add.

    Args:
        folder: holds the pictures.
        own: label files with columns named after checks; they override the rules for the other columns.
        codes: the checks whose columns are read.

    Raises:
        InputError: a label file cannot be used.
        OSError: one cannot be read.
    """
    rows = {row["file"]: dict(row) for row in _read(folder / "labels.csv", codes)}
    for path in own:
        for row in _read(path, {*codes, *_named(path)}):
            rows.setdefault(row["file"], {}).update(row)
    found = (Input(folder / file, row) for file, row in rows.items())
    return [one for one in found if one.path.is_file()]


def all_inputs(codes: Collection[str]) -> list[Input]:
    """All inputs of all folders that are there, with our own labels; errors as of `inputs`."""
    own = sorted(OWN_LABELS.glob("*.csv"))
    return [one for folder in FOLDERS if (folder / "labels.csv").is_file() for one in inputs(folder, own, codes)]


def _named(path: Path) -> set[str]:
    """Checks that a label file names, known or not: a check may be written later than its labels."""
    header = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    return {name.strip() for name in header.split(",") if CODE.fullmatch(name.strip())}


def _read(path: Path, codes: Collection[str]) -> list[Row]:
    return read_labels(path.name, path.read_text(encoding="utf-8-sig"), codes)
