"""How far each check can be trusted at its limit, on labelled pictures: `make calibrate`.

Real pictures are counted by their labels. Light faults are rare among real ones, so they are also made from the
well-lit pictures by a stated camera model, and counted apart: exposure in linear light with clipping, shot and read
noise, and less light on the person with more behind.
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import examined
from envcheck.errors import FacetUnavailable, InputError
from envcheck.findings import Observation
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.image import PICTURE_SUFFIXES, PictureSource
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.facets import Faces, Silhouette, View
from envcheck.perception.scene import Scene

CORPUS = Path(os.environ.get("ENVCHECK_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
Row = dict[str, str]
Truth = Callable[[Row], bool | None]
LEAST_FACE = 0.08
"""Share of the height: below it nobody labelled the light on a face."""


def either(field: str, faulty: str, fine: str) -> Truth:
    """A fault where the label has one of these words, none where it has one of those, else unknown."""

    def truth(row: Row) -> bool | None:
        words = set(row[field].split())
        return True if words & set(faulty.split()) else False if words & set(fine.split()) else None

    return truth


def lone(truth: Truth) -> Truth:
    """Only for one person with one visible face: with several, nobody labelled whose place was meant."""
    return lambda row: truth(row) if (row["faces_visible"], row["n_people_visible"]) == ("1", "1") else None


def second_face(row: Row) -> bool | None:
    """Two visible faces, or one person with one face."""
    if row["faces_visible"].isdigit() and int(row["faces_visible"]) >= 2:
        return True
    return False if (row["faces_visible"], row["n_people_visible"]) == ("1", "1") else None


def no_face(row: Row) -> bool | None:
    """No visible face, or exactly one person with one."""
    return {("0", "0"): True, ("1", "1"): False}.get((row["faces_visible"], row["n_people_visible"]))


TRUTHS: dict[str, Truth] = {
    "LIT101": either("lighting_label", "dark", "good"),
    "LIT102": either("lighting_label", "overexposed", "good"),
    "LIT103": either("lighting_label", "backlit", "good"),
    "FRM101": no_face,
    "FRM102": lone(either("framing_label", "off_centre left right", "good low_camera too_close")),
    "FRM103": lone(either("framing_label", "small_subject tiny_subject full_body", "good too_close tight")),
    "PRV101": second_face,
    "BKG101": either("background_label", "cluttered", "tidy plain empty"),
    "PIC101": lambda row: False,
}


class Score:
    """Hits and misses of one check on one kind of picture."""

    def __init__(self) -> None:
        self.right_found = self.missed = self.wrongly_found = self.right_passed = self.unknown = 0
        self.worst: list[str] = []

    def count(self, name: str, faulty: bool, found: bool | None) -> None:
        """Takes one picture; `found` is None where the check could not tell."""
        if found is None:
            self.unknown += 1
        elif faulty:
            self.right_found += found
            self.missed += not found
        else:
            self.wrongly_found += found
            self.right_passed += not found
        if found is not None and found != faulty:
            self.worst.append(name)

    def __str__(self) -> str:
        recall = interval(self.right_found, self.right_found + self.missed)
        precision = interval(self.right_found, self.right_found + self.wrongly_found)
        false = interval(self.wrongly_found, self.wrongly_found + self.right_passed)
        return f"recall {recall}   precision {precision}   false {false}   not assessed {self.unknown}"


def interval(hits: int, of: int) -> str:
    """A share with its 95 % interval (Wilson 1927)."""
    if not of:
        return f"{'-':<25}"
    share, z = hits / of, 1.96
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = (abs(middle + sign * spread) / (1 + z * z / of) for sign in (-1, 1))
    return f"{f'{share:.2f} [{low:.2f}, {high:.2f}] {hits}/{of}':<25}"


CODES = np.arange(256) / 255
LINEAR = np.where(CODES <= 0.04045, CODES / 12.92, ((CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""Linear light of each sRGB code (IEC 61966-2-1)."""

SHADES = np.arange(4096) / 4095
CODED = np.round(255 * np.where(SHADES <= 0.0031308, 12.92 * SHADES, 1.055 * SHADES ** (1 / 2.4) - 0.055)).astype(
    np.uint8
)
"""The sRGB code of each of 4096 shades of linear light."""


