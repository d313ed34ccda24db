"""FFmpeg's WHIP muxer as a client: a clip in real time as H.264 and Opus, judged while it plays."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import imageio_ffmpeg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from rsa import KEY, self_signed
from sent import MEDIA
from serving import Served, served

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


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.mark.parametrize("profile", ["main", "high"])
def test_every_profile_that_x264_writes_is_judged(server: Served, profile: str) -> None:
    with playing(f"{server.url}/whip", "-t", "2", "-profile:v", profile) as (session, ffmpeg):
        assert any(one.get("frames") for one in told_by(session))
        assert ffmpeg.wait(10) == 0


@pytest.mark.parametrize("role", ["", "dtls_active"])
def test_a_certificate_of_rsa_is_taken_from_ffmpeg_in_either_role(server: Served, role: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "certificate").write_bytes(self_signed(KEY).public_bytes(Encoding.PEM))
    by_rsa = ("-cert_file", str(tmp_path / "certificate"), "-key_file", str(tmp_path / "key"))
    with playing(f"{server.url}/whip", "-t", "2", *by_rsa, "-whip_flags", role or "0") as (session, ffmpeg):
        assert any(one.get("frames") for one in told_by(session))
        assert ffmpeg.wait(10) == 0


def command(url: str, *options: str) -> list[str]:
    """Plays a clip with faint noise for a sound, as it would be typed by hand."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    named = ("-t", "-authorization", "-cert_file", "-key_file", "-whip_flags")
    ours = [word for name in named if name in given for word in (name, given[name])]
    return [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-nostats", "-hide_banner", "-loglevel", "verbose"),
        *("-ss", given.get("-ss", "0"), "-re", "-i", str(MEDIA / "second-person-walks-in.mp4")),
        *("-f", "lavfi", "-i", "anoisesrc=amplitude=0.003:sample_rate=48000", "-shortest"),
        *("-pix_fmt", "yuv420p", "-c:v", "libx264", "-bf", "0", "-tune", "zerolatency"),
        *("-profile:v", given.get("-profile:v", "baseline")),
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
