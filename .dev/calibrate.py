"""How far each check can be trusted at its limit, on labelled pictures: `make calibrate`.

Real pictures are counted by their labels. Light faults are rare among real ones, so they are also made from the
well-lit pictures by a stated camera model, and counted apart: exposure in linear light with clipping, shot and read
noise, and less light on the person with more behind.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import examined
from envcheck.errors import FacetUnavailable, InputError
from envcheck.evaluation.labels import Row, read_labels
from envcheck.evaluation.scores import Answer, Score
from envcheck.evaluation.truths import is_lit_face, labelled
from envcheck.findings import Observation
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.image import PICTURE_SUFFIXES, PictureSource
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.facets import Faces, Silhouette, View
from envcheck.perception.scene import Scene

CORPUS = Path(os.environ.get("ENVCHECK_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))

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


def found(check: Check, scene: Scene) -> Answer:
    """What the check says of the scene at its own limit."""
    answer = examined(scene, [check])[check.code]
    return Answer(check.limit.begins(answer.value) if isinstance(answer, Observation) else None)


def seen(frame: Frame) -> Scene:
    """The scene of one picture."""
    return Scene(frame, new_perceivers())


def face_height(scene: Scene) -> float | None:
    """Height of the face the picture is about; None where none is found."""
    try:
        face = scene[Faces].main
    except FacetUnavailable:
        return None
    return face.box.height if face else None


def main() -> None:
    """Counts every check over the corpus."""
    if not (CORPUS / "labels.csv").is_file():
        sys.exit(f"There are no labelled pictures in {CORPUS}; ENVCHECK_CORPUS names another folder.")
    checks = {check.code: check for check in load_checks()}
    rng = np.random.default_rng(1)
    real: dict[str, Score] = defaultdict(Score)
    synthetic: dict[str, Score] = defaultdict(Score)
    labels = read_labels("labels.csv", (CORPUS / "labels.csv").read_text(encoding="utf-8-sig"), checks)
    rows = [row for row in labels if Path(row["file"]).suffix.lower() in PICTURE_SUFFIXES]
    for row in rows:
        count(row, checks, real, synthetic, rng)
    for cover in covers(rng):
        synthetic["PIC101"].count("cover", True, found(checks["PIC101"], seen(PictureFrame(cover))))
    for title, scores in (("real pictures", real), ("made from well-lit pictures", synthetic)):
        print(f"\n{title}")
        for code in sorted(scores):
            print(f"  {code} {checks[code].name:<22}{scores[code]}")
            print(
                "".join(f"      {wrong.file}\n" for wrong in scores[code].worst(8)) if "-v" in sys.argv else "", end=""
            )


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
    height = face_height(scene)
    lit = height is not None and is_lit_face(row, height)
    for code, faulty in labelled(row, checks).items():
        if lit or not code.startswith("LIT"):
            real[code].count(row["file"], faulty, found(checks[code], scene))
    if lit and row["lighting_label"] == "good":
        for code, name, picture in made(scene, rng):
            again = seen(PictureFrame(picture))
            synthetic[code].count(f"{row['file']} {name}", True, found(checks[code], again))


if __name__ == "__main__":
    main()
