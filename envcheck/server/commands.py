"""What a client may ask for over its data channel."""

import json
from typing import Any

from pydantic import ValidationError

from envcheck.server.live_session import LiveSession
from envcheck.wire.messages import SenderMessage

QUIET_TEST, SENDER = "quiet-test", "sender"


def handle_command(message: str | bytes, live: LiveSession) -> bool:
    """Does what the message asks for; gives False, and does nothing, for what it does not know.

    {"type": "quiet-test"} begins the quiet test, and {"type": "sender", "quality_limitation_reason": "cpu"} says what
    limits the sender.
    """
    try:
        asked = json.loads(message)
    except (ValueError, RecursionError):
        return False
    kind = asked.pop("type", None) if isinstance(asked, dict) else None
    if kind == QUIET_TEST:
        live.session.begin_quiet_test()
    return kind == QUIET_TEST or (kind == SENDER and _limited(asked, live))


def _limited(said: dict[str, Any], live: LiveSession) -> bool:
    try:
        sender = SenderMessage.model_validate(said)
    except ValidationError:
        return False
    live.session.note_limitation(sender.limitation)
    return True
