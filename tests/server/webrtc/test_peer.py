import asyncio
import gc
import json
import re
from collections.abc import Callable

import aioice.ice
import numpy as np
import pytest
from aiortc import AudioStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription

from envcheck.server.logs import JsonLines
from envcheck.server.webrtc import peer as peer_module
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.receiver import Receiver
from envcheck.server.webrtc.whip.offer import UnusableOffer, parse_offer
from front_desk import offer
from rsa import certify_by_rsa
from whip_client import PictureTrack

GREY = np.full((90, 160, 3), 120, np.uint8)


async def arrived_from_a_client_that_answers_no_request(secs: float) -> tuple[int, int]:
    """Frames that had arrived after half of the time, and after all of it."""
    over, arrived = asyncio.Event(), asyncio.Event()
    peer = Peer((), arrived.set, lambda _: None, lambda _: over.set(), 1e6)
    client = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    sender = client.addTransceiver(PictureTrack(lambda _: GREY), direction="sendonly").sender
    await client.setLocalDescription(await client.createOffer())
    text = client.localDescription.sdp
    try:
        answer = await peer.answer(parse_offer(text))
        await client.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        await arrived.wait()
        ice = sender.transport.transport._connection
        ice.request_received = lambda *_: None  # type: ignore[method-assign]  # aioice has no way to fall silent
        await asyncio.sleep(secs / 2)
        half = peer.frame_counts[0]
        await asyncio.sleep(secs / 2)
        assert not over.is_set()
        return half, peer.frame_counts[0]
    finally:
        await client.close()
        await peer.close()


@pytest.mark.slow
def test_a_client_that_answers_no_binding_request_is_seen_while_it_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aioice.ice, "CONSENT_INTERVAL", 0.1)
    monkeypatch.setattr(aioice.ice, "CONSENT_FAILURES", 2)
    half, all_in_all = asyncio.run(arrived_from_a_client_that_answers_no_request(4.0))
    assert all_in_all > half


async def begun(client: RTCPeerConnection, as_sent: Callable[[str], str], *kinds: str) -> None:
    """Begins with tracks of these kinds, and waits until something has come of each."""
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def end(what: str) -> None:
        if not ended.done():
            ended.set_result(what)

    def arrived() -> None:
        counts = [track.arrived for track in (peer.audio, peer.video) if track]
        if all(counts) and len(counts) == len(kinds):
            end("arrived")

    peer = Peer((), arrived, lambda _: None, lambda _: end("over"), 1e6)
    for kind in kinds:
        client.addTransceiver(AudioStreamTrack() if kind == "audio" else PictureTrack(lambda _: GREY), "sendonly")
    await client.setLocalDescription(await client.createOffer())
    try:
        answer = await peer.answer(parse_offer(as_sent(client.localDescription.sdp)))
        await client.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        assert await asyncio.wait_for(ended, 60) == "arrived"
    finally:
        await client.close()
        await peer.close()


@pytest.mark.parametrize("role", ["actpass", "active", "passive"])
def test_a_client_with_a_certificate_of_rsa_connects_in_any_role(role: str) -> None:
    async def work() -> None:
        client = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        certify_by_rsa(client)
        await begun(client, lambda sdp: sdp.replace("a=setup:actpass", f"a=setup:{role}"), "video")

    asyncio.run(work())


TRANSPORT = r"a=(?:ice-ufrag|ice-pwd|fingerprint|setup|rtcp-mux|candidate|end-of-candidates)(?::.*)?\r\n"


def bundled_alone(sdp: str) -> str:
    """The second section leaves its transport to the first."""
    session, first, second = re.split("(?=m=)", sdp)
    return session + first + re.sub(r"m=(\w+) \d+", r"m=\1 0", re.sub(TRANSPORT, "", second)) + "a=bundle-only\r\n"


def bundled_by_the_second(sdp: str) -> str:
    """The first section leaves its transport to the second."""
    session, first, second = re.split("(?=m=)", sdp)
    return session.replace("BUNDLE 0 1", "BUNDLE 1 0") + re.sub(TRANSPORT, "", first) + second


