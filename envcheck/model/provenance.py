"""Where a report comes from: when it was made, with what, and for which kind of session."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.metadata import version
from typing import Self

PRODUCT = "envcheck"

DISTRIBUTION = "telehealth-envcheck"
"""What it is installed as; the module and the command are called envcheck."""


@cache
def product_version() -> str:
    """The version that is installed."""
    return version(DISTRIBUTION)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report says of itself.

    Attributes:
        at: when the input was looked at, or a session began, with the zone that its reader lives by.
        version: of envcheck.
        profile: name of the profile that applied, such as `individual`.
        keeps_picture: a picture of it is kept, because somebody asked for one.

    Raises:
        ValueError: `at` has no zone, so that nobody could tell when that was.
    """

    at: datetime
    version: str
    profile: str
    keeps_picture: bool = False

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("the date of a report needs a zone")

    def in_zone(self, minutes: int) -> Self:
        """The same for a reader who lives so many minutes before UTC, or behind it.

        Raises:
            ValueError: as many minutes as a day has, or more.
        """
        return replace(self, at=self.at.astimezone(timezone(timedelta(minutes=minutes))))
