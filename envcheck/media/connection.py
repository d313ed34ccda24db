"""How a stream travels, as its receiver measures it."""

from dataclasses import dataclass
from enum import StrEnum


class Limitation(StrEnum):
    """What keeps a sender from sending as much as it means to; W3C webrtc-stats, `RTCQualityLimitationReason`."""

    CPU = "cpu"
    BANDWIDTH = "bandwidth"


@dataclass(frozen=True, slots=True)
class Connection:
    """The last seconds of a connection.

    Attributes:
        lost: share (0 to 1) of the packets that never came, of sound or picture, whichever lost more; what is sent
            again in time has come.
        round_trip: seconds from here to the sender and back, None where nothing could measure it.
        kbits: kilobits of picture and sound that came in each second.
        asked_kbits: what the sender was allowed, in the same unit.
        loopback: both ends are on one machine, so that it says nothing about a connection.
    """

    lost: float
    round_trip: float | None
    kbits: float
    asked_kbits: float
    loopback: bool = False