@pytest.mark.parametrize("as_sent", [bundled_alone, bundled_by_the_second])
@pytest.mark.parametrize("kinds", [("audio", "video"), ("video", "audio")])
def test_one_section_brings_the_transport_of_all(as_sent: Callable[[str], str], kinds: tuple[str, str]) -> None:
    asyncio.run(begun(RTCPeerConnection(RTCConfiguration(iceServers=[])), as_sent, *kinds))


def test_what_is_stumbled_over_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    damaged = parse_offer(offer("video").replace("a=extmap:1 ", "a=extmap:one "))

    async def work() -> None:
        peer = Peer((), lambda: None, lambda _: None, lambda _: None, 1e6)
        with pytest.raises(UnusableOffer, match="damaged"):
            await peer.answer(damaged)
        await peer.close()

    with caplog.at_level("DEBUG", "envcheck.server.webrtc.peer"):
        asyncio.run(work())
    (record,) = caplog.records
    assert json.loads(JsonLines().format(record))["error"] == "ValueError"


def test_an_offer_of_which_nothing_is_left_is_not_blamed_on_the_network() -> None:
    sdp = "\r\n".join(
        [
            *("v=0", "a=group:BUNDLE 1", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:1", "a=rtpmap: H264/90000"),
            *("a=ice-ufrag:u", "a=ice-pwd:p", "a=fingerprint:sha-256 AB:CD", "a=setup:actpass", ""),
        ]
    )

    async def work() -> None:
        peer = Peer((), lambda: None, lambda _: None, lambda _: None, 1e6)
        with pytest.raises(UnusableOffer, match="nothing of this offer"):
            await peer.answer(parse_offer(sdp))
        await peer.close()

    asyncio.run(work())


def test_an_offer_that_is_not_taken_leaves_no_work_that_fails() -> None:
    sdp = "\r\n".join(
        [
            *("v=0", "a=group:BUNDLE v a d", "a=ice-ufrag:u", "a=ice-pwd:p", "a=fingerprint:sha-256 AB:CD"),
            *("a=setup:actpass", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:v", "a=rtcp-mux", "a=rtpmap: H264/90000"),
            *("m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=mid:a", "a=rtpmap:111 opus/48000/2"),
            *("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=mid:d", ""),
        ]
    )
    failed: list[str] = []

    async def work() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: failed.append(context["message"]))
        peer = Peer((), lambda: None, lambda _: None, lambda _: None, 1e6)
        with pytest.raises(UnusableOffer, match="damaged"):
            await peer.answer(parse_offer(sdp))
        await peer.close()
        gc.collect()

    asyncio.run(work())
    assert not failed


def test_a_fault_of_our_own_is_no_damaged_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(peer_module, "as_dtls_server", broken)

    async def work() -> None:
        client, peer = (
            RTCPeerConnection(RTCConfiguration(iceServers=[])),
            Peer((), lambda: None, lambda _: None, lambda _: None, 1e6),
        )
        client.addTransceiver(AudioStreamTrack(), "sendonly")
        await client.setLocalDescription(await client.createOffer())
        with pytest.raises(KeyError):
            await peer.answer(parse_offer(client.localDescription.sdp))
        await asyncio.gather(peer.close(), client.close())

    asyncio.run(work())


def test_a_connection_that_closes_slowly_frees_its_sockets_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer_module, "CLOSE_SECS", 0.01)
    stop = Receiver.stop

    async def slowly(receiver: Receiver) -> None:
        await asyncio.sleep(0.3)
        await stop(receiver)

    monkeypatch.setattr(Receiver, "stop", slowly)

    async def work() -> None:
        peer = Peer((), lambda: None, lambda _: None, lambda _: None, 1e6)
        await peer.answer(parse_offer(offer("video")))
        (ice,) = vars(peer._connection)["_RTCPeerConnection__iceTransports"]
        protocols = ice._connection._protocols
        await peer.close()
        assert not all(one.transport.is_closing() for one in protocols)
        for _ in range(3000):
            if all(one.transport.is_closing() for one in protocols):
                return
            await asyncio.sleep(0.02)
        raise AssertionError("its sockets are open")

    asyncio.run(work())
