"""FFmpeg's WHIP muxer as a client: a clip in real time as H.264 and Opus, judged while it plays."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ffmpeg_client import command
from rsa import KEY, self_signed
from serving import Served, served

TOKEN = "a-token-of-the-clinic"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def test_a_second_person_in_a_clip_is_told_while_the_clip_plays() -> None:
    """The clip's first seconds, in which the therapist is alone, are played for a while; the rest until it is told."""
    alone_for_long = "loop=loop=3:size=60:start=0"
    with served() as server, playing(f"{server.url}/whip", "-vf", alone_for_long) as (session, ffmpeg):
        told = []
        for one in told_by(session):
            told.append(one)
            if one.get("verdict") == "not ready":
                ffmpeg.terminate()
    musts = [one["code"] for one in told if one["type"] == "finding" and one["severity"] == "must"]
    assert set(musts) == {"PRV101"}
    verdicts = [one["verdict"] for one in told if one["type"] == "verdict"]
    assert verdicts[-1] == "not ready"
    assert set(verdicts[:-1]) & {"ready", "ready with advice"}
    assert told[-1]["reason"] == "closed"


def test_a_token_is_taken_from_ffmpeg_and_needed() -> None:
    with served(environ={"ENVCHECK_TOKENS": TOKEN}) as server:
        url = f"{server.url}/whip"
        with playing(url, "-authorization", TOKEN) as (session, _):
            assert any(map(has_looked, told_by(session, HEADERS)))
        other = command(url, "-authorization", TOKEN[::-1])
        refused = subprocess.run(other, stderr=subprocess.PIPE, text=True, timeout=60)
        assert refused.returncode
        assert "401" in refused.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.mark.parametrize("profile", ["main", "high"])
def test_every_profile_that_x264_writes_is_judged(server: Served, profile: str) -> None:
    with playing(f"{server.url}/whip", "-profile:v", profile) as (session, _):
        assert any(map(has_looked, told_by(session)))


@pytest.mark.parametrize("role", ["", "dtls_active"])
def test_a_certificate_of_rsa_is_taken_from_ffmpeg_in_either_role(server: Served, role: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "certificate").write_bytes(self_signed(KEY).public_bytes(Encoding.PEM))
    by_rsa = ("-cert_file", str(tmp_path / "certificate"), "-key_file", str(tmp_path / "key"))
    with playing(f"{server.url}/whip", *by_rsa, "-whip_flags", role or "0") as (session, _):
        assert any(map(has_looked, told_by(session)))


@contextmanager
def playing(url: str, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """FFmpeg at work, and the URL of its session, which it tells in its log alone."""
    with subprocess.Popen(command(url, *options), stderr=subprocess.PIPE, text=True) as ffmpeg:
        try:
            assert ffmpeg.stderr
            lines = iter(ffmpeg.stderr.readline, "")
            session = next(found[1] for line in lines if (found := re.search(r"location=(\S+),", line)))
            threading.Thread(target=ffmpeg.stderr.read, daemon=True).start()  # or it stands still once the pipe is full
            yield session, ffmpeg
        finally:
            ffmpeg.kill()


def has_looked(told: dict[str, Any]) -> bool:
    return bool(told.get("frames"))


def told_by(session: str, headers: dict[str, str] | None = None) -> Iterator[dict[str, Any]]:
    """All that is told, to the end."""
    with httpx.stream("GET", f"{session}/events", headers=headers, timeout=60) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line[6:])
