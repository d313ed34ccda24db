"""What a client may ask for over its data channel."""

import json

from envcheck.server.live import Live

QUIET_TEST = "quiet-test"


def obeyed(message: str | bytes, live: Live) -> bool:
    """Does what the message asks for, such as {"type": "quiet-test"}; gives False, and does nothing, for all else."""
    try:
        asked = json.loads(message)
    except (ValueError, RecursionError):
        return False
    if not isinstance(asked, dict) or asked.get("type") != QUIET_TEST:
        return False
    live.session.begin_quiet_test()
    return True
