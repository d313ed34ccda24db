"""What WebRTC clients send: offers as several of them write them, fragments with candidates, and messages.

Each offer that is taken is answered by a whole peer connection, whose sockets are bound to the loopback address alone:
nothing of it leaves this machine.
"""

import asyncio
import gc
import json
import os
from collections.abc import AsyncIterator, Coroutine
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aioice.ice

from envcheck.model.errors import EnvcheckError
from envcheck.server.body import text_of
from envcheck.server.commands import handle_command
from envcheck.server.problem import Problem
from envcheck.server.webrtc.peer import NoNetwork, NoPort, Peer
from envcheck.server.webrtc.whip import fragment, offer
from envcheck.server.webrtc.whip.etag import match_etag
from envcheck.server_settings import ServerSettings
from fuzzing.kind import Kind, Sample
from fuzzing.texts import TextDamage

LIMITS = ServerSettings()

SETTLING_SECS = (0.0, 0.0, 0.0, 0.001, 0.01, 0.1, 1.0, 5.0)
"""How long one waits for what ends by itself, again and again."""

FINGERPRINT = "a=fingerprint:sha-256 " + ":".join(f"{number:02X}" for number in range(32))
ICE = ("a=ice-ufrag:fuzz", "a=ice-pwd:fuzzfuzzfuzzfuzzfuzzfuzz")
TRANSPORT = (*ICE, FINGERPRINT, "a=setup:actpass")
CANDIDATES = (
    "a=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host generation 0 ufrag fuzz network-id 1",
    "a=candidate:2 1 udp 1694498815 ::1 50001 typ srflx raddr 0.0.0.0 rport 0",
    "a=candidate:3 1 tcp 1518280447 127.0.0.1 9 typ host tcptype active",
    "a=candidate:4 1 udp 2130706431 3f1b8a2c-0000-4000-8000-000000000000.local 50002 typ host",
)

WORDS = (
    *("sendonly", "recvonly", "inactive", "sendrecv", "actpass", "active", "passive", "BUNDLE", "0", "1", "video"),
    *(
        "audio",
        "application",
        "VP8/90000",
        "H264/90000",
        "opus/48000/2",
        "rtx/90000",
        "red/48000/2",
        "sha-256",
        "sha-1",
    ),
    *(
        "a=mid:0",
        "a=bundle-only",
        "a=rtcp-mux",
        "a=ice-lite",
        "a=ice-options:trickle",
        "a=rid:h send",
        "a=setup:holdconn",
    ),
    *("a=simulcast:send h;l", "a=ssrc-group:FID 1 2", "a=end-of-candidates", "a=group:BUNDLE 0 1 2", "m=video 9 X 96"),
    *(
        "a=fmtp:96 apt=96",
        "a=crypto:1 X",
        "a=extmap:1 urn:x",
        "b=AS:0",
        "profile-level-id=640c1f",
        "typ",
        "relay",
        "::1",
    ),
    *("a=sctp-port:5000", "a=max-message-size:0", "a=rtcp:9 IN IP4 0.0.0.0", "a=msid:- -", "224.0.0.1", "fe80::1%eth0"),
)


def _session(*lines: str) -> list[str]:
    return ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", *lines]


def _audio(mid: str, *lines: str) -> list[str]:
    formats = ["a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1", "a=rtpmap:0 PCMU/8000"]
    head = ["m=audio 9 UDP/TLS/RTP/SAVPF 111 0", "c=IN IP4 0.0.0.0", f"a=mid:{mid}", "a=sendonly", "a=rtcp-mux"]
    return [*head, "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid", *formats, "a=ssrc:11 cname:c", *lines]


def _video(mid: str, *lines: str) -> list[str]:
    h264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=64001f"
    head = ["m=video 9 UDP/TLS/RTP/SAVPF 96 97 98", "c=IN IP4 0.0.0.0", f"a=mid:{mid}", "a=sendonly", "a=rtcp-mux"]
    names = ["a=rtpmap:96 VP8/90000", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "a=rtpmap:98 H264/90000"]
    feedback = ["a=rtcp-fb:96 nack", "a=rtcp-fb:96 nack pli", "a=rtcp-fb:96 transport-cc", f"a=fmtp:98 {h264}"]
    return [*head, "a=rtcp-rsize", *names, *feedback, "a=ssrc-group:FID 21 22", "a=ssrc:21 cname:c", *lines]


def _channel(mid: str, *lines: str) -> list[str]:
    head = ["m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0", f"a=mid:{mid}"]
    return [*head, "a=sctp-port:5000", "a=max-message-size:262144", *lines]


RIDS = ("a=rid:h send", "a=rid:l send max-width=320;max-height=180", "a=simulcast:send h;l")

OFFERS = (
    [*_session("a=group:BUNDLE 0 1"), *_audio("0", *TRANSPORT), *_video("1", *TRANSPORT)],
    [
        *_session("a=group:BUNDLE 0", "a=ice-options:trickle"),
        *_video("0", *TRANSPORT, *CANDIDATES, "a=end-of-candidates"),
    ],
    [*_session("a=group:BUNDLE v a d", *TRANSPORT), *_video("v"), *_audio("a"), *_channel("d")],
    [*_session("a=group:LS 0 1", "a=group:BUNDLE 0 1"), *_audio("0", *TRANSPORT, *CANDIDATES), *_video("1", *RIDS)],
    [*_session("a=group:BUNDLE 1", "a=sendonly"), "m=audio 0 UDP/TLS/RTP/SAVPF 0", "a=mid:0", *_video("1", *TRANSPORT)],
)

