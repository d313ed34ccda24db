"""The way to a client, measured while its session may end at any moment."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtp import RtpPacket

from encoded_frames import flat_key_frame
from envcheck.server.webrtc import repair, transport_stats

OWN = ("192.0.2.2", "fd00::2")


def test_the_stream_that_loses_most_is_told_of() -> None:
    """Of sound nothing is sent again, and of the picture comes twice as much."""
    before = transport_stats._Counters(0.0, ((100, 0), (200, 5)), 0)
    now = transport_stats._Counters(3.0, ((190, 10), (500, 5)), 0)
    assert now.share_lost_since(before) == 0.1


def test_packets_that_come_late_are_no_loss_less_than_none() -> None:
    before = transport_stats._Counters(0.0, ((100, 3), (0, 0)), 0)
    now = transport_stats._Counters(3.0, ((200, 1), (0, 0)), 0)
    assert now.share_lost_since(before) == 0.0


def test_what_a_client_sends_again_on_another_stream_is_part_of_the_first() -> None:
    """aiortc's own figures are those of whichever stream it saw last."""

    async def work() -> tuple[int, int]:
        transport: Any = SimpleNamespace(state="connected", _send_rtp=None)
        receiver = repair.RepairingReceiver("video", transport, lambda: None)
        plain = RTCRtpCodecParameters("video/VP8", 90_000, payloadType=96)
        again = RTCRtpCodecParameters("video/rtx", 90_000, payloadType=97, parameters={"apt": 96})
        receiver._RTCRtpReceiver__codecs.update({96: plain, 97: again})
        data = b"\x10" + flat_key_frame(64, 64)
        for number in (0, 1, 3):
            await receiver._handle_rtp_packet(RtpPacket(96, 0, number, number, 1, data), 0)
        await receiver._handle_rtp_packet(RtpPacket(97, 0, 70, 2, 9, bytes([0, 2]) + data), 0)
        counts = receiver.counts
        await receiver.stop()
        return counts

    assert asyncio.run(work()) == (4, 0)


def test_a_cancellation_that_comes_together_with_the_answer_is_no_less_one() -> None:
    """`asyncio.wait_for` of Python 3.11 gave the answer instead, and the session went on for ever."""

    async def work() -> bool:
        answered = asyncio.get_running_loop().create_future()

        async def request(*_: Any, **__: Any) -> None:
            await answered

        receiver = SimpleNamespace(remote_password="x", build_request=lambda *_, **__: None)
        pair: Any = SimpleNamespace(protocol=SimpleNamespace(receiver=receiver, request=request), remote_addr=None)

        async def measuring() -> None:
            await transport_stats._round_trip(pair, pair)
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        task = asyncio.create_task(measuring())
        for _ in range(5):
            await asyncio.sleep(0)
        answered.set_result(None)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(work())


def pair(here: str, there: str) -> Any:
    """Stands in for one of aioice's."""
    known = [SimpleNamespace(host=host) for host in OWN]
    receiver = SimpleNamespace(local_candidates=known)
    return SimpleNamespace(
        local_addr=(here, 50000), remote_addr=(there, 50001), protocol=SimpleNamespace(receiver=receiver)
    )


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("192.0.2.2", "192.0.2.2", True),
        ("127.0.0.1", "192.0.2.2", True),
        ("192.0.2.2", "127.0.0.1", True),
        ("::1", "::1", True),
        ("fd00::2", "192.0.2.2", True),
        ("192.0.2.2", "a1b2.local", False),
        ("192.0.2.2", "192.0.2.9", False),
        ("fd00::2", "fd00::9", False),
    ],
)
def test_one_machine_has_many_addresses(here: str, there: str, expected: bool) -> None:
    assert transport_stats._is_one_machine(pair(here, there)) is expected
