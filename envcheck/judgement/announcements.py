"""What is told of the findings over time, where one silences another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from envcheck.judgement.exclusions import unsilenced
from envcheck.model.events import FindingAppeared, FindingChanged, FindingCleared
from envcheck.model.findings import Finding

LINGER_SECS = 1.0
"""Media time for which what is over still silences: what followed from it is taken back a little later."""

Change = FindingAppeared | FindingChanged | FindingCleared


class Announcements:
    """Makes of what all checks find at each look what is told of it."""

    def __init__(self) -> None:
        self.told: dict[str, Finding] = {}
        """The findings that are told now, by code."""
        self.ever: set[str] = set()
        """Codes of all that was told at any time."""
        self._lately: tuple[Finding, ...] = ()

    def update(self, time: float, changes: Sequence[Change], found: Iterable[Finding]) -> list[Change]:
        """The changes that are told, in order.

        Args:
            time: media time of the look in seconds.
            changes: what changed in the checks by it.
            found: all that they find now.
        """
        now = {one.code: one for one in found}
        ended = [change.finding for change in changes if isinstance(change, FindingCleared)]
        lately = {one.code: one for one in (*self._lately, *ended) if one.code not in now}
        self._lately = tuple(one for one in lately.values() if time - (one.until or 0.0) <= LINGER_SECS)
        before = self.told
        self.told = {one.code: one for one in unsilenced([*now.values(), *self._lately]) if one.code in now}
        self.ever |= set(self.told)
        return [*self._visible_changes(time, changes, before), *self._unsilenced_changes(time, changes, before)]

    def _visible_changes(
        self, time: float, changes: Sequence[Change], before: Mapping[str, Finding]
    ) -> Iterator[Change]:
        """The changes of what was told before, or is told now."""
        for change in changes:
            code = change.finding.code
            if isinstance(change, FindingCleared):
                if code in before:
                    yield change
            elif code in self.told:
                yield change if code in before else FindingAppeared(time, change.finding)

    def _unsilenced_changes(
        self, time: float, changes: Sequence[Change], before: Mapping[str, Finding]
    ) -> Iterator[Change]:
        """What is silenced by now, or is silenced no more, though nothing changed in its check."""
        cleared = {one.finding.code for one in changes if isinstance(one, FindingCleared)}
        changed = {one.finding.code for one in changes}
        for code in before.keys() - self.told.keys() - cleared:
            yield FindingCleared(time, replace(before[code], until=time))
        for code in self.told.keys() - before.keys() - changed:
            yield FindingAppeared(time, self.told[code])
