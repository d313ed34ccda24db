"""Pictures: the room in every format that is read and most of their forms, and in some that are not."""

import sys
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import bombs
import heif_files as made
from envcheck.media.frame import Pixels
from envcheck.media.source import open_source
from envcheck.model.errors import InputError
from envcheck.runner import check_image
from fuzzing.kind import Kind, Sample
from fuzzing.octets import damaged

ROOM = Path(__file__).parents[2] / "samples" / "media" / "ready.jpg"
SIZE = (320, 180)
TILE = 128

TURNED = Image.Exif()
TURNED[0x112] = 6


@cache
def room() -> Image.Image:
    """The room, small."""
    with Image.open(ROOM) as whole:
        return whole.resize(SIZE)


@cache
def _samples() -> tuple[Sample, ...]:
    alpha = room().convert("RGBA")
    alpha.putalpha(120)
    saved: list[tuple[str, Image.Image, dict[str, Any]]] = [
        (".jpg", room(), {"quality": 90, "exif": TURNED}),
        (".jpg", room(), {"progressive": True}),
        (".jpg", room().convert("CMYK"), {}),
        (".png", room(), {"exif": TURNED}),
        (".png", alpha, {}),
        (".png", room().quantize(64), {"transparency": 3}),
        (".png", room(), {"save_all": True, "append_images": [alpha.convert("RGB")]}),
        (".webp", room(), {}),
        (".webp", alpha, {"lossless": True}),
        (".webp", room(), {"save_all": True, "append_images": [room().transpose(Image.Transpose.ROTATE_180)]}),
        (".bmp", room(), {}),
        (".bmp", room().quantize(16), {}),
        (".tif", room(), {}),
        (".tif", room(), {"compression": "tiff_lzw"}),
        (".tif", alpha, {"compression": "tiff_adobe_deflate"}),
        (".avif", room(), {"exif": TURNED}),
        (".avif", alpha, {}),
        (".gif", room(), {}),
    ]
    by_pillow = [(suffix, _saved(suffix, picture, options)) for suffix, picture, options in saved]
    return (*by_pillow, *_deep(), *_heifs(), *_by_hand())


def _saved(suffix: str, picture: Image.Image, options: dict[str, Any]) -> bytes:
    file = BytesIO()
    formats = {".jpg": "JPEG", ".tif": "TIFF"}
    picture.save(file, formats.get(suffix, suffix[1:].upper()), **options)
    return file.getvalue()


def _bgr() -> Pixels:
    return np.asarray(np.asarray(room())[..., ::-1], np.uint8)


def _deep() -> list[Sample]:
    """16 bits, as they are and with more light than a usual screen has (BT.2020, PQ)."""
    deep = cv2.imencode(".png", _bgr().astype(np.uint16) * 257)[1].tobytes()
    return [(".png", deep), (".png", deep[:33] + bombs.chunk(b"cICP", bytes([9, 16, 0, 1])) + deep[33:])]


def _heifs() -> list[Sample]:
    """HEIC and AVIF as telephones write them: whole and in tiles, turned, mirrored, and of other colours."""
    tiles = made.cut_in_tiles(_bgr(), TILE)
    hlg, turned = made.nclx(9, 18, 9, True), (made.IROT[90], made.IMIR[1])
    with tempfile.TemporaryDirectory() as folder:
        whole, tiled = (made.encoded(parts, Path(folder)) for parts in ([_bgr()], tiles))
        h264 = made.encoded([_bgr()], Path(folder), *made.H264)
    avc = {"kind": b"avc1", "setup_kind": b"avcC", "brands": (b"avci", b"mif1")}
    return [
        (".heic", made.heif(SIZE, SIZE, whole)),
        (".heic", made.heif(SIZE, (TILE, TILE), tiled, *turned)),
        (".heic", made.heif(SIZE, SIZE, whole, hlg)),
        (".heif", made.heif(SIZE, SIZE, h264, **avc)),  # type: ignore[arg-type]
    ]


def _by_hand() -> list[Sample]:
    """Formats that are not read, and small forms of what announces much."""
    return [
        (".hdr", bombs.radiance(*SIZE)),
        (".png", bombs.unpacked(b"iCCP", b"\0\0")()),
        (".webp", bombs.animated_webp(200, 100)),
        (".jpg", bombs.scans(20)),
    ]


def _read(path: Path, whole: bool) -> str:
    """As a picture is looked at."""
    shapes = []
    for frame in open_source(path):
        frame.luma()
        frame.bgr(64, 36)
        shapes.append(f"{frame.width}x{frame.height}")
    return f"{' '.join(shapes)} {check_image(path).verdict.value if whole else ''}"


PICTURES = Kind(
    "pictures",
    10_000,
    _samples,
    damaged,
    _read,
    (InputError,),
    most_secs=10.0,
    most_bytes=1_000_000_000,
    part=250,
)
