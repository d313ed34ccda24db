"""What one kind of input is: samples of it, how they are damaged, and who reads them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Sample = tuple[str, bytes]
"""A suffix and a whole file."""

Damage = Callable[[bytes, Sequence[bytes], random.Random], bytes]
"""One sample and all of them become a case."""


@dataclass(frozen=True)
class Kind:
    """One kind of input.

    Attributes:
        name: as it is asked for.
        count: cases that a release is held to.
        samples: whole ones.
        damage: makes a case of a sample.
        read: reads the case in a file as envcheck does, and says in a word or two what came of it; the whole check is
            asked for as well where its second argument is true.
        refusals: errors whose text is the sentence for whoever sent it.
        most_secs: of the processor, for one case.
        most_bytes: of memory, for one case.
        part: cases that one process takes.
    """

    name: str
    count: int
    samples: Callable[[], Sequence[Sample]]
    damage: Damage
    read: Callable[[Path, bool], str]
    refusals: tuple[type[Exception], ...]
    most_secs: float = 2.0
    most_bytes: int = 200_000_000
    part: int = 10_000

    def case(self, samples: Sequence[Sample], seed: int) -> Sample:
        """The case of that number."""
        suffix, sample = samples[seed % len(samples)]
        return suffix, self.damage(sample, [other for _, other in samples], random.Random(f"{self.name} {seed}"))
