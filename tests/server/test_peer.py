import asyncio

import aioice.ice
import numpy as np
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription

from envcheck.server.peer import Peer
from envcheck.server.whip.offer import parsed
from rsa import certify_by_rsa
from whip_client import PictureTrack

GREY = np.full((90, 160, 3), 120, np.uint8)


async def arrived_from_a_client_that_answers_no_request(secs: float) -> tuple[int, int]:
    """Frames that had arrived after half of the time, and after all of it."""
    over, arrived = asyncio.Event(), asyncio.Event()
    peer = Peer((), arrived.set, lambda _: None, over.set)
    client = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    sender = client.addTransceiver(PictureTrack(lambda _: GREY), direction="sendonly").sender
    await client.setLocalDescription(await client.createOffer())
    offer = client.localDescription.sdp
    try:
        answer = await peer.answer(offer, parsed(offer))
        await client.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        await arrived.wait()
        ice = sender.transport.transport._connection
        ice.request_received = lambda *_: None  # type: ignore[method-assign]  # aioice has no way to fall silent
        await asyncio.sleep(secs / 2)
        half = peer.counted[0]
        await asyncio.sleep(secs / 2)
        assert not over.is_set()
        return half, peer.counted[0]
    finally:
        await client.close()
        await peer.close()


def test_a_client_that_answers_no_binding_request_is_seen_while_it_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aioice.ice, "CONSENT_INTERVAL", 0.1)
    monkeypatch.setattr(aioice.ice, "CONSENT_FAILURES", 2)
    half, all_in_all = asyncio.run(arrived_from_a_client_that_answers_no_request(4.0))
    assert all_in_all > half


async def arrived_from_a_client_with_rsa(role: str) -> None:
    """Begins, and waits for the first frame."""
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def end(what: str) -> None:
        if not ended.done():
            ended.set_result(what)

    peer = Peer((), lambda: end("arrived"), lambda _: None, lambda: end("over"))
    client = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    certify_by_rsa(client)
    client.addTransceiver(PictureTrack(lambda _: GREY), direction="sendonly")
    await client.setLocalDescription(await client.createOffer())
    offer = client.localDescription.sdp.replace("a=setup:actpass", f"a=setup:{role}")
    try:
        answer = await peer.answer(offer, parsed(offer))
        await client.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        assert await asyncio.wait_for(ended, 60) == "arrived"
    finally:
        await client.close()
        await peer.close()


@pytest.mark.parametrize("role", ["actpass", "active", "passive"])
def test_a_client_with_a_certificate_of_rsa_connects_in_any_role(role: str) -> None:
    asyncio.run(arrived_from_a_client_with_rsa(role))
