"""Arabic letters in the forms they take beside each other, for an engine that draws one code point as one glyph.

OpenCV 5.0 is such an engine. The forms are Unicode's own (Arabic Presentation Forms); which letter has which is read
from the character database. Short vowels are left out, as print leaves them out: nothing here could place them.
"""

import re
import unicodedata
from itertools import chain

BLOCKS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
LAM, ALEFS, TATWEEL = "\u0644", "\u0622\u0623\u0625\u0627", "\u0640"
UNITS = re.compile(f"{LAM}[{ALEFS}]|.", re.DOTALL)
"""A lam and the alef after it are one letter, always."""

PLACES = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, True): "medial",
    (True, False): "final",
}
"""By whether a letter is joined to the one before it, and to the one after it."""


def _forms() -> dict[tuple[str, str], str]:
    """The form of a letter in a place."""
    found: dict[tuple[str, str], str] = {}
    for code in chain(*BLOCKS):
        place, _, codes = unicodedata.decomposition(chr(code)).partition(" ")
        letters = "".join(chr(int(one, 16)) for one in codes.split())
        if UNITS.fullmatch(letters):
            found.setdefault((letters, place.strip("<>")), chr(code))
    return found


FORMS = _forms()


def is_joining(text: str) -> bool:
    """Whether letters of it join."""
    return any((letter, "final") in FORMS for letter in text)


def joined(text: str) -> str:
    """The text with every letter in its form, in the order in which it is read, and without marks above and below."""
    composed = unicodedata.normalize("NFC", text)
    units = UNITS.findall("".join(one for one in composed if not unicodedata.combining(one)))
    return "".join(_form(*three) for three in zip(["", *units], units, [*units[1:], ""], strict=False))


def _form(before: str, unit: str, after: str) -> str:
    back = (unit, "final") in FORMS and (before == TATWEEL or (before, "initial") in FORMS)
    on = (unit, "initial") in FORMS and (after == TATWEEL or (after, "final") in FORMS)
    return FORMS.get((unit, PLACES[back, on]), unit)
