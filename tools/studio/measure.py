"""What envcheck says of a rendered picture: values, findings and strengths of its checks, and what they go by."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from envcheck.checks.catalog import load_checks
from envcheck.checks.examine import run_checks
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Observation
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.faces import centerface, yunet
from envcheck.perception.models import Models
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.pose import Pose
from envcheck.perception.room.camera_pitch import CameraPitch
from envcheck.perception.scene import Scene
from envcheck.perception.weights import CENTERFACE, YUNET

SURE = 0.5
"""Confidence from which a network takes something for a face."""


@dataclass(frozen=True)
class Measured:
    """What is said of one picture. One check is judged as if it were alone: no finding silences another here.

    Attributes:
        values: of the checks, by code; None where it could not tell.
        findings: codes whose value lies beyond their limit.
        strengths: codes whose value is praised.
        known: what can be held against exact parameters: yaw, pitch, roll, the camera's own pitch (degrees), place of
            the eyes' middle and height of the face (shares of the frame); those that are not seen are left out.
    """

    values: Mapping[str, float | None]
    findings: frozenset[str]
    strengths: frozenset[str]
    known: Mapping[str, float]


def measured(picture: NDArray[np.uint8], codes: Collection[str]) -> Measured:
    """Looks at one picture (height, width, 3), blue first, with the checks of these codes."""
    scene = Scene(PictureFrame(picture), new_perceivers(Models.installed()))
    checks = {check.code: check for check in load_checks() if check.code in codes}
    answers = {code: answer.result for code, answer in run_checks(scene, checks.values()).items()}
    told = {code: answer for code, answer in answers.items() if isinstance(answer, Observation)}
    return Measured(
        {code: told[code].value if code in told else None for code in codes},
        frozenset(code for code, one in told.items() if checks[code].limit.activates(one.value)),
        frozenset(code for code, one in told.items() if checks[code].limit.praises(one.value) and one.noteworthy),
        dict(_known(scene)),
    )


def taken_for_faces(picture: NDArray[np.uint8]) -> dict[str, float]:
    """The confidence (0 to 1) of the surest face that each network finds, 0 where it finds none."""
    models = Models.installed()
    found, path = {"CenterFace": centerface.detect(picture, models.path(CENTERFACE))}, models.path(YUNET)
    if path is not None:
        found["YuNet"] = yunet.detect(picture, path)
    return {name: max((face.confidence for face in faces), default=0.0) for name, faces in found.items()}


def _known(scene: Scene) -> Iterator[tuple[str, float]]:
    try:
        face, pose = scene[MainFace].face, scene[Pose]
    except FacetUnavailable:
        return
    yield from (("yaw", pose.yaw), ("pitch", pose.pitch), ("roll", pose.roll))
    yield from (("eyes x", face.eyes.x), ("eyes y", face.eyes.y), ("face height", face.box.height))
    try:
        yield "camera pitch", scene[CameraPitch].degrees
    except FacetUnavailable:
        return
