"""Somebody in a room of Janus who sends what a test makes, by aiortc."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiortc import MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from envcheck_janus.client import Handle, Id, Janus, connected
from envcheck_janus.settings import JanusSettings

from plugins.janus.real_janus import PIN, SECRET, RealJanus


def settings_for(server: RealJanus, **others: Any) -> JanusSettings:
    """Settings that reach a server of a test."""
    known = {"url": server.url, "rooms": "lobby-*", "token": "t" * 16, "api_secret": SECRET, "pin": PIN}
    return JanusSettings.model_validate(known | others)


@asynccontextmanager
async def publishing(server: RealJanus, room: str, *tracks: MediaStreamTrack) -> AsyncIterator[tuple[Handle, Id]]:
    """Somebody's handle and feed, as long as the block lasts."""
    peer = RTCPeerConnection(RTCConfiguration(bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    async with connected(settings_for(server)) as janus:
        try:
            yield await _published(janus, peer, room, tracks)
        finally:
            await peer.close()


async def _published(
    janus: Janus, peer: RTCPeerConnection, room: str, tracks: tuple[MediaStreamTrack, ...]
) -> tuple[Handle, Id]:
    handle = await janus.attach()
    joined, _ = await handle.ask({"request": "join", "ptype": "publisher", "room": room, "pin": PIN})
    for track in tracks:
        peer.addTrack(track)
    await peer.setLocalDescription(await peer.createOffer())
    offer = {"type": "offer", "sdp": peer.localDescription.sdp}
    _, answer = await handle.ask({"request": "publish"}, offer)
    assert answer
    await peer.setRemoteDescription(RTCSessionDescription(answer["sdp"], answer["type"]))
    return handle, joined["id"]
