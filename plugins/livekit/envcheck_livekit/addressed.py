"""Text streams of which each packet names whom it is for.

`send_text` of `livekit` 1.1 names them in the first packet alone; those that carry the text go to everybody in a room,
whose SDK drops them. What is told of somebody is not for the machines of others, so the packets are sent one by one, by
the requests with which SDKs of LiveKit send streams themselves.
"""

import time
import uuid
from typing import Any

from livekit import rtc
from livekit.rtc._ffi_client import FfiClient
from livekit.rtc._proto import ffi_pb2, room_pb2

MOST_BYTES = 15_000
"""Of text in one packet, as the SDK has it."""


async def send_text(sender: rtc.LocalParticipant, text: str, topic: str, identity: str) -> None:
    """Sends text to one participant, and to nobody else.

    Raises:
        ConnectionError: it cannot be sent.
    """
    data, stream, kind = text.encode(), str(uuid.uuid4()), room_pb2.DataStream
    header = kind.Header(
        stream_id=stream,
        timestamp=int(time.time() * 1000),
        mime_type="text/plain",
        topic=topic,
        total_length=len(data),
        text_header=kind.TextHeader(operation_type=kind.OperationType.CREATE),
    )
    await _send(sender, identity, "send_stream_header", header=header)
    for index, start in enumerate(range(0, len(data), MOST_BYTES)):
        chunk = kind.Chunk(stream_id=stream, chunk_index=index, content=data[start : start + MOST_BYTES])
        await _send(sender, identity, "send_stream_chunk", chunk=chunk)
    await _send(sender, identity, "send_stream_trailer", trailer=kind.Trailer(stream_id=stream, reason=""))


async def _send(sender: rtc.LocalParticipant, identity: str, name: str, **part: Any) -> None:
    request = ffi_pb2.FfiRequest()
    asked = getattr(request, name)
    asked.local_participant_handle = sender._ffi_handle.handle
    asked.sender_identity = sender.identity
    asked.destination_identities.append(identity)
    for key, value in part.items():
        getattr(asked, key).CopyFrom(value)
    queue = FfiClient.instance.queue.subscribe()
    try:
        number = getattr(FfiClient.instance.request(request), name).async_id
        done = await queue.wait_for(lambda event: getattr(event, name).async_id == number)
    finally:
        FfiClient.instance.queue.unsubscribe(queue)
    if error := getattr(done, name).error:
        raise ConnectionError(error)
