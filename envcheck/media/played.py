"""A clip in the place of a camera: read as any clip is, at the pace at which a player shows it."""

import stat
import time
from collections.abc import Iterator
from math import inf
from pathlib import Path

from envcheck.media.camera import CameraSource
from envcheck.media.clip import ANALYSIS_FPS, ClipSource
from envcheck.media.frame import Frame
from envcheck.media.sound import Listener, ignore_sound
from envcheck.media.source import Source, open_source
from envcheck.media.still.image import MAX_MEGAPIXELS
from envcheck.model.errors import UnsupportedInput
from envcheck.model.findings import Mode


class PlayedClip:
    """A clip at its own pace, and slower where looking takes longer: no frame that is due is left out.

    Args:
        clip: as it is read anywhere else.

    Raises:
        InputError: when iterated, if the file cannot be looked at.
    """

    mode = Mode.VIDEO

    def __init__(self, clip: ClipSource) -> None:
        self.name = f"camera {clip.name}"
        self.seconds: float | None = None
        self.listener: Listener = ignore_sound
        self._clip = clip

    def __iter__(self) -> Iterator[Frame]:
        self._clip.listener = self.listener
        started = time.monotonic()
        for frame in self._clip:
            self.seconds = self._clip.seconds
            time.sleep(max(0.0, started + frame.time - time.monotonic()))
            yield frame


def open_camera(
    camera: str,
    *,
    fps: float = ANALYSIS_FPS,
    max_seconds: float | None = None,
    max_megapixels: float = MAX_MEGAPIXELS,
) -> Source:
    """What is looked through: a camera by its number, device file or address, or a clip in its place.

    Args:
        camera: as the user named it.
        fps: frames given per second.
        max_seconds: when to stop, None for never.
        max_megapixels: clips with larger frames are refused.

    Raises:
        InputError: a file that is no clip, or a folder or pipe.
    """
    if camera.isdigit() or not _is_file(camera):
        return CameraSource(camera, fps, max_seconds)
    seconds = inf if max_seconds is None else max_seconds
    source = open_source(Path(camera), fps=fps, max_seconds=seconds, max_megapixels=max_megapixels)
    if not isinstance(source, ClipSource):
        raise UnsupportedInput(source.name, "this is a picture and no camera; `envcheck check` looks at it.")
    return PlayedClip(source)


def _is_file(camera: str) -> bool:
    """True for whatever lies there under that name and is no device: to read from a pipe might take for ever."""
    try:
        mode = Path(camera).stat().st_mode if camera else 0
    except (OSError, ValueError):  # an address, or a name that no file can have
        return False
    return bool(mode) and not (stat.S_ISCHR(mode) or stat.S_ISBLK(mode))
