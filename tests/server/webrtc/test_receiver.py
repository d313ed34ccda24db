"""What stands between the network and a decoder: bounded, and never waited for by the event loop."""

import asyncio
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpReceiver, RTCSessionDescription, rtcrtpreceiver
from aiortc.rtp import RTCP_PSFB_PLI, RtcpPsfbPacket, RtcpRtpfbPacket, RtpPacket, is_rtcp

from encoded_frames import EncodedTrack, announcing, flat_key_frame
from envcheck.server.webrtc import receiver, repair
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.receiver import MOST_BYTES, MOST_FRAMES, Backlog, Receiver
from envcheck.server.webrtc.whip.offer import parse_offer
from whip_client import PictureTrack

WAIT_SECS = 30.0
KEY, DELTA = flat_key_frame(64, 64), b"\x01" * 20
GREY = np.full((90, 160, 3), 120, np.uint8)


def vp8(data: bytes) -> Any:
    return SimpleNamespace(name="VP8"), SimpleNamespace(data=data)


class Watched:
    """A backlog, and what it called for; its clock stands still."""

    def __init__(self) -> None:
        self.oversized = self.lacking = 0
        self.now = 100.0
        self.backlog = Backlog(1e6, self._too_large, self._ask, clock=lambda: self.now)

    def put(self, *frames: bytes) -> None:
        for data in frames:
            self.backlog.put(vp8(data))

    def waiting(self) -> list[bytes]:
        """All that is given to a decoder."""
        tasks = [self.backlog.get() for _ in range(len(self.backlog._waiting))]
        return [task[1].data for task in tasks if task]

    def _too_large(self) -> None:
        self.oversized += 1

    def _ask(self) -> None:
        self.lacking += 1


def test_what_a_decoder_cannot_take_in_time_is_dropped_until_the_next_key_frame() -> None:
    one = Watched()
    one.put(KEY, *[DELTA] * (MOST_FRAMES + 100))
    assert len(one.waiting()) == MOST_FRAMES
    one.put(DELTA)
    assert one.waiting() == [], "it builds on frames that are gone"
    one.put(KEY, DELTA)
    assert one.waiting() == [KEY, DELTA]
    assert (one.backlog.dropped, one.lacking, one.oversized) == (102, 1, 0)


def test_a_key_frame_makes_all_that_waits_needless_where_too_much_does() -> None:
    one = Watched()
    one.put(*[KEY] * MOST_FRAMES, KEY, DELTA)
    assert one.waiting() == [KEY, DELTA]
    assert (one.backlog.dropped, one.lacking) == (MOST_FRAMES, 0)


def test_a_key_frame_is_asked_for_again_but_not_with_every_frame() -> None:
    one = Watched()
    one.put(*[DELTA] * (MOST_FRAMES + 10))
    one.now += receiver.ASK_SECS
    one.put(*[DELTA] * 10)
    assert one.lacking == 2


