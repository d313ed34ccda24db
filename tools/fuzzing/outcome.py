"""What one case came to, and what is a fault: in words, time and memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from envcheck.model.plain_text import plain
from fuzzing.kind import Kind

READ, TOLD = "read", "told"
"""How what came of a case begins where it was taken, and where it was refused in a sentence."""

LONGEST_SENTENCE = 1100
"""Characters; a sentence names a file, and may list all that is known."""


@dataclass(frozen=True)
class Outcome:
    """What one case came to.

    Attributes:
        seed: its number.
        told: what came of it, in one line.
        secs: of the processor.
        memory: bytes beyond what was taken before.
    """

    seed: int
    told: str
    secs: float = 0.0
    memory: int = 0

    def is_fault(self, kind: Kind) -> bool:
        """True for anything but a case that was read or refused, in bounded time and memory."""
        fits = self.secs <= kind.most_secs and self.memory <= kind.most_bytes
        return not (fits and self.told.startswith((READ, TOLD)))

    def line(self) -> str:
        """As a process of cases writes it."""
        return f"{self.seed} {self.secs:.3f} {self.memory} {self.told}"

    @staticmethod
    def of_line(line: str) -> "Outcome":
        """The same read back."""
        seed, secs, memory, told = line.split(" ", 3)
        return Outcome(int(seed), told, float(secs), int(memory))


def told(sentence: str) -> str:
    """What is told of a refusal: its sentence, or what keeps it from being one."""
    lacks = _lacks(sentence)
    return f"no sentence ({lacks}): {sentence!r:.300}" if lacks else f"{TOLD} {sentence}"


def _lacks(sentence: str) -> str:
    if plain(sentence) != sentence:
        return "it has line ends or other controls"
    if len(sentence) > LONGEST_SENTENCE:
        return f"{len(sentence)} characters"
    return "" if sentence.rstrip("\"'”»)").endswith((".", "?", "!")) else "it has no end"


def summary(kind: Kind, outcomes: Sequence[Outcome]) -> str:
    """All outcomes of a kind in one line."""
    counted = {word: sum(one.told.startswith(word) for one in outcomes) for word in (READ, TOLD)}
    slowest, largest = (max(outcomes, key=lambda one: one.secs), max(outcomes, key=lambda one: one.memory))
    return (
        f"{kind.name:<10} {len(outcomes):>7} cases  {counted[READ]:>6} read  {counted[TOLD]:>6} refused  "
        f"{sum(one.is_fault(kind) for one in outcomes):>3} faults  "
        f"slowest {slowest.secs:.2f} s (case {slowest.seed})  "
        f"largest {largest.memory / 1e6:.0f} MB (case {largest.seed})"
    )
