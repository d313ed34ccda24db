"""Unusual input that is fine, from the outside: the same findings as for the plain picture, in bounded memory."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

import heif_files
import media_files as make
from media_files import Called, called, command, surroundings

pytestmark = pytest.mark.slow

MOST_MEGABYTES = 1000
"""No single input may take more memory than this."""

SMALL = "scale=640:360"

ROOM = "LIT101,LIT102,LIT103,FRM101,FRM102,FRM103,PRV101,PIC101"
"""Checks of what is shown: how well it is coded differs from file to file and is no matter here."""


def telephone(path: Path) -> None:
    """The room in tiles of HEVC, a quarter turned."""
    lying = np.ascontiguousarray(np.rot90(make.ready(), -1))
    coded = heif_files.encoded(heif_files.cut_in_tiles(lying, 512), path.parent)
    path.write_bytes(heif_files.heif((720, 1280), (512, 512), coded, heif_files.IROT[90]))


READY: dict[str, make.Maker] = {
    "plain.jpg": make.kept(quality=95),
    "progressive.jpg": make.kept(quality=90, progressive=True),
    "printing.jpg": make.converted("CMYK"),
    "upside-down.jpg": make.turned(3),
    "left.jpg": make.turned(6),
    "right.jpg": make.turned(8),
    "left-with-alpha.png": make.turned(6, alpha=True),
    "16-bit.png": make.sixteen_bit,
    "16-bit.tif": make.sixteen_bit,
    "grey.png": make.grey,
    "palette.png": make.palette,
    "opaque.png": make.converted("RGBA"),
    "new.webp": make.kept(),
    "windows.bmp": make.kept(),
    "scan.tiff": make.kept(compression="tiff_lzw"),
    "new.avif": make.kept(),
    "turned.avif": make.turned(6),
    "IMG_0001.HEIC": telephone,
    "a-telephone-s.jpg": telephone,
    "really-png.jpg": lambda path: make.room().save(path, "PNG"),
    "no-suffix": lambda path: make.room().save(path, "JPEG"),
    "a [b] name: ünusual.jpg": make.kept(),
    "one.gif": make.kept(),
    "one.mp4": make.still(1),
    "full-range.mp4": make.recoded(
        "-vf", "scale=640:360:out_range=pc,format=yuvj420p", "-color_range", "pc", *make.FAST
    ),
    "limited-range.mp4": make.recoded("-vf", "scale=640:360:out_range=tv,format=yuv420p", *make.FAST),
    "ten-bit.mp4": make.recoded("-vf", f"{SMALL},format=yuv420p10le", *make.FAST),
    "lying.mp4": make.lying,
    "a-clip": make.recoded("-vf", SMALL, *make.FAST, "-f", "mpegts"),
    "a-clip.jpg": make.recoded("-vf", SMALL, *make.FAST, "-f", "mp4"),
    "old-telephone.3gp": make.recoded("-vf", f"{SMALL},format=yuv420p", "-an", *make.FAST),
    "stretched.mp4": make.recoded("-vf", "scale=320:360,setsar=2", *make.FAST),
    "animation.gif": make.recoded("-vf", "fps=5,scale=480:-2", seconds=2),
    "old.avi": make.recoded("-vf", SMALL, "-c:v", "mpeg4", "-q:v", "3"),
    "web.webm": make.recoded("-vf", SMALL, "-c:v", "libvpx", "-b:v", "2M", seconds=2),
}

OTHERS: dict[str, tuple[make.Maker, dict[str, Any]]] = {
    "uneven.mp4": (
        make.recoded("-vf", f"{SMALL},select='not(mod(n\\,7))+not(mod(n\\,11))'", "-fps_mode", "vfr", seconds=10),
        {"verdict": "not ready", "codes": ["PRV101"], "faces": 2},
    ),
    "black.mp4": (make.black, {"verdict": "not ready", "codes": ["PIC101"], "faces": 0}),
    "broken-off.mp4": (make.broken_off, {"verdict": "ready with advice", "faces": 1}),
    "2024-01-01T10:30.mp4": (make.recoded("-c", "copy"), {"verdict": "ready", "codes": [], "faces": 1}),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Called:
    """All of them in one call."""
    folder = tmp_path_factory.mktemp("unusual")
    makers = READY | {name: maker for name, (maker, _) in OTHERS.items()}
    for name, maker in makers.items():
        maker(folder / name)
    return called("check", "--json", "--select", ROOM, *makers, folder=folder)


@pytest.mark.parametrize("name", READY)
def test_the_way_a_picture_is_kept_does_not_change_what_is_found(name: str, told: Called) -> None:
    message = told.messages[name]
    assert message.get("error") is None
    assert ([found["code"] for found in message["findings"]], message["faces"]) == ([], 1)
    assert message["verdict"] == "ready"


@pytest.mark.parametrize("name", OTHERS)
def test_an_unusual_clip_is_judged_by_what_it_shows(name: str, told: Called) -> None:
    message = told.messages[name]
    assert message.get("error") is None
    seen = {**message, "codes": [found["code"] for found in message["findings"]]}
    assert {key: seen[key] for key in OTHERS[name][1]} == OTHERS[name][1]


def test_only_the_clip_that_breaks_off_is_remarked_on(told: Called) -> None:
    assert told.code == 1
    (remark,) = told.complaints
    assert remark == "broken-off.mp4: the file breaks off after 0:05; the report is on what came before."


HUGE: dict[str, make.Maker] = {
    "100-megapixels.jpg": lambda path: make.tiled(path, 100),
    "100-megapixels.png": lambda path: make.tiled(path, 100, cv2.IMWRITE_PNG_COMPRESSION, 1),
    "39-megapixels-with-alpha.png": lambda path: make.tiled(path, 39, cv2.IMWRITE_PNG_COMPRESSION, 1, alpha=True),
}


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX does it")
@pytest.mark.parametrize("name", HUGE)
def test_a_huge_picture_is_looked_at_in_bounded_memory(name: str, tmp_path: Path) -> None:
    HUGE[name](tmp_path / name)
    run, megabytes = make.measured("check", "--json", name, folder=tmp_path)
    (tmp_path / name).unlink()
    assert run.err == ""
    assert run.messages[name]["frames"] == 1
    assert megabytes < MOST_MEGABYTES


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as POSIX does it")
def test_of_ten_hours_only_the_first_two_minutes_are_looked_at(tmp_path: Path) -> None:
    make.ten_hours(tmp_path / "day.mp4")
    run, megabytes = make.measured("check", "--json", "day.mp4", "--fps", "0.2", folder=tmp_path)
    (tmp_path / "day.mp4").unlink()
    assert run.messages["day.mp4"]["frames"] == 25
    (remark,) = run.complaints
    assert remark.startswith("day.mp4: the first 2:00 of ")
    assert "--seconds" in remark
    assert megabytes < 400


def test_more_is_looked_at_where_asked_for(tmp_path: Path) -> None:
    make.seconds_of_stillness(tmp_path / "clip.mp4", 200)
    run = called("check", "--json", "clip.mp4", "--seconds", "150", "--fps", "0.1", folder=tmp_path)
    assert run.messages["clip.mp4"]["seconds"] == 150
    assert run.complaints == ["clip.mp4: the first 2:30 of 3:20 were looked at (--seconds looks further)."]


# a clip stands in for a camera


def test_a_clip_can_be_watched_in_prose_and_is_told_at_once_down_a_pipe(tmp_path: Path) -> None:
    make.alone(tmp_path / "alone.mp4")
    words = command("watch", "--camera", "alone.mp4", "--seconds", "5")
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=tmp_path, env=surroundings(), encoding="utf-8") as process:
        assert process.stdout
        assert process.stdout.readline().startswith("camera alone.mp4 0:0")
        told = time.monotonic()
        assert "Ready" in process.stdout.readline()
        assert process.wait(120) == 0
    assert time.monotonic() - told > 0.7


def test_a_clip_can_be_watched_as_json(tmp_path: Path) -> None:
    make.alone(tmp_path / "alone.mp4")
    run = called("watch", "--camera", "alone.mp4", "--seconds", "5", "--json", folder=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.messages
    assert all(message["verdict"].startswith("ready") for message in run.messages.values())
