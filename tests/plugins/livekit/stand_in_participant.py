"""A stand-in of a LiveKit server, for tests: one participant in a room of `stand_in_server.py`. It imitates the
server's ends of the publisher's and the subscriber's peer connection, and its answers to `SignalRequest`; the names are
those of `livekit-protocol`, and how messages follow upon one another was learnt from LiveKit's SDKs.
"""

import asyncio
import json
import re
import secrets
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.contrib.media import MediaRelay
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import candidate_from_sdp
from livekit.api.access_token import Claims
from livekit.protocol import models, rtc

if TYPE_CHECKING:
    from stand_in_server import Room

BUNDLED = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
"""Otherwise aiortc leaves the second and later sections of a bundled offer on a transport that it throws away."""

ANSWER_SECS = 20.0


def sid(prefix: str) -> str:
    """An id as LiveKit's, such as PA_3f…"""
    return prefix + secrets.token_hex(6)


class Participant:
    """What it publishes comes in over `pub`; what it subscribes to goes out over `sub`."""

    def __init__(self, room: "Room", ws: web.WebSocketResponse, claims: Claims, takes_all: bool) -> None:
        assert claims.video
        self.room, self.ws, self.takes_all = room, ws, takes_all
        self.is_hidden = bool(claims.video.hidden)
        self.info = models.ParticipantInfo(
            sid=sid("PA_"), identity=claims.identity, name=claims.name, state=models.ParticipantInfo.ACTIVE
        )
        self.info.permission.CopyFrom(
            models.ParticipantPermission(
                can_subscribe=True, can_publish=claims.video.can_publish, can_publish_data=True, hidden=self.is_hidden
            )
        )
        if claims.kind == "agent":
            self.info.kind = models.ParticipantInfo.AGENT
        self.tracks: dict[str, tuple[MediaStreamTrack, MediaRelay]] = {}
        self.subscribed: set[str] = set()
        self._pub: RTCPeerConnection | None = None
        self._sub: RTCPeerConnection | None = None
        self._announced: dict[str, models.TrackInfo] = {}
        self._names: dict[str, str] = {}
        self._mids: dict[str, str] = {}
        self._sent: set[str] = set()
        self._channels: dict[str, RTCDataChannel] = {}
        self._negotiating = asyncio.Lock()
        self._answered: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def send(self, **message: Any) -> None:
        """Says something over the signalling channel."""
        if not self.ws.closed:
            await self.ws.send_bytes(rtc.SignalResponse(**message).SerializeToString())

    def hand(self, label: str, data: bytes) -> None:
        """Hands on data of others."""
        channel = self._channels.get(label)
        if channel and channel.readyState == "open":
            channel.send(data)

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Does something beside, until the participant leaves."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def leave(self) -> None:
        """Lets go of both connections."""
        for task in list(self._tasks):
            task.cancel()
        for peer in (self._pub, self._sub):
            if peer:
                await peer.close()

    async def take(self, asked: rtc.SignalRequest) -> bool:
        """Does what is asked; False where the participant leaves."""
        kind = asked.WhichOneof("message")
        if kind == "offer":
            await self._take_offer(asked.offer)
        elif kind == "answer" and self._sub:
            await self._sub.setRemoteDescription(RTCSessionDescription(asked.answer.sdp, "answer"))
            if self._answered and not self._answered.done():
                self._answered.set_result(None)
        elif kind == "trickle":
            await self._trickle(asked.trickle)
        elif kind == "add_track":
            await self._announce(asked.add_track)
        elif kind == "mute":
            self._mute(asked.mute)
        elif kind == "subscription":
            self._subscribe(asked.subscription)
        elif kind == "ping":
            await self.send(pong=asked.ping)
        elif kind == "ping_req":
            await self.send(pong_resp=rtc.Pong(last_ping_timestamp=asked.ping_req.timestamp))
        return bool(kind != "leave")

    async def offer(self) -> None:
        """Offers what of the others' tracks is wanted and was not offered yet.

        The first offer holds the data channels alone: libwebrtc and aiortc agree on no transport where tracks come
        with it.
        """
        async with self._negotiating:
            if first := self._sub is None:
                self._sub = RTCPeerConnection(BUNDLED)
                self._channels = {
                    "_reliable": self._sub.createDataChannel("_reliable"),
                    "_lossy": self._sub.createDataChannel("_lossy", ordered=False, maxRetransmits=0),
                }
            elif not self._add_wanted():
                return
            await self._sub.setLocalDescription(await self._sub.createOffer())
            self._answered = asyncio.get_running_loop().create_future()
            await self.send(offer=rtc.SessionDescription(type="offer", sdp=self._sub.localDescription.sdp))
            async with asyncio.timeout(ANSWER_SECS):
                await self._answered
        if first:
            await self.offer()

    def _add_wanted(self) -> bool:
        assert self._sub
        added = False
        for other in self.room.people.values():
            for name, (track, relay) in other.tracks.items() if other is not self else ():
                if name not in self._sent and (self.takes_all or name in self.subscribed):
                    added = True
                    self._sent.add(name)
                    sender = self._sub.addTrack(relay.subscribe(track, buffered=False))
                    sender._stream_id, sender._track_id = f"{other.info.sid}|{name}", name
        return added

    async def _take_offer(self, offer: rtc.SessionDescription) -> None:
        if self._pub is None:
            self._pub = RTCPeerConnection(BUNDLED)
            self._pub.on("track", self._take_track)
            self._pub.on("datachannel", lambda one: one.on("message", lambda data: self._take_data(one.label, data)))
        sending = {}
        for section in re.split(r"(?m)^(?=m=)", offer.sdp)[1:]:
            mid, msid = re.search(r"a=mid:(\S+)", section), re.search(r"a=msid:\S+ (\S+)", section)
            if mid and msid and re.search(r"a=send(recv|only)", section):
                sending[mid[1]] = msid[1]
        self._names = sending
        await self._pub.setRemoteDescription(RTCSessionDescription(offer.sdp, "offer"))
        await self._pub.setLocalDescription(await self._pub.createAnswer())
        answer = rtc.SessionDescription(type="answer", sdp=self._pub.localDescription.sdp, id=offer.id)
        await self.send(answer=answer)
        gone = {name for mid, name in self._mids.items() if mid not in sending}
        if gone:
            self._unpublish(gone)

    def _take_track(self, track: MediaStreamTrack) -> None:
        assert self._pub
        mid = next(one.mid or "" for one in self._pub.getTransceivers() if one.receiver.track is track)
        info = self._announced.pop(self._names.get(mid, track.id), None)
        if info is None:
            return
        relay = MediaRelay()
        self._mids[mid] = info.sid
        self.tracks[info.sid] = (track, relay)
        self.begin(_drain(relay.subscribe(track, buffered=False)))
        self.room.tell_of(self)
        for other in self.room.people.values():
            if other is not self:
                other.begin(other.offer())

    def _unpublish(self, names: set[str]) -> None:
        self._mids = {mid: name for mid, name in self._mids.items() if name not in names}
        left = [track for track in self.info.tracks if track.sid not in names]
        del self.info.tracks[:]
        self.info.tracks.extend(left)
        for name in names:
            self.tracks.pop(name, None)
            self.begin(self.send(track_unpublished=rtc.TrackUnpublishedResponse(track_sid=name)))
        self.room.tell_of(self)

    def _take_data(self, label: str, data: bytes) -> None:
        packet = models.DataPacket.FromString(data)
        packet.participant_identity = self.info.identity
        packet.participant_sid = self.info.sid
        self.room.pass_on(self, label, packet)

    async def _trickle(self, said: rtc.TrickleRequest) -> None:
        peer = self._sub if said.target == rtc.SUBSCRIBER else self._pub
        told = json.loads(said.candidateInit or "{}")
        if peer and told.get("candidate"):
            candidate = candidate_from_sdp(told["candidate"].removeprefix("candidate:"))
            candidate.sdpMid, candidate.sdpMLineIndex = told.get("sdpMid"), told.get("sdpMLineIndex")
            await peer.addIceCandidate(candidate)

    async def _announce(self, asked: rtc.AddTrackRequest) -> None:
        mime = "video/VP8" if asked.type == models.VIDEO else "audio/opus"
        track = models.TrackInfo(
            sid=sid("TR_"),
            type=asked.type,
            name=asked.name,
            source=asked.source,
            width=asked.width,
            height=asked.height,
            muted=asked.muted,
            mime_type=mime,
            stream="camera",
            encryption=asked.encryption,
        )
        self._announced[asked.cid] = track
        self.info.tracks.append(track)
        await self.send(track_published=rtc.TrackPublishedResponse(cid=asked.cid, track=track))

    def _mute(self, asked: rtc.MuteTrackRequest) -> None:
        for track in self.info.tracks:
            if track.sid == asked.sid:
                track.muted = asked.muted
        self.room.tell_of(self)

    def _subscribe(self, asked: rtc.UpdateSubscription) -> None:
        names = {*asked.track_sids, *(name for one in asked.participant_tracks for name in one.track_sids)}
        self.subscribed = self.subscribed | names if asked.subscribe else self.subscribed - names
        self.begin(self.offer())


async def _drain(track: MediaStreamTrack) -> None:
    """Reads a track: one that nobody reads piles up."""
    try:
        while True:
            await track.recv()
    except MediaStreamError:
        pass
