"""Debian's Chromium with a camera and a microphone of our making."""

import shutil
import subprocess
import wave
from collections.abc import Iterable
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from playwright.sync_api import Browser, Playwright

from envcheck.media.sound import RATE as SOUND_RATE
from perception.sound.sounds import Sound, babble, noise
from sent import MEDIA, SIZE, breathing, lively

CHROMIUM = shutil.which("chromium")

RATE = 30
"""Frames a second at which Chromium plays a file of JPEG pictures, whatever is in it; it begins anew at its end."""


def changing_camera(path: Path, *parts: tuple[str, float], size: tuple[int, int] = SIZE) -> Path:
    """A camera file that shows one sample picture after another, with a camera's noise, each for so many seconds."""
    with path.open("wb") as file:
        for name, secs in parts:
            pictures = lively(name, size)
            shots = [jpeg(pictures(number / RATE)) for number in range(7)]
            file.writelines(shots[number % 7] for number in range(round(secs * RATE)))
    return path


def breathing_camera(path: Path, name: str, size: tuple[int, int] = SIZE, secs: float = 4.0) -> Path:
    """A camera file of somebody in a sample picture who breathes: for sessions of more than half a minute."""
    pictures = breathing(name, size, period=secs / 2)
    path.write_bytes(b"".join(jpeg(pictures(number / RATE)) for number in range(round(secs * RATE))))
    return path


def clip_camera(path: Path, name: str) -> Path:
    """A camera file that shows a sample clip."""
    program = imageio_ffmpeg.get_ffmpeg_exe()
    size = ["-vf", f"fps={RATE},scale=640:360", "-q:v", "4", "-f", "mjpeg"]
    command = [program, "-loglevel", "error", "-y", "-i", str(MEDIA / name), *size, str(path)]
    subprocess.run(command, check=True, timeout=120)
    return path


def microphone(path: Path, sound: Sound) -> Path:
    """A file that Chromium takes for a microphone; it begins anew at its end."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SOUND_RATE, 0, "NONE", ""))
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())
    return path


def still_room(path: Path) -> Path:
    """A microphone in a room where nobody speaks."""
    return microphone(path, noise(4, -55))


def voice(path: Path) -> Path:
    """A microphone in a room where somebody speaks all the time."""
    return microphone(path, babble(12, -26) + noise(12, -70))


def faked(camera: Path | None, sound: Path | None) -> list[str]:
    """Flags for a camera and a microphone that play files, and are allowed without a question."""
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    if camera:
        flags.append(f"--use-file-for-fake-video-capture={camera}")
    if sound:
        flags.append(f"--use-file-for-fake-audio-capture={sound}")
    return flags


def launched(playwright: Playwright, flags: Iterable[str]) -> Browser:
    """Chromium with those flags; the caller closes it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *flags])


def jpeg(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()
