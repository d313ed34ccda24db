"""What a client asks for over its data channel."""

import pytest

from envcheck.media.connection import Limitation
from envcheck.server.commands import handle_command
from front_desk import desk


@pytest.mark.parametrize(
    ("reason", "limitation"),
    [("cpu", Limitation.CPU), ("bandwidth", Limitation.BANDWIDTH), ("none", None), ("other", None)],
)
def test_a_sender_says_what_limits_it(
    reason: str, limitation: Limitation | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk() as here:
        live = here.live(here.begin())
        noted: list[Limitation | None] = []
        monkeypatch.setattr(live.session, "note_limitation", noted.append)
        assert handle_command(f'{{"type": "sender", "quality_limitation_reason": "{reason}"}}', live)
        assert noted == [limitation]


@pytest.mark.parametrize(
    "message",
    [
        '{"type": "sender"}',
        '{"type": "sender", "quality_limitation_reason": "camera"}',
        '{"type": "sender", "quality_limitation_reason": "cpu", "more": 1}',
        *('{"type": ["sender"]}', '{"type": null}', "{}", "[]", "sender", "", b"\xff", "[" * 100_000),
    ],
)
def test_what_is_not_known_does_nothing(message: str | bytes) -> None:
    with desk() as here:
        live = here.live(here.begin())
        assert not handle_command(message, live)
        assert live.session.quiet_secs is None
