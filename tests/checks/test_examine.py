import logging

import pytest

from builders import face, faces, scene
from envcheck.checks.base import main_face
from envcheck.checks.examine import run_checks
from envcheck.checks.framing.distant_face import DistantFace
from envcheck.checks.framing.no_face import NoFace
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import NotAssessed, Observation
from envcheck.perception.faces.faces import Faces
from envcheck.perception.people.main_face import SEEN, OwnFaces
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import FAULT, CachedFacet, Scene


class Broken(NoFace):
    code = "XXX101"

    def observe(self, scene: Scene) -> Observation:
        raise ZeroDivisionError


def test_answers_come_by_code() -> None:
    answers = run_checks(scene(faces(face())), [NoFace(), DistantFace()])
    assert set(answers) == {"FRM101", "FRM103"}
    assert all(isinstance(answer.result, Observation) for answer in answers.values())


def test_a_check_that_breaks_stops_no_other_and_is_never_a_pass(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        answers = run_checks(scene(faces(face())), [Broken(), NoFace()])
    assert answers["XXX101"].result == NotAssessed("XXX101", FAULT, title=Broken.title)
    assert isinstance(answers["FRM101"].result, Observation)


class Silent(NoFace):
    code = "XXX102"

    def observe(self, scene: Scene) -> Observation:
        return None  # type: ignore[return-value]


class NotANumber(NoFace):
    code = "XXX103"

    def observe(self, scene: Scene) -> Observation:
        return Observation(float("nan"))


@pytest.mark.parametrize("check", [Silent(), NotANumber()], ids=["nothing", "nan"])
def test_an_answer_that_is_none_is_never_a_pass(check: NoFace, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        answer = run_checks(scene(faces(face())), [check])[check.code].result
    assert answer == NotAssessed(check.code, FAULT, title=check.title)


def test_a_doubtful_face_is_nobody_to_judge_by() -> None:
    with pytest.raises(FacetUnavailable, match="no face"):
        main_face(scene(faces(face(confidence=SEEN - 0.01))))


def test_an_answer_tells_what_it_goes_by_and_since_when() -> None:
    look = scene(faces(face()), time=5.0)
    older = look.with_cached({Faces: CachedFacet(faces(face()), 4.0, frozenset({Faces, AnalysisFrame}))})
    answers = run_checks(older, [NoFace()])

    assert {Faces, AnalysisFrame, OwnFaces} <= answers["FRM101"].needs
    assert answers["FRM101"].perceived_since == 4.0
