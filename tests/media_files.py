"""Unusual and damaged pictures and clips, made on the spot, and the command line run over them."""

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import imageio_ffmpeg
import numpy as np
from PIL import Image

from envcheck.media.frame import Pixels

MEDIA = Path(__file__).parents[1] / "samples" / "media"
READY = MEDIA / "ready.jpg"
WALK_IN = MEDIA / "second-person-walks-in.mp4"
LIGHT = MEDIA / "light-turned-on.mp4"

Maker = Callable[[Path], object]
"""Writes one file."""

UPRIGHT_FROM = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation to how the pixels lie in the file when that orientation makes them upright."""

# running the command line


@dataclass(frozen=True)
class Called:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()

    @property
    def messages(self) -> dict[str, dict[str, Any]]:
        """JSON Lines by the name of the input's file."""
        lines = [json.loads(line) for line in self.out.splitlines()]
        return {Path(line["input"]).name: line for line in lines}


def command(*arguments: str | Path) -> list[str]:
    """A command line of envcheck."""
    return [sys.executable, "-m", "envcheck", *map(str, arguments)]


def surroundings() -> dict[str, str]:
    """The environment of a plain terminal: no settings of ours, and Python buffers as it usually does."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("ENVCHECK_")}
    return {**own, "LANG": "C.UTF-8", "PYTHONUNBUFFERED": ""}


def called(*arguments: str | Path, folder: Path) -> Called:
    """Runs envcheck in `folder`."""
    return ran(command(*arguments), folder)


def ran(words: Sequence[str], folder: Path) -> Called:
    """Runs any command in `folder`."""
    done = subprocess.run(
        words, capture_output=True, cwd=folder, env=surroundings(), timeout=300, encoding="utf-8", errors="replace"
    )
    return Called(done.returncode, done.stdout, done.stderr)


def measured(*arguments: str | Path, folder: Path) -> tuple[Called, float]:
    """Runs envcheck; gives the megabytes of memory it took at its peak, too.

    A small process stands between: a child's peak is counted from its parent's.
    """
    between = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    done = ran([sys.executable, "-c", between, *command(*arguments)], folder)
    *lines, peak = done.out.splitlines()
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Called(done.code, "\n".join(lines), done.err), int(peak) / unit


# pictures


def ready() -> Pixels:
    """A room with a therapist in it, with nothing to say against it; 1280 by 720."""
    return np.asarray(cv2.imread(str(READY)), np.uint8)


def room() -> Image.Image:
    """The same as Pillow has it."""
    with Image.open(READY) as picture:
        return picture.copy()


def written(path: Path, pixels: np.ndarray[Any, Any], *options: int) -> None:
    """Writes pixels by OpenCV in the format of the suffix."""
    assert cv2.imwrite(str(path), pixels, options)


def kept(**options: Any) -> Maker:
    """The room as Pillow saves it with `options`."""
    return lambda path: room().save(path, **options)


def converted(mode: str) -> Maker:
    """The room in another mode of Pillow."""
    return lambda path: room().convert(mode).save(path)


def turned(orientation: int, alpha: bool = False) -> Maker:
    """The room lying on its side, with the EXIF orientation that makes it upright."""
    exif = Image.Exif()
    exif[0x112] = orientation
    lying = room().convert("RGBA" if alpha else "RGB").transpose(UPRIGHT_FROM[orientation])

    def save(path: Path) -> None:
        options = {"lossless": True} if path.suffix == ".webp" else {"quality": 95} if path.suffix == ".jpg" else {}
        lying.save(path, exif=exif, **options)

    return save


def sixteen_bit(path: Path) -> None:
    written(path, ready().astype(np.uint16) * 257)


def grey(path: Path) -> None:
    written(path, cv2.cvtColor(ready(), cv2.COLOR_BGR2GRAY))


def palette(path: Path) -> None:
    room().quantize(256).save(path)


def half_transparent(path: Path) -> None:
    """The left half of a black picture is transparent."""
    pixels = np.zeros((180, 320, 4), np.uint8)
    pixels[:, 160:, 3] = 255
    picture = Image.fromarray(pixels)
    picture.save(path, lossless=True) if path.suffix == ".webp" else picture.save(path)


def half_transparent_palette(path: Path) -> None:
    """The same with two colours of a palette, one of them transparent."""
    indices = np.zeros((180, 320), np.uint8)
    indices[:, 160:] = 1
    picture = Image.fromarray(indices, "P")
    picture.putpalette([0] * 768)
    picture.save(path, transparency=0)


def half_transparent_16_bit(path: Path) -> None:
    """The same with 16 bits a channel."""
    pixels = np.zeros((180, 320, 4), np.uint16)
    pixels[:, 160:, 3] = 65535
    written(path, pixels)


def tiled(path: Path, megapixels: float, *options: int, alpha: bool = False) -> None:
    """A huge picture, made of the room many times."""
    tile = cv2.cvtColor(ready(), cv2.COLOR_BGR2BGRA) if alpha else ready()
    across, down = 1280 * 9, round(megapixels * 1e6 / (1280 * 9))
    written(path, np.tile(tile, (-(-down // 720), 9, 1))[:down, :across], *options)


def of_size(width: int, height: int) -> Maker:
    """A grey picture."""
    return lambda path: written(path, np.full((height, width, 3), 90, np.uint8))


def promised_png(width: int, height: int) -> Maker:
    """A PNG whose header names a size that its data do not fill."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")
    return lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def promised_jpeg(width: int, height: int) -> Maker:
    """A JPEG whose header names a size that its data do not fill."""
    data = bytearray(READY.read_bytes())
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return lambda path: path.write_bytes(data)


