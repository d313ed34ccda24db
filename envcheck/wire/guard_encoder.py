"""A guard as it goes on, in messages: that it is on, who came and went, and when it cannot see."""

from collections.abc import Iterable, Iterator

from envcheck.guard import Guard
from envcheck.model.events import FindingAppeared, GuardEvent, SightLost, SightRegained
from envcheck.render.guarding import BLIND, ENDS, GONE, WATCHING
from envcheck.render.language import Translate
from envcheck.wire.live_messages import End, EndMessage, GuardMessage, HelloMessage, LiveMessage, live_finding


class GuardEncoder:
    """Turns what a guard sees into messages in one language.

    Args:
        guard: whose.
        translate: into the reader's language.
        lang: code of that language.
    """

    def __init__(self, guard: Guard, translate: Translate, lang: str) -> None:
        self._guard = guard
        self._translate = translate
        self._lang = lang
        self._gaps: tuple[str, ...] = ()
        self._time = 0.0

    def messages(self, time: float, events: Iterable[GuardEvent]) -> Iterator[LiveMessage]:
        """What changed at that media time, in its order; nothing for a look that saw nothing new."""
        self._time = time
        if self._gaps != self._guard.gaps:
            self._gaps = self._guard.gaps
            yield self._state()
        for event in events:
            if isinstance(event, SightLost | SightRegained):
                yield self._state()
            elif isinstance(event, FindingAppeared):
                yield live_finding("appeared", event.time, event.finding, self._translate)
            else:
                yield live_finding("cleared", event.time, event.finding, self._translate)
                yield self._state(GONE)

    def snapshot(self) -> Iterator[LiveMessage]:
        """All that stands now, for somebody who begins to listen."""
        yield HelloMessage(lang=self._lang, checks=(self._guard.code,))
        yield self._state()
        if self._guard.current:
            yield live_finding("appeared", self._guard.current.since, self._guard.current, self._translate)

    def end(self, reason: End) -> EndMessage:
        """The last message."""
        return EndMessage(reason=reason, text=self._translate(ENDS[reason]))

    def _state(self, text: str = WATCHING) -> GuardMessage:
        blindness, translate = self._guard.blindness, self._translate
        return GuardMessage(
            time=round(self._time, 3),
            state="watching" if blindness is None else "blind",
            text=translate(text) if blindness is None else translate(BLIND).format(reason=translate(blindness)),
            gaps=tuple(translate(gap) for gap in self._gaps),
        )
