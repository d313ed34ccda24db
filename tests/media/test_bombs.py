"""Small files that announce much cost little, and one sentence: measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

import bombs

pytestmark = pytest.mark.slow

MOST_MEGABYTES = 300

LOOK = """
import resource, sys
from pathlib import Path
from envcheck.model.errors import InputError
from envcheck.media.source import open_source
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1048576)
for path in map(Path, sys.argv[1:]):
    before = peak()
    try:
        for frame in open_source(path): told = f"read {frame.width} {frame.height}"
    except InputError as error:
        told = error.reason
    print(peak() - before, told, flush=True)
"""
"""The peak of a process only grows, so that each file is charged with what it adds to it."""

DAMAGED, LARGE, READ = "damaged or cut short", "megapixels are more", "read 96 64"

BOMBS: dict[str, tuple[bombs.Maker, str]] = {
    **{
        f"{kind.decode()}-{length}.png": (bombs.announced(kind, length), DAMAGED)
        for kind in (b"IDAT", b"PLTE", b"IEND", b"fdAT", b"tEXt", b"iCCP", b"zTXt", b"abcD")
        for length in (600_000_000, 0x7FFFFFFF, 0xFFFFFFF0)
    },
    "profile.png": (bombs.unpacked(b"iCCP", b"\0\0"), READ),
    "texts.png": (bombs.unpacked(b"zTXt", b"\0\0", times=40), READ),
    "pixels.png": (lambda: bombs.png(size=(20_000, 20_000)), LARGE),
    "scans.jpg": (lambda: bombs.scans(1000), DAMAGED),
    "coded-larger.avif": (lambda: bombs.avif((9000, 9000), (96, 64)), LARGE),
    "said-larger.avif": (lambda: bombs.avif((96, 64), (16000, 16000)), LARGE),
    "canvas.webp": (lambda: bombs.animated_webp(16_383, 7300), LARGE),
    "tile.tif": (lambda: bombs.tiff(96, 64, 32_752), DAMAGED),
    "size.tif": (lambda: bombs.tiff(30_000, 30_000, 32_752), LARGE),
    "rows.bmp": (lambda: bombs.bmp(30_000, 30_000), LARGE),
    "rows-from-the-top.bmp": (lambda: bombs.bmp(30_000, -30_000), LARGE),
    "runs.bmp": (lambda: bombs.bmp(30_000, 30_000, compression=1, bits=8), LARGE),
    "lamps.hdr": (lambda: bombs.radiance(9000, 12_000), "kind Radiance are not read"),
    "lamps.jpg": (lambda: bombs.radiance(9000, 12_000), "kind Radiance are not read"),
    "floats.pfm": (bombs.portable("PF\n1000 750\n-1.0\n"), "kind Netpbm are not read"),
    "bytes.png": (bombs.portable("P6\n2000 1500\n255\n"), "kind Netpbm are not read"),
    "named.pam": (bombs.portable("P7\nWIDTH 2000\nHEIGHT 1500\n"), "kind Netpbm are not read"),
    "raster.ras": (lambda: b"\x59\xa6\x6a\x95" + bytes(1000), "kind Sun raster are not read"),
    "light.exr": (lambda: b"v/1\x01" + bytes(1000), "kind OpenEXR are not read"),
}


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Megabytes that each one added to the peak, and what was told of it."""
    if sys.platform == "win32":
        pytest.skip("memory is measured as POSIX does it")
    folder = tmp_path_factory.mktemp("bombs")
    bombs.write(folder, {name: maker for name, (maker, _) in BOMBS.items()})
    paths = [str(folder / name) for name in BOMBS]
    done = subprocess.run([sys.executable, "-c", LOOK, *paths], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    return {Path(path).name: (int(grown), told) for path, (grown, told) in zip(paths, lines, strict=True)}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_that_announces_much_costs_little(name: str, looked: dict[str, tuple[int, str]]) -> None:
    megabytes, told = looked[name]
    assert BOMBS[name][1] in told
    assert megabytes < MOST_MEGABYTES


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    """Looked at with an end to the time, since a pipe nobody writes to gives nothing for ever."""
    if sys.platform == "win32":
        pytest.skip("needs pipes and devices that have a name")
    import os

    os.mkfifo(tmp_path / "pipe.jpg")
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "zeros.jpg").symlink_to("/dev/zero")
    with (tmp_path / "sparse.jpg").open("wb") as file:
        file.truncate(40_000_000_000)
    names = ["pipe.jpg", "pipe.mp4", "zeros.jpg", "sparse.jpg"]
    words = [sys.executable, "-c", LOOK, *(str(tmp_path / name) for name in names)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    grown, told = zip(*(line.split(" ", 1) for line in done.stdout.splitlines()), strict=True)
    assert all("a pipe or a device" in one for one in told[:3])
    assert "40000 MB" in told[3]
    assert max(map(int, grown)) < MOST_MEGABYTES