def test_no_more_bytes_wait_than_a_camera_ever_sends_at_once() -> None:
    one = Watched()
    one.put(KEY, KEY + bytes(MOST_BYTES), DELTA + bytes(MOST_BYTES // 2), DELTA + bytes(MOST_BYTES // 2))
    assert sum(map(len, one.waiting())) <= MOST_BYTES


def test_a_decoder_is_never_far_ahead_of_the_loop_that_takes_what_it_decodes() -> None:
    posted: list[Callable[[], object]] = []
    given: list[Any] = []
    backlog = Backlog(1e6, lambda: None, lambda: None, posted.append, most_ahead=3)
    decoder = threading.Thread(target=lambda: given.extend(iter(backlog.get, None)))
    decoder.start()
    for _ in range(MOST_FRAMES):
        backlog.put(vp8(KEY))
    deadline = time.monotonic() + WAIT_SECS
    while len(backlog._waiting) > MOST_FRAMES - 3 and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(0.05)  # a decoder that does not wait would have taken them all by now
    assert len(backlog._waiting) == MOST_FRAMES - 3
    for _ in range(2):
        posted.pop()()
    while len(backlog._waiting) > MOST_FRAMES - 5 and time.monotonic() < deadline:
        time.sleep(0.001)
    assert len(backlog._waiting) == MOST_FRAMES - 5
    backlog.put(None)  # for the end nothing is waited for
    decoder.join(WAIT_SECS)
    assert len(given) == 5


def test_the_end_waits_for_nothing_that_came_before_it() -> None:
    one = Watched()
    one.put(KEY, DELTA)
    one.backlog.put(None)
    assert one.backlog.get() is None
    assert one.backlog.dropped == 2


def test_a_frame_that_is_too_large_is_told_once_and_no_decoder_sees_it() -> None:
    one = Watched()
    given: list[Any] = []
    one.put(announcing(1000, 1000), announcing(1001, 1000), KEY, announcing(8192, 8192), DELTA)
    decoder = threading.Thread(target=lambda: given.extend(iter(one.backlog.get, None)))
    decoder.start()
    while one.backlog._waiting:
        time.sleep(0.001)
    one.backlog.put(None)
    decoder.join(WAIT_SECS)
    assert [task[1].data for task in given] == [announcing(1000, 1000)]
    assert (one.oversized, one.backlog.dropped) == (1, 4)


def test_a_frame_whose_header_is_damaged_is_passed_by_and_another_asked_for() -> None:
    one = Watched()
    one.put(b"\x10broken", KEY)
    assert one.backlog.get() == vp8(KEY)
    assert one.lacking == 1


def test_sources_without_end_are_not_remembered() -> None:
    async def work() -> None:
        table = dict.fromkeys(range(1000))
        transport: Any = SimpleNamespace(state="new", _rtp_router=SimpleNamespace(ssrc_table=table))
        one = Receiver("video", transport, 1e6, lambda: None)
        for ssrc in range(1000):
            await one._handle_rtp_packet(RtpPacket(payload_type=96, ssrc=ssrc), 0)
        assert len(vars(one)["_RTCRtpReceiver__active_ssrc"]) == receiver.MOST_SOURCES
        assert len(table) == receiver.MOST_SOURCES

    asyncio.run(work())


async def sending(peer: Peer, track: Any) -> RTCPeerConnection:
    """A client that sends the track to the peer."""
    client = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    client.addTransceiver(track, direction="sendonly")
    await client.setLocalDescription(await client.createOffer())
    answer = await peer.answer(parse_offer(client.localDescription.sdp))
    await client.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    return client


async def until(true: Callable[[], object]) -> None:
    """Waits until it is."""
    async with asyncio.timeout(WAIT_SECS):
        while not true():  # noqa: ASYNC110  # what is waited for knows no event
            await asyncio.sleep(0.01)


def test_a_peer_that_is_sent_too_large_a_picture_says_so_and_decodes_none() -> None:
    async def work() -> None:
        reasons: list[str] = []
        peer = Peer((), lambda: None, lambda _: None, reasons.append, 1e6)
        client = await sending(peer, EncodedTrack(announcing(8192, 8192), 30))
        await until(lambda: reasons and peer.frame_counts[0] > 2)
        await client.close()
        await peer.close()
        assert reasons[0] == "oversized"
        assert peer.video
        assert peer.video.arrived == 0
        assert peer.frame_counts[0] == peer.frame_counts[1]

    asyncio.run(work())


def test_a_decoder_that_does_not_stop_is_left_and_nothing_stands_still(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(receiver, "JOIN_SECS", 0.3)
    at_work, free = threading.Event(), threading.Event()

    def decode(_: Any) -> list[Any]:
        at_work.set()
        free.wait(WAIT_SECS)
        return []

    monkeypatch.setattr(rtcrtpreceiver, "get_decoder", lambda codec: SimpleNamespace(decode=decode))

    async def work() -> int:
        peer = Peer((), lambda: None, lambda _: None, lambda reason: None, 1e6)
        client = await sending(peer, PictureTrack(lambda _: GREY))
        await until(at_work.is_set)
        closing, beats = asyncio.create_task(peer.close()), 0
        while not closing.done():
            await asyncio.sleep(0.01)
            beats += 1
        free.set()
        await until(lambda: not any(one.name == "video-decoder" for one in threading.enumerate()))
        await client.close()
        return beats

    assert asyncio.run(work()) > 3, "the event loop went on"
    assert "a decoder did not stop" in [record.getMessage() for record in caplog.records]


def test_reports_that_cannot_be_written_keep_no_receiver_from_its_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As with time stamps that leap back and forth: the jitter of them is more than 32 bits hold."""

    async def broken(self: Any) -> None:
        self._RTCRtpReceiver__rtcp_started.set()
        raise OverflowError

    monkeypatch.setattr(RTCRtpReceiver, "_run_rtcp", broken)

    async def work() -> None:
        arrived = asyncio.Event()
        peer = Peer((), arrived.set, lambda _: None, lambda reason: None, 1e6)
        client = await sending(peer, PictureTrack(lambda _: GREY))
        async with asyncio.timeout(WAIT_SECS):
            await arrived.wait()
            await peer._connection.close()
        await client.close()
        await peer.close()

    asyncio.run(work())
    assert "receiver reports failed" in [record.getMessage() for record in caplog.records]


def test_arrival_is_told_by_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """aiortc steps through each millisecond by which the wall clock was set forward, in the event loop."""
    told: list[int] = []

    async def handled(self: Any, packet: Any, arrival_time_ms: int) -> None:
        told.append(arrival_time_ms)

    monkeypatch.setattr(RTCRtpReceiver, "_handle_rtp_packet", handled)

    async def work() -> None:
        transport = SimpleNamespace(state="new")
        one = Receiver("video", transport, 1e6, lambda: None)
        for at in (0, 30 * 86_400_000):
            await one._handle_rtp_packet(RtpPacket(), arrival_time_ms=at)

    asyncio.run(work())
    assert 0 <= told[1] - told[0] < WAIT_SECS * 1000


def test_what_cannot_be_decoded_has_arrived_all_the_same() -> None:
    async def work() -> None:
        arrived = asyncio.Event()
        peer = Peer((), arrived.set, lambda _: None, lambda reason: None, 1e6)
        client = await sending(peer, EncodedTrack(DELTA, 30))
        async with asyncio.timeout(WAIT_SECS):
            await arrived.wait()
        assert peer.video
        assert peer.video.arrived == 0
        await client.close()
        await peer.close()

    asyncio.run(work())


class Lossy:
    """A client's way that loses one packet of its picture, and answers no request to send it again."""

    def __init__(self, client: RTCPeerConnection, lost: int) -> None:
        sender: Any = client.getSenders()[0]
        self.asked: list[str] = []
        self._sent, self._lost = 0, lost
        self._send, sender.transport._send_rtp = sender.transport._send_rtp, self._send_rtp
        self._answer, sender._handle_rtcp_packet = sender._handle_rtcp_packet, self._hear

    async def _send_rtp(self, data: bytes) -> None:
        self._sent += not is_rtcp(data)
        if is_rtcp(data) or self._sent != self._lost:
            await self._send(data)

    async def _hear(self, packet: Any) -> None:
        if isinstance(packet, RtcpRtpfbPacket):
            self.asked.append("packet")
        else:
            self.asked += ["key frame"] * (isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI)
            await self._answer(packet)


def test_one_lost_packet_is_asked_for_again_and_a_key_frame_ends_the_wait_for_it() -> None:
    async def work() -> None:
        peer = Peer((), lambda: None, lambda _: None, lambda reason: None, 1e6)
        client = await sending(peer, PictureTrack(lambda at: np.roll(GREY, int(at * 30))))
        way = Lossy(client, lost=20)
        await until(lambda: "key frame" in way.asked)
        assert peer.video
        stopped = peer.video.arrived
        assert stopped < 20
        assert way.asked.count("packet") > 1
        await until(lambda: peer.video and peer.video.arrived > stopped + 5)
        assert way.asked.count("key frame") == 1
        await client.close()
        await peer.close()

    asyncio.run(work())


def test_a_loop_that_is_late_asks_no_sender_for_less_than_a_picture_needs() -> None:
    estimator, told = repair.BitrateEstimator(), []
    for number in range(3000):
        sent, late = number * 5, number * 15  # milliseconds: each packet waits longer than the one before
        remb = estimator.add(
            arrival_time_ms=late, abs_send_time=int(sent * 2**18 / 1000) % 2**24, payload_size=20, ssrc=1
        )
        told += [remb[0]] if remb else []
    assert told
    assert min(told) == repair.LEAST_BITRATE
