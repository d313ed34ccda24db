"""JSON Lines on standard output."""

import sys


def write_line(text: str) -> None:
    """Writes one line of JSON, at once, in UTF-8 whatever the terminal speaks (RFC 8259, section 8.1).

    Raises:
        OSError: it could not be written.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
