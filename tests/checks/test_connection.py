"""What a connection is told for, and what says nothing of it."""

import pytest

from builders import over, scene
from envcheck.checks.base import Check
from envcheck.checks.connection.long_delay import LongDelay
from envcheck.checks.connection.lost_packets import LostPackets
from envcheck.checks.connection.thin_connection import ThinConnection
from envcheck.media.connection import Limitation
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.scene import Scene

ALL = (LostPackets(), LongDelay(), ThinConnection())


def test_each_measures_its_own() -> None:
    there = over(lost=0.02, round_trip=0.4, kbits=90.0)
    assert [check.observe(there).value for check in ALL] == [0.02, 0.4, 90.0]


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.code)
@pytest.mark.parametrize("where", [over(loopback=True), scene()], ids=["one machine", "none"])
def test_without_a_connection_there_is_nothing_to_tell(check: Check, where: Scene) -> None:
    with pytest.raises(FacetUnavailable) as caught:
        check.observe(where)
    assert caught.value.not_applicable


def test_a_still_picture_needs_few_bits() -> None:
    with pytest.raises(FacetUnavailable, match="the picture stands still"):
        ThinConnection().observe(over(kbits=12.0, unchanged_secs=3.0))


def test_no_connection_is_blamed_for_a_busy_computer() -> None:
    with pytest.raises(FacetUnavailable, match="the computer is too busy to send more"):
        ThinConnection().observe(over(kbits=90.0, limitation=Limitation.CPU))
    assert ThinConnection().observe(over(kbits=90.0, limitation=Limitation.BANDWIDTH)).value == 90.0


def test_a_delay_nobody_measured_is_none() -> None:
    with pytest.raises(FacetUnavailable, match="the delay was not measured") as caught:
        LongDelay().observe(over(round_trip=None))
    assert caught.value.not_applicable
