"""FFmpeg's WHIP muxer as a client: a clip in real time as H.264 and Opus, judged while it plays."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import imageio_ffmpeg

from sent import MEDIA
from serving import served

TOKEN = "a-token-of-the-clinic"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def test_a_second_person_in_a_clip_is_told_while_the_clip_plays() -> None:
    # it ends before whoever is drawn has stood still for so long that it might be a picture
    with served() as server, playing(f"{server.url}/whip", "-ss", "1", "-t", "6.5") as (session, ffmpeg):
        told = list(told_by(session))
        assert ffmpeg.wait(10) == 0
    musts = [one["code"] for one in told if one["type"] == "finding" and one["severity"] == "must"]
    assert set(musts) == {"PRV101"}
    verdicts = [one["verdict"] for one in told if one["type"] == "verdict"]
    assert verdicts[-1] == "not ready"
    assert set(verdicts[:-1]) & {"ready", "ready with advice"}
    assert told[-1]["reason"] == "closed"


def test_a_token_is_taken_from_ffmpeg_and_needed() -> None:
    with served(environ={"ENVCHECK_TOKENS": TOKEN}) as server:
        url = f"{server.url}/whip"
        with playing(url, "-t", "2", "-authorization", TOKEN) as (session, ffmpeg):
            assert any(one.get("frames") for one in told_by(session, HEADERS))
            assert ffmpeg.wait(10) == 0
        other = command(url, "-authorization", TOKEN[::-1])
        refused = subprocess.run(other, stderr=subprocess.PIPE, text=True, timeout=20)
        assert refused.returncode
        assert "401" in refused.stderr


def command(url: str, *options: str) -> list[str]:
    """Plays a clip with faint noise for a sound, as it would be typed by hand."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    ours = [word for name in ("-t", "-authorization") if name in given for word in (name, given[name])]
    return [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-nostats", "-hide_banner", "-loglevel", "verbose"),
        *("-ss", given.get("-ss", "0"), "-re", "-i", str(MEDIA / "second-person-walks-in.mp4")),
        *("-f", "lavfi", "-i", "anoisesrc=amplitude=0.003:sample_rate=48000", "-shortest"),
        *("-pix_fmt", "yuv420p", "-c:v", "libx264", "-profile:v", "baseline", "-bf", "0", "-tune", "zerolatency"),
        *("-c:a", "libopus", "-ar", "48000", "-ac", "2", *ours, "-f", "whip", url),
    ]


@contextmanager
def playing(url: str, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """FFmpeg at work, and the URL of its session, which it tells in its log alone."""
    with subprocess.Popen(command(url, *options), stderr=subprocess.PIPE, text=True) as ffmpeg:
        try:
            assert ffmpeg.stderr
            lines = iter(ffmpeg.stderr.readline, "")
            yield next(found[1] for line in lines if (found := re.search(r"location=(\S+),", line))), ffmpeg
        finally:
            ffmpeg.kill()


def told_by(session: str, headers: dict[str, str] | None = None) -> Iterator[dict[str, Any]]:
    """All that is told, to the end."""
    with httpx.stream("GET", f"{session}/events", headers=headers, timeout=20) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line[6:])