FRAGMENTS = (
    [*ICE, "m=audio 9 UDP/TLS/RTP/SAVPF 0", "a=mid:0", *CANDIDATES, "a=end-of-candidates"],
    ["a=group:BUNDLE 0 1", *ICE, "m=video 9 RTP/AVP 0", "a=mid:1", CANDIDATES[0]],
    ["a=end-of-candidates"],
)

MESSAGES = (
    {"type": "quiet-test"},
    {"type": "sender", "quality_limitation_reason": "bandwidth"},
)


def _texts(suffix: str, all_lines: tuple[list[str], ...]) -> tuple[Sample, ...]:
    return tuple((suffix, "".join(f"{line}\r\n" for line in lines).encode()) for lines in all_lines)


@cache
def _runner() -> asyncio.Runner:
    """The loop in which all of it runs, without candidates of any other address than the loopback one."""
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    runner = asyncio.Runner()
    runner.get_loop().set_exception_handler(_note)
    return runner


_noted: list[str] = []


def _note(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Errors of tasks and callbacks, which are faults of the case that was tried last."""
    error = context.get("exception")
    if not isinstance(error, OSError):  # a packet to an address that the loopback one does not reach
        _noted.append(f"{context['message']} {error!r}")


async def _body(data: bytes, media_type: str) -> str:
    async def parts() -> AsyncIterator[bytes]:
        yield data

    return await text_of(parts(), {"content-type": media_type}, media_type, LIMITS.sdp_bytes)


def _peer() -> Peer:
    return Peer((), lambda: None, lambda _: None, lambda _: None, LIMITS.live_megapixels * 1e6)


async def _answered(data: bytes) -> str:
    asked = offer.parse_offer(await _body(data, offer.MEDIA_TYPE))
    peer = _peer()
    try:
        answer = await peer.answer(asked)
    finally:
        await peer.close()
    sections = answer.count("\r\nm=")
    if sections != len(asked.sections) or answer.count("a=fingerprint:") > len(asked.live):
        raise AssertionError(f"{sections} sections answer {len(asked.sections)}")
    return f"{sections} sections"


def _read_offer(path: Path, whole: bool) -> str:
    return _alone(_answered(path.read_bytes()))


async def _trickled(data: bytes) -> str:
    said = fragment.parse_fragment(await _body(data, fragment.MEDIA_TYPE))
    said.restarts("fuzz", "fuzz")
    peer = _peer()
    await peer.add(said.candidates)
    await peer.close()
    match_etag(data.decode("latin-1"), "fuzz")
    return f"{len(said.candidates)} candidates"


def _read_fragment(path: Path, whole: bool) -> str:
    return _alone(_trickled(path.read_bytes()))


def _alone(work: Coroutine[Any, Any, str]) -> str:
    """What came of it, if nothing of it is left in the loop, nor any socket."""
    runner = _runner()
    _noted.clear()
    before = _descriptors()
    try:
        return runner.run(work)
    finally:
        if left := runner.run(_left(before)):
            raise AssertionError(f"{left} are left")


async def _left(before: int) -> str:
    """What is left of a case after a moment; empty for nothing."""
    for wait in SETTLING_SECS:
        await asyncio.sleep(wait)
        tasks, sockets = len(asyncio.all_tasks()) - 1, _descriptors() - before
        if not (_noted or tasks or sockets > 0):
            return ""
        if wait > 0.01:
            gc.collect()
    return f"{tasks} tasks, {sockets} sockets, {_noted}"


def _descriptors() -> int:
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0


def _read_message(path: Path, whole: bool) -> str:
    session = SimpleNamespace(begin_quiet_test=lambda: None, note_limitation=lambda limitation: None)
    data = path.read_bytes()
    live = cast(Any, SimpleNamespace(session=session))
    known = [handle_command(data, live), handle_command(data.decode("utf-8", "replace"), live)]
    return f"{sum(known)} known"


OF_CLIENTS = (
    Kind(
        "offers",
        100_000,
        cache(lambda: _texts(".sdp", OFFERS)),
        TextDamage(WORDS),
        _read_offer,
        (Problem, offer.MalformedOffer, offer.UnusableOffer, NoNetwork, NoPort, EnvcheckError),
    ),
    Kind(
        "fragments",
        100_000,
        cache(lambda: _texts(".sdpfrag", FRAGMENTS)),
        TextDamage(WORDS),
        _read_fragment,
        (Problem, fragment.MalformedFragment),
    ),
    Kind(
        "messages",
        10_000,
        cache(lambda: tuple((".json", json.dumps(message).encode()) for message in MESSAGES)),
        TextDamage(("type", "quiet-test", "sender", "cpu", "none", "null", "true", "[]", "{}")),
        _read_message,
        (),
    ),
)
