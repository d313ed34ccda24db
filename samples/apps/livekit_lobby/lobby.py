"""What a native app does: it joins a lobby, shows its camera (a clip, here), and prints what the agent says to it."""

import asyncio
import json
import os
import secrets
import sys

import av
from livekit import api, rtc

ROOM, ME = f"lobby-{secrets.token_hex(8)}", "therapist"
LONGEST_SECS = 120


def token() -> str:
    """What your server makes: it lets somebody join, and asks for the agent."""
    agent = api.RoomAgentDispatch(agent_name="envcheck", metadata=json.dumps({"identity": ME}))
    made = api.AccessToken().with_identity(ME).with_grants(api.VideoGrants(room_join=True, room=ROOM))
    return str(made.with_room_config(api.RoomConfiguration(agents=[agent])).to_jwt())


async def show(room: rtc.Room, clip: str, told: asyncio.Event) -> None:
    """The clip in real time, again and again until something of weight was told, or for two minutes."""
    clock, source = asyncio.get_running_loop().time, rtc.VideoSource(640, 360)
    track = rtc.LocalVideoTrack.create_video_track("camera", source)
    camera = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA)
    await room.local_participant.publish_track(track, camera)
    end = clock() + LONGEST_SECS
    while clock() < end and not told.is_set():
        begun = clock()
        with av.open(clip) as opened:
            for frame in opened.decode(video=0):
                planes = frame.reformat(640, 360, "yuv420p").to_ndarray().tobytes()
                source.capture_frame(rtc.VideoFrame(640, 360, rtc.VideoBufferType.I420, planes))
                await asyncio.sleep(max(0, begun + (frame.time or 0) - clock()))


async def main(clip: str) -> None:
    """Joins, shows, prints, and leaves."""
    room, told, reading = rtc.Room(), asyncio.Event(), set[asyncio.Task[None]]()

    async def read(reader: rtc.TextStreamReader) -> None:
        message = json.loads(await reader.read_all())
        if message["type"] in ("finding", "verdict") and message.get("state") != "cleared":
            print(message.get("message") or message["text"], flush=True)
        if message.get("severity") == "must":
            told.set()

    room.register_text_stream_handler("envcheck", lambda reader, _: reading.add(asyncio.ensure_future(read(reader))))
    await room.connect(os.environ["LIVEKIT_URL"], token())
    await show(room, clip, told)
    await room.disconnect()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
