"""Damages to files of any kind, and to the parts that they are made of."""

import random
from collections.abc import Callable, Sequence

from fuzzing.parts import Part, parts, sealed

EXTREMES = tuple(
    bytes.fromhex(word) for word in ("00000000", "ffffffff", "7fffffff", "ffffff7f", "fffffff0", "80000000", "0000ffff")
)
"""What counts are set to wherever they stand."""

Damage = Callable[[bytearray, Sequence[bytes], random.Random], None]

TIMES = (1, 1, 1, 2, 3, 5)
"""Damages of one case."""

HONEST = 0.7
"""How often the parts around a change are given the length that they then have."""


def damaged(sample: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """The sample with some damages; half of them to its parts, where it has any that are known."""
    data = bytearray(sample)
    for _ in range(rng.choice(TIMES)):
        if rng.random() < 0.5 and (found := parts(bytes(data))):
            rng.choice(OF_PARTS)(data, found, rng)
        else:
            rng.choice(OF_ANY)(data, others, rng)
    return sealed(bytes(data)) if rng.random() < HONEST else bytes(data)


def _flip(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    for _ in range(rng.randint(1, 20)):
        if data:
            data[_early(len(data), rng)] ^= 1 << rng.randrange(8)


def _cut(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    del data[_early(len(data), rng) if rng.random() < 0.3 else rng.randrange(len(data) + 1) :]


def _splice(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    other = rng.choice(others)
    start = rng.randrange(len(other))
    at = _early(len(data), rng)
    data[at:at] = other[start : start + rng.randint(4, 400)]


def _announce(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    data[at : at + 4] = rng.choice(EXTREMES)


def _repeat(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    data[at:at] = data[at : at + rng.randint(4, 200)] * rng.randint(1, 20)


def _drop(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    del data[at : at + rng.randint(1, 60)]


OF_ANY: Sequence[Damage] = (_flip, _flip, _cut, _splice, _announce, _announce, _repeat, _drop)


def _early(length: int, rng: random.Random) -> int:
    """A place, half of the time among the headers."""
    return rng.randrange(max(1, min(length, 400) if rng.random() < 0.5 else length))


def _lie(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    """A length that is not the part's own."""
    part = rng.choice(found)
    if not part.length_bytes:
        return _fill(data, found, rng)
    near = part.length(data) + rng.choice((-9, -8, -1, 1, 4, 8, 100))
    part.set_length(data, rng.choice((0, 1, 7, near, near, 1 << 31, -16, -1, (1 << 31) - 1, len(data))))


def _fill(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    """A number in the part's content that it does not have."""
    part = rng.choice(found)
    if part.end > part.body:
        at = part.body + rng.randrange(min(part.end - part.body, 64))
        wide = rng.choice((1, 2, 4, 8))
        number = rng.choice((0, 1, 2, 3, 255, 256, 65535, 65536, 1 << 30, 1 << 31, -2, -1, rng.randrange(1 << 32)))
        data[at : at + wide] = (number % (1 << 8 * wide)).to_bytes(wide, rng.choice(("big", "little")))


def _lose(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    part = rng.choice(found)
    _told(data, part, part.start - part.end, rng)
    del data[part.start : part.end]


def _double(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    part = rng.choice(found)
    times = rng.choice((1, 1, 1, 2, 50))
    _told(data, part, (part.end - part.start) * times, rng)
    data[part.end : part.end] = data[part.start : part.end] * times


def _exchange(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    """Two parts that lie in the same one change places."""
    one = rng.choice(found)
    first, second = sorted((one, rng.choice([part for part in found if part.around == one.around])), key=_start)
    if first.end <= second.start:
        between = data[first.end : second.start]
        data[first.start : second.end] = data[second.start : second.end] + between + data[first.start : first.end]


def _end_there(data: bytearray, found: Sequence[Part], rng: random.Random) -> None:
    del data[rng.choice(found).start :]


OF_PARTS = (_lie, _lie, _fill, _fill, _fill, _lose, _double, _exchange, _end_there)


def _start(part: Part) -> int:
    return part.start


def _told(data: bytearray, part: Part, grown: int, rng: random.Random) -> None:
    if rng.random() < HONEST:
        for around in part.around:
            around.set_length(data, around.length(data) + grown)
