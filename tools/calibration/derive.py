"""The one rule by which a limit follows from what was measured on good and on faulty pictures.

activate: where at most the allowed share of good pictures would be told. With so few of them that the share is less
than one picture, that is the value of the worst one; a new picture is then told with a chance of 1 in n + 1. Where
plain faults leave a gap to that (all but a twentieth of them lie beyond it), the middle of the gap.

deactivate: a quarter of the way back from there to the middle good picture, so that what shakes a value a little
neither tells nor takes back, while a fault that was mended is taken back for sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from envcheck.model.findings import Limit, Severity

ALLOWED: Mapping[Severity, float] = {Severity.MUST: 0.01, Severity.SHOULD: 0.02, Severity.COULD: 0.03}
"""Share of good pictures that may be told, by how much a finding weighs."""

LEAST_GOOD, LEAST_FAULTY = 20, 10
"""Fewer say too little to choose a limit."""

MISSED = 0.05
"""Share of plain faults that need not lie beyond the gap: some are hardly there in a picture that hides them."""

BACK = 0.25
"""Of the way from activate to the middle good picture."""


@dataclass(frozen=True)
class Derived:
    """A limit that follows from the values.

    Attributes:
        activate: as of `Limit`.
        deactivate: as of `Limit`.
        good: how many good pictures chose it.
        faulty: how many plain faults did.
        apart: whether there is a gap between the two.
    """

    activate: float
    deactivate: float
    good: int
    faulty: int
    apart: bool


def derived(good: Sequence[float], faulty: Sequence[float], limit: Limit, allowed: float) -> Derived | None:
    """The limit by the rule above; None where there are too few values, or no fault lies beyond the good ones.

    Args:
        good: values of pictures without the fault.
        faulty: values of plain faults.
        limit: says at which end the fault lies.
        allowed: share of good pictures that may be told.
    """
    if len(good) < LEAST_GOOD or len(faulty) < LEAST_FAULTY:
        return None
    sign = 1.0 if limit.activate > limit.deactivate else -1.0
    fine = np.sort(sign * np.asarray(good, np.float64))
    faults = np.sort(sign * np.asarray(faulty, np.float64))
    worst = float(fine[len(fine) - 1 - int(allowed * len(fine))])
    least = float(faults[int(MISSED * len(faults))])
    apart = least > worst
    beyond = faults[faults > worst]
    if not beyond.size:
        return None
    activate = (worst + least) / 2 if apart else (worst + float(beyond[0])) / 2
    deactivate = activate + BACK * (float(np.median(fine)) - activate)
    return Derived(sign * activate, sign * deactivate, len(fine), len(faults), apart)
