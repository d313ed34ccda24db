"""Structured logs: one JSON object a line, without addresses, secrets or anything that was seen."""

import json
import logging
import sys
from datetime import UTC, datetime

QUIET = ("aiortc", "aioice", "uvicorn.access")
"""They name addresses and session URLs below this level."""


OURS = "envcheck"


class JsonLines(logging.Formatter):
    """A record as JSON: time, level, what happened, and the numbers in `extra={"fields": …}`.

    Args:
        node: which of several nodes writes, empty where there are no others.
    """

    def __init__(self, node: str = "") -> None:
        super().__init__()
        self._node = {"node": node} if node else {}

    def format(self, record: logging.LogRecord) -> str:
        """One line; of an exception only its type and place, since its text may hold what a client sent.

        Of others' messages only the first line is taken: asyncio puts what it speaks of into those after it.
        """
        message = record.getMessage()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            **self._node,
            "event": message if record.name.startswith(OURS) else message.partition("\n")[0],
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            line["error"] = record.exc_info[0].__name__
            line["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        return json.dumps(line, ensure_ascii=False)


def set_up(level: int = logging.INFO, node: str = "") -> None:
    """All logs of this process to standard error, as JSON lines, which name the node if there are several."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(node))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
