"""Damages to texts that go by lines: offers, settings, tables, tokens."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[\w.-]+")

NUMBERS = (
    *("0", "00", "-1", "1e999", "nan", "inf", "0x10", "1_0", "+1", "65535", "65536", "2147483648", "4294967296"),
    *("18446744073709551616", "9" * 400, "9" * 5000, "٣٣", "²", "1.5", "1e-320", "−1"),
)
"""What numbers become: the edges of types, more digits than Python reads, and digits of other scripts."""

ODDITIES = (
    *("\0", "\r", "\t", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u200b", "\ufeff", "\u202e", "é", "日本", "😀"),
    *("\udcff", "\udc80", "%s", "{}", "../..", '"', "'", "\\", ";", ",", ":", "=", " ", "[[", "{{", "#", "<", "&"),
)
"""What is put in: controls, ends of lines that some readers know, bytes that are no text, marks of other languages."""

NESTED = ("[", "{", "(", '{"a":', "[[", "a.", "<")
"""What is repeated to nest."""

LONG = (40, 40, 300, 300, 5000, 70_000)


@dataclass(frozen=True)
class TextDamage:
    """Damages texts of one kind.

    Attributes:
        words: that mean something in that kind, to be put where others were.
        most: damages of one case.
    """

    words: Sequence[str]
    most: int = 4

    def __call__(self, sample: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
        """The sample with one or more damages."""
        text = _text(sample)
        for _ in range(rng.randint(1, self.most)):
            text = self._in_line(text, rng) if rng.random() < 0.7 else rng.choice(OF_LINES)(text, others, rng)
        data = bytearray(text.encode("utf-8", "surrogateescape"))
        if rng.random() < 0.1 and data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        return bytes(data)

    def _in_line(self, text: str, rng: random.Random) -> str:
        """One place changed."""
        match rng.randrange(7):
            case 0 | 1:
                return _replaced(text, NUMBER, rng, rng.choice(NUMBERS))
            case 2:
                return _replaced(text, WORD, rng, rng.choice(self.words))
            case 3:
                return _replaced(text, WORD, rng, "")
            case 4:
                return _replaced(text, WORD, rng, rng.choice("aA9=-é") * rng.choice(LONG))
            case 5:
                return _put_in(text, rng, rng.choice(NESTED) * rng.choice((2, 2, 300, 5000)))
            case _:
                return _put_in(text, rng, rng.choice((*ODDITIES, rng.choice(self.words))))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _replaced(text: str, what: re.Pattern[str], rng: random.Random, by: str) -> str:
    found = list(what.finditer(text))
    if not found:
        return _put_in(text, rng, by)
    one = rng.choice(found)
    return text[: one.start()] + by + text[one.end() :]


def _put_in(text: str, rng: random.Random, what: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + what + text[at:]


def _lose_line(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = rng.randrange(max(1, len(lines)))
    return "".join(lines[:at] + lines[at + rng.choice((1, 1, 1, 3)) :])


def _double_line(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = rng.randrange(len(lines))
    return "".join(lines[:at] + lines[at : at + rng.choice((1, 1, 5))] * rng.choice((2, 2, 2, 3, 3, 200)) + lines[at:])


def _exchange_lines(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _take_lines(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    """Lines of another sample in between."""
    lines, taken = text.splitlines(keepends=True), _text(rng.choice(others)).splitlines(keepends=True) or [""]
    at, first = rng.randrange(len(lines) + 1), rng.randrange(len(taken))
    return "".join(lines[:at] + taken[first : first + rng.randint(1, 8)] + lines[at:])


def _end_lines(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    """Other ends of lines, or none."""
    return rng.choice(("\n", "\r", "\r\n", "\n\n", " ", "")).join(text.splitlines())


def _cut(text: str, others: Sequence[bytes], rng: random.Random) -> str:
    return text[: rng.randrange(len(text) + 1)]


OF_LINES: Sequence[Callable[[str, Sequence[bytes], random.Random], str]] = (
    *(_lose_line, _lose_line, _double_line, _exchange_lines, _take_lines, _take_lines, _end_lines, _cut),
)
