"""A session as it goes on, in messages: what changed, and for those who come late what stands."""

from collections.abc import Iterable, Iterator
from typing import Literal

from envcheck.model.events import Event, FindingAppeared, FindingCleared, VerdictChanged
from envcheck.model.findings import Report, Strength, Verdict
from envcheck.render.language import Translate
from envcheck.render.phrases import VERDICTS
from envcheck.session import Session
from envcheck.wire.live_messages import (
    HelloMessage,
    LiveMessage,
    LiveStrengthMessage,
    ProgressMessage,
    VerdictMessage,
    live_finding,
)
from envcheck.wire.messages import strength_message

MOST_METERS = 40
"""More would not fit in one message; those nearest to their limit are told."""


class LiveEncoder:
    """Turns what a session sees into messages in one language.

    Args:
        session: whose.
        translate: into the reader's language.
        lang: code of that language.
    """

    def __init__(self, session: Session, translate: Translate, lang: str) -> None:
        self.translate = translate
        self._session = session
        self.lang = lang
        self._now: Report = session.now()
        self._meters: dict[str, float] = {}
        self._quiet_secs: float | None = None
        self._time = 0.0

    def messages(self, time: float, events: Iterable[Event]) -> Iterator[LiveMessage]:
        """What a look at `time` changed: findings, then strengths, then the verdict."""
        before, self._now, self._time = self._now, self._session.now(), time
        self._meters, self._quiet_secs = self._session.meters(), self._session.quiet_secs
        verdict = None
        for event in events:
            if isinstance(event, VerdictChanged):
                verdict = event.verdict
            else:
                yield live_finding(_state(event), event.time, event.finding, self.translate)
        old, new = set(before.strengths), set(self._now.strengths)
        yield from (self._strength(one, "gone") for one in before.strengths if one not in new)
        yield from (self._strength(one, "appeared") for one in self._now.strengths if one not in old)
        if verdict is not None:
            yield self._verdict(verdict)

    def snapshot(self) -> Iterator[LiveMessage]:
        """All that stood after the last look, for somebody who begins to listen now."""
        now = self._now
        yield HelloMessage(lang=self.lang, checks=self._session.codes)
        for finding in now.findings:
            yield live_finding("appeared", finding.since, finding, self.translate)
        yield from (self._strength(one, "appeared") for one in now.strengths)
        yield self._verdict(now.verdict)

    def progress(self, frames: int, dropped: int) -> ProgressMessage:
        """How far it has come, with the frames that arrived and those nobody looked at."""
        nearest = sorted(self._meters, key=lambda code: -self._meters[code])[:MOST_METERS]
        return ProgressMessage(
            time=round(self._time, 3),
            looks=self._now.frames,
            frames=frames,
            dropped=dropped,
            faces=self._now.faces,
            people=self._now.people,
            quiet=self._quiet_secs if self._quiet_secs is None else round(self._quiet_secs, 1),
            meters={code: round(self._meters[code], 2) for code in sorted(nearest)},
            usual=self._now.usual,
        )

    def _strength(self, strength: Strength, state: Literal["appeared", "gone"]) -> LiveStrengthMessage:
        told = strength_message(strength, self.translate)
        return LiveStrengthMessage(**told.model_dump(), state=state, time=round(self._time, 3))

    def _verdict(self, verdict: Verdict) -> VerdictMessage:
        return VerdictMessage(
            time=round(self._time, 3),
            verdict=verdict,
            text=self.translate(VERDICTS[verdict]),
            gaps=tuple(self.translate(gap) for gap in self._now.gaps),
        )


def _state(event: Event) -> Literal["appeared", "changed", "cleared"]:
    if isinstance(event, FindingAppeared):
        return "appeared"
    return "cleared" if isinstance(event, FindingCleared) else "changed"
