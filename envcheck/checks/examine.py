"""Every check put to one scene. The one place where "could not tell" becomes an answer."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import NotAssessed, Observation
from envcheck.perception.scene import FAULT, Scene, log_fault


@dataclass(frozen=True)
class Answer:
    """What a check says of one scene.

    Attributes:
        given: what it measured, or why it could not.
        needs: the facets that it went by, directly or through others.
        perceived_since: media time since when all of them have been perceived.
    """

    result: Observation | NotAssessed
    needs: frozenset[type[Any]]
    perceived_since: float


def run_checks(
    scene: Scene, checks: Iterable[Check], note_fault: Callable[[str, Exception], None] = log_fault
) -> Mapping[str, Answer]:
    """What each check answers, by code; a check that fails is "not assessed" and stops no other.

    Args:
        scene: one look.
        checks: what to ask of it.
        note_fault: is given the code of a check that failed unexpectedly, and how.
    """
    answers = {}
    for check in checks:
        with scene.record_needs() as needs:
            given = _run_check(scene, check, note_fault)
        answers[check.code] = Answer(given, frozenset(needs), scene.perceived_since(needs))
    return answers


def _run_check(scene: Scene, check: Check, note_fault: Callable[[str, Exception], None]) -> Observation | NotAssessed:
    try:
        return _verify_observation(check.observe(scene))
    except FacetUnavailable as unavailable:
        return NotAssessed(check.code, unavailable.reason, unavailable.not_applicable, check.title)
    except Exception as error:  # a check may be anybody's; its fault must not end a session
        note_fault(check.code, error)
        return NotAssessed(check.code, FAULT, title=check.title)


def _verify_observation(answer: Observation) -> Observation:
    """The answer, if it is one: a value that is no number would count as a pass."""
    if not isinstance(answer, Observation):
        raise TypeError(f"observe gave a {type(answer).__name__} instead of an Observation")
    if not math.isfinite(answer.value):
        raise ValueError(f"observe gave the value {answer.value}")
    return answer
