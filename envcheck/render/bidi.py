"""Text in the order in which its characters stand on the line, from left to right (Unicode Standard Annex 9).

For an engine that draws characters in the order in which they are given. Isolates are honoured; embeddings and
overrides, which texts no longer use, are not, nor are brackets seen as pairs (rules X2 to X5 and N0).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, groupby

CLASSES = {"L": "L", "R": "R", "AL": "A", "EN": "n", "AN": "a", "ES": "+", "CS": ",", "ET": "%"}
"""A letter for each class of characters that the rules name; any other is a space to them."""

ISOLATES, END = {"\u2066": "L", "\u2067": "R", "\u2068": ""}, "\u2069"
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def visual_order(text: str, base: str) -> str:
    """The characters of one line from left to right, without those that are never seen.

    Args:
        text: in the order in which it is read.
        base: how the paragraph is written, `L` for from left to right or `R`.
    """
    items = list(_items(text))
    levels = _levels("".join(kind for _, kind in items), base)
    drawn = [
        (MIRRORED.get(one, one) if level % 2 else one, level) for (one, _), level in zip(items, levels, strict=True)
    ]
    for least in range(max(levels, default=0), 0, -1):
        drawn = list(_turned(drawn, least))
    return "".join(one for one, _ in drawn)


def has_right_to_left(text: str) -> bool:
    """Whether any letter of it is written from right to left."""
    return any(_class(one) in "RA" for one in text)


def _turned(drawn: list[tuple[str, int]], least: int) -> Iterator[tuple[str, int]]:
    """All of it, runs of this level and of deeper ones from their end on (L2)."""
    for is_deep, run in groupby(drawn, lambda one: one[1] >= least):
        part = list(run)
        yield from part[::-1] if is_deep else part


def _items(text: str) -> Iterator[tuple[str, str]]:
    """What keeps together, and its class: a character, or an isolate in its own order, which is neutral around it."""
    place = 0
    while place < len(text):
        one = text[place]
        if one in ISOLATES:
            end = _end(text, place)
            inside = text[place + 1 : end]
            yield visual_order(inside, ISOLATES[one] or _first_strong(inside)), " "
            place = end
        elif one != END:
            yield "" if unicodedata.category(one) == "Cf" else one, _class(one)
        place += 1


def _end(text: str, start: int) -> int:
    """Where the isolate that begins at `start` ends."""
    depths = accumulate((one in ISOLATES) - (one == END) for one in text[start:])
    return start + next((place for place, depth in enumerate(depths) if depth <= 0), len(text) - start)


def _class(one: str) -> str:
    return CLASSES.get(unicodedata.bidirectional(one), " ")


def _first_strong(text: str) -> str:
    return next(("L" if _class(one) == "L" else "R" for one in text if _class(one) in "LRA"), "L")


def _levels(kinds: str, base: str) -> list[int]:
    """The embedding level of each character: even from left to right, odd from right to left."""
    kinds = f"{base}{kinds}{base}"
    kinds = re.sub("A[^LRA]*", lambda found: found[0].replace("n", "a").replace("A", "R"), kinds)  # W2, W3
    kinds = re.sub("(?<=n)[+,](?=n)", "n", re.sub("(?<=a),(?=a)", "a", kinds))  # W4
    kinds = re.sub("%+(?=n)|(?<=n)%+", lambda found: "n" * len(found[0]), kinds)  # W5
    kinds = re.sub("[+,%]", " ", kinds)  # W6
    kinds = re.sub("L[^LR]*", lambda found: found[0].replace("n", "L"), kinds)  # W7
    kinds = re.sub("(?<=L) +(?=L)", lambda found: "L" * len(found[0]), kinds)  # N1
    kinds = re.sub("(?<=[Rna]) +(?=[Rna])", lambda found: "R" * len(found[0]), kinds)  # N1
    kinds = kinds.replace(" ", base)  # N2
    return [{"L": 0 if base == "L" else 2, "R": 1}.get(kind, 2) for kind in kinds[1:-1]]
