"""Which of the usual settings is seen, over media time."""

from envcheck.checks.examine import Answer
from envcheck.judgement.check_state import STEADY
from envcheck.judgement.hysteresis import Hysteresis
from envcheck.model.findings import Limit, Mode, Observation
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room.baseline_difference import BaselineDifference
from envcheck.perception.scene import Scene


class UsualSetting:
    """Holds what is seen against each of the usual settings as the check of a changed one does against the nearest.

    So one is named only while that check finds nothing changed. It is named until it is left, or until another one has
    been nearer for long: two settings that were saved in one room do not take turns.

    Args:
        limit: of that check; None where it does not run, and then none is named.
        mode: a picture is judged at once, a stream over time.
    """

    def __init__(self, limit: Limit | None, mode: Mode) -> None:
        self.baselines: tuple[RoomSignature, ...] = ()
        """The settings that what is seen is compared with."""
        self.current: int | None = None
        """Which of them is seen; None where none is, or nothing is known."""
        self._limit = limit
        self._immediate = mode is Mode.PICTURE
        self._changes: tuple[Hysteresis, ...] = ()
        self._same: dict[int, float] = {}
        self._measured_at = self._nearest_since = 0.0

    def takes(self, baselines: tuple[RoomSignature, ...]) -> bool:
        """Goes by these settings from now on; True where they are others than before."""
        if baselines == self.baselines:
            return False
        self.baselines, self.current, self._same = baselines, None, {}
        self._changes = tuple(Hysteresis(self._limit, immediate=self._immediate) for _ in baselines if self._limit)
        return True

    def update(self, scene: Scene, answer: Answer | None) -> None:
        """Takes the next look, and what the check answers, None where it does not run."""
        distances: tuple[float | None, ...] = (None,) * len(self._changes)
        if answer and isinstance(answer.result, Observation):
            distances, self._measured_at = scene[BaselineDifference].distances, scene.time
        for number, (change, distance) in enumerate(zip(self._changes, distances, strict=True)):
            change.update(scene.time, distance, answer.perceived_since if answer else None)
            if change.is_active:
                self._same.pop(number, None)
            elif distance is not None and (number in self._same or change.limit.deactivates(distance)):
                self._same[number] = distance
        if self._limit and scene.time - self._measured_at > self._limit.stop_secs:
            self._same.clear()
        self.current = self._chosen(scene.time)

    def _chosen(self, time: float) -> int | None:
        """The one to name: the present one unless it is left, or another has been nearer for long."""
        best = min(self._same, key=lambda number: self._same[number], default=None)
        now, limit = self.current, self._limit
        if best is None or limit is None or now not in self._same:
            self._nearest_since = time
            return best
        if self._same[now] - self._same[best] < limit.activate - limit.deactivate:
            self._nearest_since = time
        return best if time - self._nearest_since >= STEADY * limit.stop_secs else now
