"""A node of several on this machine: `python -m envcheck.server.worker_process`, begun by `envcheck.server.workers`.

Over its standard input come its settings and then one byte each time it is asked to stop; when that ends, so does it.
Over its standard output it tells where it listens, or why it cannot. Signals are its supervisor's: whoever stops a
whole group of processes would ask it twice, and twice means at once.
"""

import json
import logging
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable

from envcheck.child import own_streams
from envcheck.model.errors import EnvcheckError
from envcheck.process import forbid_core_dumps, outlast_broken_pipes, silence_libraries
from envcheck.server import logs, serving
from envcheck.server.picture_process import read_part, write_part

log = logging.getLogger("envcheck.server.worker_process")  # it runs as __main__

LISTENING, REFUSED = "listening", "refused"
"""What is told, and its first field: where, or why not."""

UNUSABLE, FAULT = 3, 70
"""Exit codes, as those of the command."""


def main() -> int:
    """Serves until it is asked to stop; gives the exit code."""
    given, told = own_streams()
    settings, bind, access = pickle.loads(read_part(given))
    if os.environ.get("ENVCHECK_DEBUG") != "1":
        forbid_core_dumps()
        silence_libraries()
    logs.set_up(node=settings.server.node)
    outlast_broken_pipes()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)

    def tell(kind: str, text: str) -> None:
        write_part(told, json.dumps([kind, text]).encode())

    try:
        serving.serve(settings, bind, access, lambda page: tell(LISTENING, page), stopper=_obey)
    except EnvcheckError as error:
        tell(REFUSED, str(error))
        return UNUSABLE
    except Exception:
        log.exception("a node failed")
        return FAULT
    return 0


def _obey(stop: Callable[[], None]) -> None:
    threading.Thread(target=_stop_when_asked, args=(stop,), daemon=True).start()


def _stop_when_asked(stop: Callable[[], None]) -> None:
    """Of the descriptor itself: a thread that waits in Python's own reader keeps its lock while the process ends."""
    while os.read(0, 1):
        stop()
    stop()


if __name__ == "__main__":
    sys.exit(main())
