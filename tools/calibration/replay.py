"""What was measured, judged once more: at other limits, or by a judgement that has changed, without another look."""

from collections.abc import Mapping

import numpy as np

from calibration.looks import Answers, Looks
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Mode, NotAssessed, Observation, Report
from envcheck.perception.scene import Scene
from envcheck.session import Session


def replay_report(looks: Looks, limits: Mapping[str, Limit]) -> Report:
    """The report of a session that measured this, at these limits, by code, or the checks' own.

    Of a clip it may differ a little from the session's own: which answers rest on one perception is not kept.
    """
    reel = _Reel()
    checks = [_Replayed(check, reel) for check in load_checks()]
    mode = Mode.VIDEO if looks.moves else Mode.PICTURE
    session = Session(checks, perceivers=(), mode=mode, limits=limits)
    for time, reel.answers in looks.seen:
        session.push(PictureFrame(np.zeros((2, 2, 3), np.uint8), time))
    return session.report()


class _Reel:
    """The answers of the look that is shown."""

    def __init__(self) -> None:
        self.answers: Answers = {}


class _Replayed(Check):
    """A check that answers what it answered then."""

    def __init__(self, check: Check, reel: _Reel) -> None:
        told = ("code", "name", "title", "severity", "serves", "limit", "is_gradual", "words", "strengths", "questions")
        vars(self).update({name: getattr(check, name) for name in told})
        self._reel = reel

    def observe(self, scene: Scene) -> Observation:
        """What was measured at the look that is shown."""
        answer = self._reel.answers[self.code]
        if isinstance(answer, NotAssessed):
            raise FacetUnavailable(answer.reason, not_applicable=answer.not_applicable)
        return answer
