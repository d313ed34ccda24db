"""Damaged pictures and clips put to the decoders: one sentence each, in bounded time and memory, and nothing else.

    python tools/fuzz.py [--pictures 2000] [--clips 600] [--seed 0] [--keep FOLDER]

Each mutant comes of its number alone: `--keep` writes those that fail, to be tried again.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import av
import cv2
import numpy as np
from PIL import Image

from envcheck.media.source import open_source
from envcheck.media.still.image import NO_MEMORY
from envcheck.model.errors import InputError

ROOM = Path(__file__).parents[1] / "samples" / "media" / "ready.jpg"
MOST_SECS, MOST_BYTES = 10.0, 1_000_000_000
PART = 25
"""Mutants that one process takes, so that a crash costs no more than those after it."""

EXTREMES = [
    bytes.fromhex(word) for word in ("00000000", "ffffffff", "7fffffff", "ffffff7f", "fffffff0", "80000000", "0000ffff")
]
"""What lengths and counts are set to."""

Sample = tuple[str, bytes]
"""A suffix and a whole file."""


@dataclass(frozen=True)
class Outcome:
    """What one mutant came to: processor time in seconds, and bytes of memory beyond what was taken before."""

    seed: int
    told: str
    secs: float = 0.0
    memory: int = 0

    @property
    def fault(self) -> bool:
        """True for anything but frames or a sentence, in bounded time and memory."""
        return not self.told.startswith(("ok", "told")) or self.secs > MOST_SECS or self.memory > MOST_BYTES


def mutated(sample: bytes, others: list[bytes], seed: int) -> bytes:
    """The sample with one to five damages, chosen by the seed."""
    rng = random.Random(seed)
    data = bytearray(sample)
    for _ in range(rng.randint(1, 5)):
        rng.choice((_flip, _flip, _cut, _splice, _announce, _announce, _repeat, _drop))(data, others, rng)
    return bytes(data)


def _flip(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    for _ in range(rng.randint(1, 20)):
        if data:
            data[_early(len(data), rng)] ^= 1 << rng.randrange(8)


def _cut(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    del data[_early(len(data), rng) if rng.random() < 0.3 else rng.randrange(len(data) + 1) :]


def _splice(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    other = rng.choice(others)
    start = rng.randrange(len(other))
    at = _early(len(data), rng)
    data[at:at] = other[start : start + rng.randint(4, 400)]


def _announce(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    data[at : at + 4] = rng.choice(EXTREMES)


def _repeat(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    data[at:at] = data[at : at + rng.randint(4, 200)] * rng.randint(1, 20)


def _drop(data: bytearray, others: list[bytes], rng: random.Random) -> None:
    at = _early(len(data), rng)
    del data[at : at + rng.randint(1, 60)]


def _early(length: int, rng: random.Random) -> int:
    """A place, half of the time among the headers."""
    return rng.randrange(max(1, min(length, 400) if rng.random() < 0.5 else length))


@cache
def pictures() -> tuple[Sample, ...]:
    """The room in every format and most of their forms."""
    with Image.open(ROOM) as whole:
        room = whole.resize((320, 180))
    alpha = room.convert("RGBA")
    alpha.putalpha(120)
    deep = cv2.imencode(".png", np.asarray(room)[..., ::-1].astype(np.uint16) * 257)[1].tobytes()
    exif = Image.Exif()
    exif[0x112] = 6
    saved: list[tuple[str, Image.Image, dict[str, Any]]] = [
        (".jpg", room, {"quality": 90, "exif": exif}),
        (".jpg", room, {"progressive": True}),
        (".jpg", room.convert("CMYK"), {}),
        (".png", room, {"exif": exif}),
        (".png", alpha, {}),
        (".png", room.quantize(64), {}),
        (".png", room, {"save_all": True, "append_images": [alpha.convert("RGB")]}),
        (".webp", room, {}),
        (".webp", alpha, {"lossless": True}),
        (".webp", room, {"save_all": True, "append_images": [room.transpose(Image.Transpose.ROTATE_180)]}),
        (".bmp", room, {}),
        (".bmp", room.quantize(16), {}),
        (".tif", room, {}),
        (".tif", room, {"compression": "tiff_lzw"}),
        (".tif", alpha, {"compression": "tiff_adobe_deflate"}),
        (".avif", room, {"exif": exif}),
        (".avif", alpha, {}),
        (".gif", room, {}),
    ]
    return ((".png", deep), *((suffix, _saved(suffix, picture, options)) for suffix, picture, options in saved))


def _saved(suffix: str, picture: Image.Image, options: dict[str, Any]) -> bytes:
    file = BytesIO()
    formats = {".jpg": "JPEG", ".tif": "TIFF"}
    picture.save(file, formats.get(suffix, suffix[1:].upper()), **options)
    return file.getvalue()


@cache
def clips() -> tuple[Sample, ...]:
    """Two seconds of the room with a tone, in most containers and codecs."""
    kinds = [
        (".mp4", "libx264", "aac"),
        (".mov", "mpeg4", "pcm_s16le"),
        (".mkv", "mpeg4", "flac"),
        (".mkv", "libx264", "libmp3lame"),
        (".webm", "libvpx", "libopus"),
        (".webm", "libvpx-vp9", "libopus"),
        (".avi", "mjpeg", "pcm_s16le"),
        (".avi", "mpeg4", "ac3"),
        (".ts", "mpeg2video", "mp2"),
        (".mpg", "mpeg1video", "mp2"),
        (".gif", "gif", ""),
    ]
    return tuple((suffix, _filmed(suffix, video, audio)) for suffix, video, audio in kinds)


def _filmed(suffix: str, video: str, audio: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sample{suffix}"
        with av.open(str(path), "w") as container:
            stream = cast(av.VideoStream, container.add_stream(video, rate=25))
            stream.width, stream.height = 320, 180
            stream.pix_fmt = {"mjpeg": "yuvj420p", "gif": "rgb8"}.get(video, "yuv420p")
            sound = cast(av.AudioStream, container.add_stream(audio, rate=48_000)) if audio else None
            for picture, part in _moments():
                container.mux(stream.encode(picture))
                if sound:
                    container.mux(sound.encode(part))
            container.mux(stream.encode(None))
            if sound:
                container.mux(sound.encode(None))
        return path.read_bytes()


def _moments() -> Iterator[tuple[av.VideoFrame, av.AudioFrame]]:
    with Image.open(ROOM) as whole:
        room = np.asarray(whole.resize((320, 180)))
    tone = (np.sin(np.arange(96_000) * 0.03) * 9000).astype(np.int16)
    for number in range(50):
        picture = np.ascontiguousarray(np.roll(room, number, axis=1))
        part = av.AudioFrame.from_ndarray(tone[None, number * 1920 : (number + 1) * 1920], layout="mono")
        part.sample_rate, part.pts = 48_000, number * 1920
        yield av.VideoFrame.from_ndarray(picture, format="rgb24"), part


def tried(samples: tuple[Sample, ...], seed: int, folder: Path) -> Outcome:
    """One mutant, put to the decoders in this process."""
    suffix, sample = samples[seed % len(samples)]
    path = folder / f"mutant-{seed}{suffix}"
    path.write_bytes(mutated(sample, [other for _, other in samples], seed))
    began, before = time.process_time(), _peak()
    try:
        frames = 0
        for frame in open_source(path, max_seconds=10):
            frame.luma()
            frame.bgr(64, 36)
            frames += 1
        told = f"ok {frames}"
    except InputError as error:
        told = f"{'memory' if error.reason == NO_MEMORY else 'told'} {error.reason}"
    except Exception as error:
        told = f"raised {type(error).__name__}: {error}"
    outcome = Outcome(seed, " ".join(told.split()), time.process_time() - began, _peak() - before)
    if not outcome.fault:
        path.unlink()
    return outcome


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _work(kind: str, first: int, last: int, folder: Path) -> None:
    """A process of its own: one line for each mutant, written before the next is tried."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (PART * int(MOST_SECS), PART * int(MOST_SECS)))
    samples = pictures() if kind == "pictures" else clips()
    for seed in range(first, last):
        outcome = tried(samples, seed, folder)
        print(outcome.seed, f"{outcome.secs:.3f}", outcome.memory, outcome.told, flush=True)


