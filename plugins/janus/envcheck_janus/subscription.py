"""One feed of a room as something to look at."""

import asyncio
from collections.abc import Sequence
from typing import Self

from aiortc import MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCIceServer, RTCSessionDescription

from envcheck.server.webrtc import AudioTrack, Connection, VideoTrack
from envcheck.watch import End
from envcheck_janus.client import Handle, Id, Json

READABLE = ("vp8", "h264")


class UnreadablePicture(Exception):
    """The room sends its pictures by a codec that is not decoded here."""


class Subscription:
    """The first camera and the first microphone of one feed (`envcheck.watch.Incoming`).

    Args:
        ice_servers: STUN servers, as links.
        largest: pixels of a frame that is decoded.
        expects_video: the feed has a camera.

    Attributes:
        over: why it ended, once its connection has.
    """

    def __init__(self, ice_servers: Sequence[str], largest: float, expects_video: bool) -> None:
        self.video: VideoTrack | None = None
        self.audio: AudioTrack | None = None
        self.expects_video = expects_video
        self.over: asyncio.Future[End] = asyncio.get_running_loop().create_future()
        self._draining: set[asyncio.Task[None]] = set()
        servers = [RTCIceServer(urls=link) for link in ice_servers]
        configuration = RTCConfiguration(iceServers=servers, bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        self._connection = Connection(configuration, largest, lambda: self._end("oversized"), lambda: None)
        self._connection.on("track", self._on_track)
        self._connection.on("connectionstatechange", self._on_state)

    @classmethod
    async def begin(
        cls, handle: Handle, room: Id, feed: Id, pin: str, ice_servers: Sequence[str], largest: float
    ) -> Self:
        """Subscribes to a feed.

        Raises:
            JanusAway: Janus has gone.
            Refused: the room or the feed is not there, or the PIN is wrong.
            UnreadablePicture: nothing decodes its pictures here.
        """
        body = {"request": "join", "ptype": "subscriber", "room": room, "streams": [{"feed": feed}]}
        joined, offer = await handle.ask({**body, "autoupdate": False, **({"pin": pin} if pin else {})})
        codecs = [stream.get("codec") for stream in joined.get("streams", []) if stream.get("type") == "video"]
        if (codecs and codecs[0] not in READABLE) or offer is None:
            raise UnreadablePicture
        subscription = cls(ice_servers, largest, bool(codecs))
        try:
            answer = await subscription._answer(offer)
            await handle.ask({"request": "start", "room": room}, answer)
        except BaseException:
            await subscription.close()
            raise
        return subscription

    @property
    def frame_counts(self) -> tuple[int, int]:
        """Frames that arrived, and those of them that nobody looked at."""
        skipped = self._connection.skipped
        return (self.video.arrived + skipped, self.video.dropped + skipped) if self.video else (0, 0)

    async def measure(self) -> None:
        """Nothing: the way from the server to here is not the person's."""

    async def close(self) -> None:
        """Ends the connection and frees all it holds."""
        self._connection.remove_all_listeners()
        await self._connection.close()
        for task in self._draining:
            task.cancel()
        await asyncio.gather(*self._draining, return_exceptions=True)

    async def _answer(self, offer: Json) -> Json:
        """The answer to Janus' offer: of each kind the first is received, such as no shared screen beside a camera."""
        await self._connection.setRemoteDescription(RTCSessionDescription(offer["sdp"], offer["type"]))
        kinds = set()
        for transceiver in self._connection.getTransceivers():
            transceiver.direction = "inactive" if transceiver.kind in kinds else "recvonly"
            kinds.add(transceiver.kind)
        await self._connection.setLocalDescription(await self._connection.createAnswer())
        made = self._connection.localDescription
        return {"type": made.type, "sdp": made.sdp}

    def _on_track(self, track: MediaStreamTrack) -> None:
        if track.kind == "video" and self.video is None:
            self.video = VideoTrack(track)
            drain = self.video.drain()
        elif track.kind == "audio" and self.audio is None:
            self.audio = AudioTrack(track)
            drain = self.audio.drain()
        else:
            return
        self._draining.add(asyncio.create_task(drain))

    def _on_state(self) -> None:
        if self._connection.connectionState == "failed":
            self._end("failed")
        elif self._connection.connectionState == "closed":
            self._end("closed")

    def _end(self, reason: End) -> None:
        if not self.over.done():
            self.over.set_result(reason)
