"""A WHIP client by aiortc that sends what a test makes, and keeps what it is told."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any, Self

import av
import httpx
import numpy as np
from aiortc import (
    AudioStreamTrack,
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
    VideoStreamTrack,
)
from numpy.typing import NDArray

from envcheck.server.webrtc.transport_stats import TransportStats
from envcheck.server.webrtc.whip import link

SDP = {"Content-Type": "application/sdp"}
EVENTS = "urn:envcheck:events"

Pictures = Callable[[float], NDArray[np.uint8]]
"""From seconds to a BGR picture."""

Sounds = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""From seconds, one for each sample, to samples between -1 and 1."""


class PictureTrack(VideoStreamTrack):
    """Sends pictures, 30 a second."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures

    async def recv(self) -> av.VideoFrame:
        pts, base = await self.next_timestamp()
        frame = av.VideoFrame.from_ndarray(self._pictures(float(pts * base)), format="bgr24")
        frame.pts, frame.time_base = pts, base
        return frame


class SoundTrack(AudioStreamTrack):
    """Sends mono sound, 20 ms a frame."""

    def __init__(self, sounds: Sounds) -> None:
        super().__init__()
        self._sounds = sounds

    async def recv(self) -> av.AudioFrame:
        silent = await super().recv()
        assert isinstance(silent, av.AudioFrame)
        times = (silent.pts or 0) * float(silent.time_base or 0) + np.arange(silent.samples) / silent.sample_rate
        samples = np.clip(self._sounds(times) * 32767, -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = silent.sample_rate, silent.pts, silent.time_base
        return frame


class Client:
    """One session.

    Args:
        url: of the WHIP endpoint.
        tracks: what is sent.
        token: bearer token, if one is needed.
        channel: also listen by the data channel.
        configuration: of the peer connection; by default no server is asked for candidates.
    """

    def __init__(
        self,
        url: str,
        *tracks: MediaStreamTrack,
        token: str = "",
        channel: bool = False,
        configuration: RTCConfiguration | None = None,
    ) -> None:
        self.told: list[dict[str, Any]] = []
        self.told_at: list[float] = []
        self.channel_told: list[dict[str, Any]] = []
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.AsyncClient(headers=headers, timeout=60, verify=False)
        self.peer = RTCPeerConnection(configuration or RTCConfiguration(iceServers=[]))
        self.session, self.etag, self.events = "", "", ""
        self.asked_at = 0.0
        self._url = url
        self._tracks = tracks
        self._listening: asyncio.Task[None] | None = None
        self.channel = self.peer.createDataChannel("envcheck") if channel else None
        if self.channel:
            self.channel.on("message", lambda message: self.channel_told.append(json.loads(message)))

    async def __aenter__(self) -> Self:
        """To be left, however the block ends."""
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    def outlast_consent(self) -> None:
        """Goes on sending though answers to its binding requests come late, as they do from a busy machine.

        After half a minute of such answers aioice gives up.
        """
        self.peer.on("connectionstatechange", TransportStats(self.peer, 0).outlast_consent)

    async def offer(self) -> str:
        """The offer's SDP."""
        for track in self._tracks:
            self.peer.addTransceiver(track, direction="sendonly")
        await self.peer.setLocalDescription(await self.peer.createOffer())
        return self.peer.localDescription.sdp

    def taken(self, answer: str) -> str:
        """The answer's SDP, as it is to be understood."""
        return answer

    async def begin(self, query: str = "") -> httpx.Response:
        """Posts the offer, and listens to the events where it was taken."""
        offer = await self.offer()
        self.asked_at = time.monotonic()
        answer = await self.http.post(self._url + query, content=offer, headers=SDP)
        if answer.status_code == 201:
            await self.peer.setRemoteDescription(RTCSessionDescription(self.taken(answer.text), "answer"))
            self.session = str(httpx.URL(self._url).join(answer.headers["Location"]))
            self.etag = answer.headers["ETag"]
            links = link.parse_links(answer.headers.get_list("Link"))
            self.events = str(httpx.URL(self._url).join(next(one.target for one in links if one.rel == EVENTS)))
            self._listening = asyncio.create_task(self._listen())
        return answer

    async def until(self, fits: Callable[[dict[str, Any]], bool], secs: float = 60.0) -> dict[str, Any]:
        """The first message, already told or still to come, that fits."""
        end = time.monotonic() + secs
        while time.monotonic() < end:
            for message in self.told:
                if fits(message):
                    return message
            await asyncio.sleep(0.02)
        raise AssertionError(f"not told within {secs} s; told was {[_short(one) for one in self.told]}")

    async def end(self) -> None:
        """Deletes the session, and hears the last of it."""
        if self.session:
            await self.http.delete(self.session)
        if self._listening:
            await asyncio.wait([self._listening], timeout=60)
        await self.leave()

    async def leave(self) -> None:
        """Goes away without a word."""
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await self.peer.close()
        await self.http.aclose()

    async def _listen(self) -> None:
        async with self.http.stream("GET", self.events, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    self.told.append(json.loads(line[6:]))
                    self.told_at.append(time.monotonic())


def _short(message: dict[str, Any]) -> str:
    return " ".join(str(message.get(key, "")) for key in ("type", "state", "code", "verdict")).strip()
