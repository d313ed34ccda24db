"""A LiveKit server (the stand-in, or a real one), the real agent, and therapists with LiveKit's real SDK."""

import asyncio
import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from livekit import api, rtc

from envcheck.media.frame import Pixels
from livekit_packages import INSTALLED
from stand_in_server import KEY, SECRET, StandInServer, standing_in

REAL = os.environ.get("LIVEKIT_URL", "")
WIDTH, HEIGHT, FPS = 640, 360, 8
SECS = 240.0
"""How long anything may take on a busy machine."""


@dataclass
class Rooms:
    """Where rooms are.

    Attributes:
        stand_in: None where it is a real server.
    """

    url: str
    key: str
    secret: str
    stand_in: StandInServer | None

    def token(self, room: str, identity: str, asked: dict[str, Any] | None = None, name: str = "envcheck") -> str:
        """To join; with `asked`, the agent is asked for, too."""
        token = api.AccessToken(self.key, self.secret).with_identity(identity)
        token = token.with_grants(api.VideoGrants(room_join=True, room=room))
        if asked is not None:
            sent = api.RoomAgentDispatch(agent_name=name, metadata=json.dumps(asked))
            token = token.with_room_config(api.RoomConfiguration(agents=[sent]))
        return token.to_jwt()

    def send(self, room: str, asked: dict[str, Any]) -> None:
        """Sends the agent there by the API, as a server does for somebody who asks for it; blocks."""

        async def work() -> None:
            async with api.LiveKitAPI(self.url.replace("ws", "http", 1), self.key, self.secret) as service:
                request = api.CreateAgentDispatchRequest(agent_name="envcheck", room=room, metadata=json.dumps(asked))
                await service.agent_dispatch.create_dispatch(request)

        with ThreadPoolExecutor(1) as apart:  # a thread may have an event loop already
            apart.submit(asyncio.run, work()).result(SECS)


@contextmanager
def rooms() -> Iterator[Rooms]:
    """A real server where LIVEKIT_URL names one, else the stand-in."""
    if REAL:
        yield Rooms(REAL, os.environ["LIVEKIT_API_KEY"], os.environ["LIVEKIT_API_SECRET"], None)
        return
    with standing_in() as server:
        yield Rooms(server.url, KEY, SECRET, server)


@dataclass
class RunningAgent:
    """The real agent as a process of its own; `lines` grows by all it prints."""

    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)
    registered: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if "registered worker" in line:
                self.registered.set()


@contextmanager
def agent(where: Rooms, *flags: str) -> Iterator[RunningAgent]:
    """`envcheck-livekit run`, ready to be sent to rooms whose names begin with lobby-."""
    environ = {"LIVEKIT_URL": where.url, "LIVEKIT_API_KEY": where.key, "LIVEKIT_API_SECRET": where.secret}
    command = [
        str(INSTALLED / "bin" / "python"),
        "-m",
        "envcheck_livekit",
        "run",
        "--busy",
        "2",
        "--rooms",
        "lobby-*",
        "--port",
        "0",
        *flags,
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environ}
    )
    running = RunningAgent(process)
    reader = threading.Thread(target=running.read, daemon=True)
    reader.start()
    try:
        assert running.registered.wait(SECS), running.lines
        yield running
    finally:
        for _ in range(2):  # the first asks it to leave, the second to leave at once
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(1)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(10)
        if process.stdout:
            process.stdout.close()


class Therapist:
    """Somebody with LiveKit's SDK in a room.

    Attributes:
        told: what the agent has said, in its order.
        reports: the reports that it sent.
        seen: identities of the others that the SDK names.
    """

    def __init__(self, where: Rooms, room: str, identity: str) -> None:
        self.where, self.name, self.identity = where, room, identity
        self.room = rtc.Room()
        self.told: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.agents: set[str] = set()
        self.picture: Pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self.room.register_text_stream_handler("envcheck", lambda reader, who: self._take(reader, who, self.told))
        self.room.register_text_stream_handler(
            "envcheck.report", lambda reader, who: self._take(reader, who, self.reports)
        )

    async def join(
        self, asked: dict[str, Any] | None = None, name: str = "envcheck", options: rtc.RoomOptions | None = None
    ) -> None:
        token = self.where.token(self.name, self.identity, asked, name)
        await self.room.connect(self.where.url, token, options or rtc.RoomOptions())

    async def show(
        self, picture: Pixels, source: rtc.TrackSource.ValueType = rtc.TrackSource.SOURCE_CAMERA
    ) -> rtc.LocalTrackPublication:
        """Publishes a picture as a camera's."""
        self.looks_at(picture)
        camera = rtc.VideoSource(WIDTH, HEIGHT)
        track = rtc.LocalVideoTrack.create_video_track("camera", camera)
        options = rtc.TrackPublishOptions(source=source, simulcast=False, video_codec=rtc.VideoCodec.VP8)
        publication = await self.room.local_participant.publish_track(track, options)
        self._begin(self._send(camera))
        return publication

    def looks_at(self, picture: Pixels) -> None:
        """Shows another picture from now on."""
        self.picture = cv2.resize(picture, (WIDTH, HEIGHT))  # type: ignore[assignment]

    async def speak(self) -> rtc.LocalTrackPublication:
        """Publishes a microphone with the noise of a quiet room."""
        microphone = rtc.AudioSource(48_000, 1)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", microphone)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        publication = await self.room.local_participant.publish_track(track, options)
        self._begin(self._sound(microphone))
        return publication

    async def ask(self, **request: Any) -> None:
        """Asks the agent for something."""
        who = list(self.agents)
        await self.room.local_participant.send_text(json.dumps(request), topic="envcheck", destination_identities=who)

    async def until(self, true: Callable[[list[dict[str, Any]]], object]) -> None:
        """Waits until it is true of what was told."""
        try:
            async with asyncio.timeout(SECS):
                while not true(self.told):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"in vain; told: {self.told}") from None

    async def leave(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.room.disconnect()

    def _begin(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _take(self, reader: rtc.TextStreamReader, who: str, into: list[dict[str, Any]]) -> None:
        self.agents.add(who)
        self._begin(self._read(reader, into))

    async def _read(self, reader: rtc.TextStreamReader, into: list[dict[str, Any]]) -> None:
        text = await reader.read_all()
        into.append({**json.loads(text), "bytes": len(text.encode())})
        self._changed.set()

    async def _send(self, camera: rtc.VideoSource) -> None:
        random = np.random.default_rng(0)
        while True:
            noise = random.integers(-3, 4, self.picture.shape, np.int16)
            noisy = np.clip(self.picture + noise, 0, 255).astype(np.uint8)
            planes = np.asarray(cv2.cvtColor(noisy, cv2.COLOR_BGR2YUV_I420))
            camera.capture_frame(rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.I420, planes.tobytes()))
            await asyncio.sleep(1 / FPS)

    async def _sound(self, microphone: rtc.AudioSource) -> None:
        random = np.random.default_rng(0)
        while True:
            samples = random.normal(0, 60, 4800).astype(np.int16)
            await microphone.capture_frame(rtc.AudioFrame(samples.tobytes(), 48_000, 1, 4800))


def codes(told: list[dict[str, Any]]) -> set[str]:
    """What is told and not taken back."""
    standing: set[str] = set()
    for message in told:
        if message["type"] == "finding":
            (standing.discard if message["state"] == "cleared" else standing.add)(message["code"])
    return standing


def verdict(told: list[dict[str, Any]]) -> str:
    """The last one, empty where there is none."""
    return next((message["verdict"] for message in reversed(told) if message["type"] == "verdict"), "")