def coded(light: NDArray[np.float32]) -> Pixels:
    """The sRGB code of linear light, clipped as a camera clips it."""
    return np.asarray(CODED[(np.clip(light, 0, 1) * 4095).astype(np.uint16)])


def made(scene: Scene, rng: np.random.Generator) -> Iterator[tuple[str, str, Pixels]]:
    """Code, name and picture of each fault made from a well-lit picture."""
    light = LINEAR[scene[View].bgr]
    for stops in (-2.0, -3.0, -4.0):
        dark = light * 2.0**stops
        grain = rng.standard_normal(dark.shape, np.float32) * np.sqrt(0.004 * np.clip(dark, 0, 1) + 0.0004)
        yield "LIT101", f"{stops:+g} stops", coded(dark + grain)
    for stops in (1.5, 2.0, 2.5):
        yield "LIT102", f"{stops:+g} stops", coded(light * 2.0**stops)
    person = scene[Silhouette].mask.astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(person, (0, 0), 4))[..., None]
    for front, back in ((-2, 0), (-2, 1), (-1.5, 2), (-3, 0.5)):
        yield "LIT103", f"face {front}, room {back:+}", coded(light * (soft * 2.0**front + (1 - soft) * 2.0**back))


def covers(rng: np.random.Generator) -> Iterator[Pixels]:
    """Shutters, fingers and stickers before a noisy sensor."""
    rows, columns = np.mgrid[0:360, 0:640]
    finger = 60 + 50 * np.exp(-((columns - 500) ** 2 + (rows - 80) ** 2) / 150**2)
    for level in (np.full((360, 640), 4.0), finger, 90 + 10 * rows / 360):
        for sigma in (2, 8, 15):
            grain = rng.normal(0, sigma, (360, 640, 3))
            yield np.clip(level[..., None] + grain, 0, 255).astype(np.uint8)


def found(check: Check, scene: Scene) -> bool | None:
    """What the check says of the scene at its own limit."""
    answer = examined(scene, [check])[check.code]
    return check.limit.begins(answer.value) if isinstance(answer, Observation) else None


def seen(frame: Frame) -> Scene:
    """The scene of one picture."""
    return Scene(frame, new_perceivers())


def has_face(scene: Scene) -> bool:
    """True where a face is large enough to judge the light on."""
    try:
        face = scene[Faces].main
    except FacetUnavailable:
        return False
    return face is not None and face.box.height >= LEAST_FACE


def main() -> None:
    """Counts every check over the corpus."""
    if not (CORPUS / "labels.csv").is_file():
        sys.exit(f"There are no labelled pictures in {CORPUS}; ENVCHECK_CORPUS names another folder.")
    checks = {check.code: check for check in load_checks()}
    rng = np.random.default_rng(1)
    real: dict[str, Score] = defaultdict(Score)
    synthetic: dict[str, Score] = defaultdict(Score)
    with (CORPUS / "labels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if Path(row["file"]).suffix.lower() in PICTURE_SUFFIXES]
    for row in rows:
        count(row, checks, real, synthetic, rng)
    for cover in covers(rng):
        synthetic["PIC101"].count("cover", True, found(checks["PIC101"], seen(PictureFrame(cover))))
    for title, scores in (("real pictures", real), ("made from well-lit pictures", synthetic)):
        print(f"\n{title}")
        for code in sorted(scores):
            print(f"  {code} {checks[code].name:<22}{scores[code]}")
            print("".join(f"      {name}\n" for name in scores[code].worst[:8]) if "-v" in sys.argv else "", end="")


def count(
    row: Row,
    checks: dict[str, Check],
    real: dict[str, Score],
    synthetic: dict[str, Score],
    rng: np.random.Generator,
) -> None:
    """Counts one labelled picture, and what is made from it."""
    try:
        scene = seen(next(iter(PictureSource(CORPUS / row["file"]))))
    except InputError as error:
        print(error, file=sys.stderr)
        return
    lit = has_face(scene) and row["faces_visible"] not in ("", "0")
    for code, truth in TRUTHS.items():
        faulty = truth(row)
        if faulty is not None and (lit or not code.startswith("LIT")):
            real[code].count(row["file"], faulty, found(checks[code], scene))
    if lit and row["lighting_label"] == "good":
        for code, name, picture in made(scene, rng):
            again = seen(PictureFrame(picture))
            synthetic[code].count(f"{row['file']} {name}", True, found(checks[code], again))


if __name__ == "__main__":
    main()
