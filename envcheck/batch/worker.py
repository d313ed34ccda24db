"""A process that looks at one file after another: `python -m envcheck.batch.worker`.

Over its standard input come requests, over its standard output go results, both pickled; it ends with its input.
"""

import pickle
import signal
from contextlib import suppress

import cv2

from envcheck.batch.one_file import check_file
from envcheck.child import own_streams
from envcheck.process import forbid_core_dumps


def main() -> None:
    """Looks at what it is given until the input ends."""
    given, told = own_streams()
    limit_oneself()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who began it, which then ends it
    with suppress(EOFError, OSError):
        while True:
            pickle.dump(check_file(pickle.load(given)), told)
            told.flush()


def limit_oneself() -> None:
    """One core for one file, so that several beside one another do not wait for each other's threads; no core dumps."""
    forbid_core_dumps()
    cv2.setNumThreads(1)


if __name__ == "__main__":
    main()
