"""What a live session costs: `make bench` runs it after the rest.

Two servers in turn take the same stream, sent by FFmpeg: ours, and one that only receives it by aiortc. Processor
time is that of the server's whole process, decoding included.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import cv2
import imageio_ffmpeg
import numpy as np
import uvicorn
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from fastapi import FastAPI, Request, Response

from envcheck.media.frame import Pixels, resized
from envcheck.model.findings import Verdict
from envcheck.server.webrtc.transport_stats import TransportStats

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from serving import served  # noqa: E402  # lies among the tests
from whip_client import Client, PictureTrack  # noqa: E402

UNTOLD = Verdict.UNDETERMINED.value
BARE = "--bare"
RATE = 10
"""Frames per second, as the page sends them."""
PICTURE = ROOT / "samples" / "media" / "backlit.jpg"
CLIP, ALONE_SECS = ROOT / "samples" / "media" / "second-person-walks-in.mp4", 3.8
"""So long it shows the therapist, who sits and listens. A still picture would be a face that never stirs: it is asked
about after half a minute, and looked at closely for as long as it stays."""

SITS = (
    f"-v error -y -t {ALONE_SECS} -i {CLIP} -filter_complex "
    f"[0:v]fps={RATE},scale=640:360,split[there][back];[back]reverse[back];[there][back]concat "
    "-c:v libx264 -preset ultrafast -crf 4 -an"
)
"""There and back, so that nothing jumps when it is played again and again."""

SENT = (
    "-re -f lavfi -i anoisesrc=amplitude=0.01:sample_rate=48000 -map 0:v -map 1:a "
    "-vf noise=alls=5:allf=t -c:v libx264 -profile:v baseline -preset ultrafast -b:v 600k -bf 0 "
    f"-g {2 * RATE} -tune zerolatency -pix_fmt yuv420p -c:a libopus -ar 48000 -ac 2 -f whip"
)
SETTLE_SECS, MEASURE_SECS = 12.0, 60.0
"""The first eight seconds are looked at closely whatever they show; what comes after is what a session costs. What is
seen seldom while the room rests is seen once in a minute at least."""


@contextmanager
def process(*command: str) -> Iterator["subprocess.Popen[str]"]:
    """A program that says where it listens in its first line."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as running:
        try:
            yield running
        finally:
            running.terminate()


def address(running: "subprocess.Popen[str]") -> str:
    """The endpoint that a server names."""
    assert running.stdout
    return next(word for line in running.stdout for word in line.split() if word.endswith("/whip"))


@contextmanager
def senders(url: str, count: int) -> Iterator[None]:
    """So many FFmpegs that send somebody who sits and listens, with a sensor's grain, in real time."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    with tempfile.TemporaryDirectory() as folder:
        sits = f"{folder}/sits.mkv"
        subprocess.run([ffmpeg, *SITS.split(), sits], check=True)
        command = [ffmpeg, *f"-v error -stream_loop -1 -re -i {sits}".split(), *SENT.split(), f"{url}?rate={RATE}"]
        running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(count)]
        try:
            yield
        finally:
            for one in running:
                one.terminate()
            for one in running:
                one.wait()


def used(pid: int) -> tuple[float, float]:
    """Processor seconds and resident megabytes of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks, pages = int(fields[11]) + int(fields[12]), int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measured(command: tuple[str, ...], sessions: int) -> tuple[float, float]:
    """Share of one core, and megabytes over the idle server, that so many sessions take."""
    with process(*command) as running:
        url = address(running)
        time.sleep(2)
        idle = used(running.pid)[1]
        with senders(url, sessions):
            time.sleep(SETTLE_SECS)
            before, start = used(running.pid)[0], time.monotonic()
            time.sleep(MEASURE_SECS)
            after, size = used(running.pid)
            return (after - before) / (time.monotonic() - start), size - idle


def live() -> None:
    """Cost of a check against bare reception, sessions that a core holds, and memory."""
    ours = (sys.executable, "-m", "envcheck", "serve", "--port", "0")
    bare, _ = measured((sys.executable, __file__, BARE), 1)
    one, first = measured(ours, 1)
    four, all_four = measured(ours, 4)
    print(f"live 640x360 {RATE} fps     {one * 100:7.1f} % of a core   bare reception {bare * 100:.1f} %")
    print(f"  ratio                {one / bare:7.2f} x    goal <= 1.50")
    print(f"  sessions a core      {4 / four:7.1f}      goal >= 10 (measured on four)")
    print(f"  memory a session     {(all_four - first) / 3:7.1f} MB   goal <= 25 (the first one {first:.0f})")


async def answered(url: str, picture: Pixels) -> tuple[float, float]:
    """Seconds from the first frame sent to the first finding, and to the verdict."""
    sent: list[float] = []

    def sending(_: float) -> Pixels:
        sent.append(time.monotonic())
        return picture

    client = Client(f"{url}/whip", PictureTrack(sending))
    await client.begin()
    told = []
    for fits in (lambda one: one["type"] == "finding", lambda one: one.get("verdict", UNTOLD) != UNTOLD):
        message = await client.until(fits)
        told.append(client.told_at[client.told.index(message)] - sent[0])
    await client.end()
    return told[0], told[1]


def latency() -> None:
    """How soon a session says something."""
    picture = resized(np.asarray(cv2.imread(str(PICTURE)), np.uint8), 640, 360)
    with served() as server:
        seconds = [asyncio.run(answered(server.url, picture)) for _ in range(5)]
    for name, goal, values in zip(("first finding", "verdict"), (1, 5), zip(*seconds, strict=True), strict=True):
        print(f"  {name:<21}{median(values):7.2f} s    goal <= {goal} ({min(values):.2f} to {max(values):.2f})")


async def drained(track: MediaStreamTrack) -> None:
    """Takes all that a track brings."""
    try:
        while True:
            await track.recv()
    except MediaStreamError:
        return


def bare_server() -> None:
    """A server that only receives."""
    app, kept = FastAPI(), set[object]()

    @app.post("/whip")
    async def begin(request: Request) -> Response:
        connection = RTCPeerConnection()
        kept.add(connection)
        connection.on("track", lambda track: kept.add(asyncio.ensure_future(drained(track))))
        connection.on("connectionstatechange", TransportStats(connection, 0).outlast_consent)
        offer = (await request.body()).decode()
        await connection.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await connection.setLocalDescription(await connection.createAnswer())
        answer = connection.localDescription.sdp
        return Response(answer, 201, {"Location": "/whip/session"}, media_type="application/sdp")

    @app.delete("/whip/session")
    async def end() -> Response:
        return Response()

    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/whip", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run([listener])


if __name__ == "__main__":
    if BARE in sys.argv:
        bare_server()
    else:
        live()
        latency()