def worked(kind: str, first: int, last: int, folder: Path) -> Iterator[Outcome]:
    """The outcomes of these mutants; one that ends its process is told, and the rest go on in a new one."""
    while first < last:
        words = [sys.executable, __file__, "--work", kind, str(first), str(last), "--keep", str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, errors="replace")
        for line in done.stdout.splitlines():
            seed, secs, memory, told = line.split(" ", 3)
            yield Outcome(int(seed), told, float(secs), int(memory))
            first = int(seed) + 1
        if done.returncode:
            yield Outcome(first, f"crashed with {done.returncode}: {done.stderr[-200:]}")
            first += 1


def _all(kind: str, count: int, seed: int, folder: Path, say: Callable[[str], None]) -> list[Outcome]:
    parts = [(kind, first, min(first + PART, seed + count), folder) for first in range(seed, seed + count, PART)]
    with ThreadPoolExecutor(2) as pool:
        outcomes = [outcome for part in pool.map(lambda part: list(worked(*part)), parts) for outcome in part]
    kinds = {word: sum(one.told.startswith(word) for one in outcomes) for word in ("ok", "told")}
    say(
        f"{kind}: {len(outcomes)} mutants, {kinds['ok']} read, {kinds['told']} told, slowest "
        f"{max(one.secs for one in outcomes):.1f} s, largest {max(one.memory for one in outcomes) / 1e6:.0f} MB"
    )
    return outcomes


def main() -> None:
    """Tries them all, and says which fail."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=2000)
    parser.add_argument("--clips", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if given.work:
            return _work(given.work[0], int(given.work[1]), int(given.work[2]), folder)
        outcomes = [
            outcome
            for kind, count in (("pictures", given.pictures), ("clips", given.clips))
            if count
            for outcome in _all(kind, count, given.seed, folder, print)
        ]
    faults = [outcome for outcome in outcomes if outcome.fault]
    for outcome in faults:
        print(f"{outcome.seed}: {outcome.told} ({outcome.secs:.1f} s, {outcome.memory / 1e6:.0f} MB)")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
