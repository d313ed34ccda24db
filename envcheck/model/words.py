"""The words a therapist reads, written in English where they are used and translated only in a report."""

from dataclasses import dataclass


def N_(text: str) -> str:
    """Marks a text for translation without translating it (the gettext convention)."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """What a finding says.

    Attributes:
        message: what is seen, as a fact about the picture, never about the person.
        why: what it means for the client.
        advice: one thing to do.
    """

    message: str
    why: str
    advice: str
