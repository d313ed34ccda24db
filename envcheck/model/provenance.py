"""Where a report comes from: when it was made, with what, and for which kind of session."""

from dataclasses import dataclass
from datetime import datetime

PRODUCT = "envcheck"


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