def promised_gif(width: int, height: int) -> Maker:
    """A GIF of two colours whose header names a size that its data do not fill."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    image = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    return lambda path: path.write_bytes(b"GIF89a" + screen + image + b";")


def corrupt_png(path: Path) -> None:
    """A PNG with one wrong byte in its data, so that a chunk's checksum is off."""
    written(path, ready())
    data = bytearray(path.read_bytes())
    data[data.index(b"IDAT") + 3000] ^= 0xFF
    path.write_bytes(data)


def cut(share: float) -> Maker:
    """The room as a file that ends after this share of its bytes."""

    def save(path: Path) -> None:
        written(path, ready())
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return save


def text(path: Path) -> None:
    path.write_text("These are notes, not a picture.\n" * 100)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# clips


def ffmpeg(*arguments: str | float | Path) -> None:
    """Runs the FFmpeg program."""
    words = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


FAST = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12")


def recoded(*options: str, seconds: float = 3) -> Maker:
    """The start of the walk-in clip, small, encoded with `options`."""
    return lambda path: ffmpeg("-i", WALK_IN, "-t", seconds, *options, path)


def alone(path: Path) -> None:
    """A minute of the walk-in clip's first seconds, again and again: nobody walks in, however late one looks."""
    ffmpeg("-i", WALK_IN, "-vf", "scale=640:360,loop=loop=-1:size=45:start=0", "-t", 60, *FAST, path)


def still(frames: int, *options: str, rate: str = "10") -> Maker:
    """The room as a clip that does not move."""
    given = ("-loop", "1", "-framerate", rate, "-i", READY, "-frames:v", frames)
    return lambda path: ffmpeg(*given, *(options or ("-vf", "scale=640:-2,format=yuv420p", *FAST)), path)


def black(path: Path) -> None:
    """Less than half a second of black."""
    ffmpeg("-f", "lavfi", "-i", "color=black:s=640x360:r=25", "-frames:v", 8, "-pix_fmt", "yuv420p", *FAST, path)


def sound_only(path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=d=1", path)


def frameless(path: Path) -> None:
    """A clip that announces a picture and brings none."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        container.start_encoding()


def index_cut_off(path: Path) -> None:
    """An MP4 with its index at the end, of which only the first half is there."""
    ffmpeg("-i", LIGHT, "-c", "copy", path)
    _halve(path)


def broken_off(path: Path) -> None:
    """An MP4 with its index in front, of which only the first half is there."""
    ffmpeg("-i", LIGHT, "-c", "copy", "-movflags", "+faststart", path)
    _halve(path)


def lying(path: Path, degrees: int = 90) -> None:
    """A clip whose pixels lie on their side, with the display matrix that makes them upright."""
    between = path.with_name(f"flat-{path.name}")
    filters = {90: "transpose=clock", 180: "hflip,vflip", 270: "transpose=cclock"}[degrees]
    recoded("-vf", f"scale=640:360,{filters}", *FAST)(between)
    ffmpeg("-display_rotation", degrees, "-i", between, "-c", "copy", path)
    between.unlink()


def joined(path: Path) -> None:
    """Two clips one after the other in one file, each with its own clock."""
    recoded("-vf", "scale=640:360", *FAST)(path)
    path.write_bytes(path.read_bytes() * 2)


def looped(path: Path, times: int = 15) -> None:
    """Three minutes of a light that is turned on again and again."""
    ffmpeg("-stream_loop", times - 1, "-i", LIGHT, "-c", "copy", path)


def seconds_of_stillness(path: Path, seconds: int) -> None:
    """A frame a second, small and always the same."""
    small = path.with_suffix(".png")
    written(small, cv2.resize(ready(), (128, 72), interpolation=cv2.INTER_AREA))
    fps = ("-loop", "1", "-framerate", 1, "-i", small, "-frames:v", seconds)
    ffmpeg(*fps, "-pix_fmt", "yuv420p", "-g", seconds, *FAST, path)
    small.unlink()


def ten_hours(path: Path) -> None:
    """A frame a second for ten hours."""
    ten_minutes = path.with_name(f"part-{path.name}")
    seconds_of_stillness(ten_minutes, 600)
    ffmpeg("-stream_loop", 59, "-i", ten_minutes, "-c", "copy", path)
    ten_minutes.unlink()


def _halve(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
