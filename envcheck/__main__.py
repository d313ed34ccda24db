"""`python -m envcheck`, and the entry of the `envcheck` command."""

import os
import sys

from envcheck.cli.app import run


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    _silence_libraries()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without UTF-8 shows "?" instead
    sys.exit(run(sys.argv[1:]))


def _silence_libraries() -> None:
    """Sends what C libraries write to standard error to nowhere: every fault they meet is told in our own words.

    Python's own standard error goes on to the old place.
    """
    own = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = own


if __name__ == "__main__":
    main()
