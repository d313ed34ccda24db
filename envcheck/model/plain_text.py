"""Text of strangers, such as the name of a file, made fit to be shown beside our own."""

import re

UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a cursor, ends a line or turns letters round: controls (ISO/IEC 6429), separators of lines and paragraphs,
embeddings, overrides and isolates of the bidirectional algorithm (UAX 9, section 2), and halves of characters. Spaces
of any width, joiners and direction marks stay, which names have: of screenshots, with emoji, in Persian."""


def plain(text: str) -> str:
    """The text with "?" for each of those, so that it stays on its line and reads in the order it is written in."""
    return UNSHOWN.sub("?", text)
