"""A client that begins messages and never ends them takes neither memory nor the event loop."""

import asyncio
import gc
import logging
import struct
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiortc import RTCDataChannel, RTCDataChannelParameters
from aiortc.rtcsctptransport import DataChunk, InitChunk, RTCSctpTransport, ShutdownAckChunk, StreamResetOutgoingParam

from envcheck.server.webrtc.data_transport import (
    MOST_CHANNELS,
    MOST_FRAGMENTS,
    MOST_MISSING,
    MOST_STREAMS,
    OPENING,
    WINDOW_BYTES,
    bound,
)

FIRST, LAST, UNORDERED = 0b10, 0b01, 0b100
STRING = 51
TRIES = 5000


class Bounded:
    """A transport that hears chunks, and what of them is a message."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.channels: list[Any] = []
        self.transport: Any = runner.run(self._made())

    def hear(self, chunks: Iterable[DataChunk]) -> None:
        async def hearing() -> None:
            for chunk in chunks:
                await self.transport._receive_data_chunk(chunk)

        self._runner.run(hearing())

    @property
    def fragments(self) -> int:
        return sum(len(stream.reassembly) for stream in self.transport._inbound_streams.values())

    async def _made(self) -> Any:
        transport: Any = RTCSctpTransport(SimpleNamespace(state="new"))  # type: ignore[arg-type]
        bound(transport)
        transport._last_received_tsn = 0
        transport._data_channel_flush = self._flush
        transport.on("datachannel", self.channels.append)
        return transport

    async def _flush(self) -> None:
        """Sends nothing: nobody is there."""


@pytest.fixture
def one() -> Iterator[Bounded]:
    with asyncio.Runner() as runner:
        yield Bounded(runner)


def chunk(tsn: int, data: bytes, flags: int = FIRST | LAST, stream: int = 0, protocol: int = STRING) -> DataChunk:
    made = DataChunk(flags=flags)
    made.tsn, made.stream_id, made.stream_seq, made.protocol, made.user_data = tsn, stream, 0, protocol, data
    return made


def opened(tsn: int, stream: int) -> DataChunk:
    label = b"envcheck"
    data = struct.pack("!BBHLHH", 3, 0, 0, 0, len(label), 0) + label
    return chunk(tsn, data, FIRST | LAST | UNORDERED, stream, OPENING)


def test_a_message_in_parts_is_heard(one: Bounded) -> None:
    heard: list[str] = []
    one.hear([opened(1, 0)])
    one.channels[0].on("message", heard.append)
    parts = [b"a" * 1100] * 50
    one.hear(
        chunk(2 + number, part, UNORDERED | (FIRST if not number else 0) | (LAST if number == 49 else 0))
        for number, part in enumerate(parts)
    )
    assert heard == [b"".join(parts).decode()]
    assert one.transport._advertised_rwnd == WINDOW_BYTES


def test_a_message_without_an_end_is_not_kept(one: Bounded) -> None:
    one.hear(chunk(tsn, b"a" * 1100, FIRST if tsn == 1 else 0) for tsn in range(1, TRIES))
    assert one.transport._advertised_rwnd >= 0
    assert one.fragments <= MOST_FRAGMENTS


def test_nor_is_one_of_many_small_parts(one: Bounded) -> None:
    one.hear(chunk(tsn, b"a", FIRST if tsn == 1 else 0) for tsn in range(1, TRIES))
    assert one.fragments == MOST_FRAGMENTS
    assert one.transport._last_received_tsn == MOST_FRAGMENTS, "what was not taken is not acknowledged"


def test_nor_are_many_messages_of_many_streams(one: Bounded) -> None:
    one.hear(chunk(tsn, b"a", FIRST, stream=tsn) for tsn in range(1, TRIES))
    assert len(one.transport._inbound_streams) == MOST_STREAMS


def test_packets_that_never_close_a_gap_are_not_counted_without_end(one: Bounded) -> None:
    one.hear(chunk(tsn, b"a", FIRST | LAST | UNORDERED) for tsn in range(10, 10 + 2 * TRIES, 2))
    assert len(one.transport._sack_misordered) == MOST_MISSING


def test_channels_are_not_opened_without_end(one: Bounded) -> None:
    one.hear(opened(tsn, tsn) for tsn in range(1, MOST_STREAMS))
    assert len(one.channels) == MOST_CHANNELS


# a client that leaves


async def refused(_: bytes) -> None:
    raise ConnectionError("not connected")


def begin_handshake(transport: Any) -> None:
    transport._t1_start(InitChunk())
    transport._t1_expired()


def end_association(transport: Any) -> None:
    transport._t2_start(ShutdownAckChunk())
    transport._t2_expired()


def close_channel(transport: Any) -> None:
    transport._reconfig_request = StreamResetOutgoingParam(1, 1, 1, [1])
    transport._reconfig_timer_start()
    transport._reconfig_timer_expired()


def tell(transport: Any) -> None:
    channel = RTCDataChannel(transport, RTCDataChannelParameters(label="envcheck", id=1), False)
    channel._setReadyState("open")
    for _ in range(3):
        channel.send("{}")


def send_again(transport: Any) -> None:
    tell(transport)
    asyncio.get_running_loop().call_soon(transport._t3_expired)


@pytest.mark.parametrize("say", [begin_handshake, end_association, close_channel, tell, send_again])
def test_what_a_client_that_left_cannot_be_told_is_no_error(
    say: Callable[[Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "envcheck")
    faults: list[dict[str, Any]] = []

    async def leave() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        transport: Any = RTCSctpTransport(SimpleNamespace(state="connected", _send_data=refused))  # type: ignore[arg-type]
        transport._RTCSctpTransport__transport._unregister_data_receiver = lambda _: None
        bound(transport)
        transport._association_state, transport._remote_port = transport.State.ESTABLISHED, 5000
        say(transport)
        for _ in range(5):
            await asyncio.sleep(0)
        await transport.stop()
        gc.collect()  # what came of a task that nobody waits for is told once it is forgotten

    asyncio.run(leave())
    assert faults == []
    assert [record.levelname for record in caplog.records if record.name.startswith("envcheck")] == ["DEBUG"]
