"""Every check put to one scene. The one place where "could not tell" becomes an answer."""

import logging
import math
from collections.abc import Collection, Iterable, Mapping

from envcheck.checks.base import Check
from envcheck.errors import FacetUnavailable
from envcheck.findings import NotAssessed, Observation
from envcheck.perception.scene import Scene

log = logging.getLogger(__name__)


def examined(
    scene: Scene, checks: Iterable[Check], doubted: Collection[str] = ()
) -> Mapping[str, Observation | NotAssessed]:
    """What each check answers, by code; a check that fails is "not assessed" and stops no other.

    Args:
        scene: one look.
        checks: what to ask of it.
        doubted: codes of those whose fault begins or is told. They come first, so that what they go by is seen anew
            before others are content with what was seen earlier.
    """
    answers = {}
    for check in sorted(checks, key=lambda check: check.code not in doubted):
        scene.doubtful = check.code in doubted
        answers[check.code] = _answer(scene, check)
    scene.doubtful = False
    return answers


def _answer(scene: Scene, check: Check) -> Observation | NotAssessed:
    try:
        return _sound(check.observe(scene))
    except FacetUnavailable as unavailable:
        return NotAssessed(check.code, unavailable.reason, unavailable.by_medium)
    except Exception as error:  # a check may be anybody's; its fault must not end a session
        log.exception("check %s failed", check.code)
        return NotAssessed(check.code, f"the check itself failed ({type(error).__name__})")


def _sound(answer: Observation) -> Observation:
    """The answer, if it is one: a value that is no number would count as a pass."""
    if not isinstance(answer, Observation):
        raise TypeError(f"observe gave a {type(answer).__name__} instead of an Observation")
    if not math.isfinite(answer.value):
        raise ValueError(f"observe gave the value {answer.value}")
    return answer
