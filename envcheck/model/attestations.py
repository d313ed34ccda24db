"""What no camera and no microphone can see: asked at the end, ticked by hand, and no part of any verdict."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from envcheck.model.findings import Serves
from envcheck.model.words import N_


@dataclass(frozen=True, slots=True)
class Attestation:
    """One thing to look after before a session.

    Attributes:
        name: what is asked for in kebab case.
        text: what is so once it is ticked, in English, true of whoever reads it.
        serves: what it protects for the client.
    """

    name: str
    text: str
    serves: Serves


ATTESTATIONS = (
    Attestation("door-closed", N_("The door is closed."), Serves.CONFIDENTIALITY),
    Attestation("headphones-on", N_("Headphones are on."), Serves.CONFIDENTIALITY),
    Attestation("nobody-in-earshot", N_("Nobody else is in earshot."), Serves.CONFIDENTIALITY),
    Attestation("assistants-off", N_("Smart speakers and voice assistants are off."), Serves.CONFIDENTIALITY),
    Attestation("session-locked", N_("The waiting room is on, or the session is locked."), Serves.CONFIDENTIALITY),
    Attestation("notifications-off", N_("Notifications are turned off."), Serves.PRESENCE),
    Attestation("papers-away", N_("Client papers are put away."), Serves.CONFIDENTIALITY),
    Attestation(
        "client-located",
        N_("You know where your client is today, and have a number to call back."),
        Serves.RELIABILITY,
    ),
    Attestation("contact-at-hand", N_("An emergency contact is at hand."), Serves.RELIABILITY),
    Attestation("line-drop-agreed", N_("It is agreed what happens if the line drops."), Serves.RELIABILITY),
)

NAMES = tuple(attestation.name for attestation in ATTESTATIONS)

OF_GROUPS = "session-locked"
"""Asked of whoever leads a group: between two people nobody else is let in."""

Answers = tuple[tuple[Attestation, bool], ...]
"""What is asked, and whether it was confirmed."""


def answers_to(asked: Iterable[str], confirmed: Collection[str]) -> Answers:
    """What is asked, in its own order, with those ticked whose names are in `confirmed`."""
    wanted = set(asked)
    return tuple((one, one.name in confirmed) for one in ATTESTATIONS if one.name in wanted)
