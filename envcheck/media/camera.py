"""A local camera as frames: only the newest one waits."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from envcheck.media.clip import ANALYSIS_FPS
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.rate import ArrivalRate
from envcheck.media.sound import Listener, ignore_sound
from envcheck.model.errors import BusyCamera, MissingCamera
from envcheck.model.findings import Mode

SILENCE = 5.0
"""Seconds without a picture after which a camera is given up."""

PROBED = 4
"""How many camera numbers are tried where the system has no list of devices."""


def cameras() -> list[str]:
    """Names under which local cameras can be opened."""
    if sys.platform.startswith("linux"):
        return [str(device) for device in sorted(Path("/dev").glob("video*"))]
    return [str(number) for number in range(PROBED) if _opens(number)]


class CameraSource:
    """A local camera.

    A thread reads as fast as the camera delivers and keeps the newest picture only, so that what is judged is never
    older than one frame, however long judging takes.

    Args:
        camera: its number, its device file, or the address of a stream.
        fps: frames given per second.
        max_seconds: when to stop, None for never.

    Attributes:
        dropped: frames that were read and not given, since a newer one came.

    Raises:
        MissingCamera: when iterated: there is none.
        BusyCamera: when iterated: it is there but gives no picture, or stops giving any.
    """

    mode = Mode.VIDEO

    def __init__(self, camera: str, fps: float = ANALYSIS_FPS, max_seconds: float | None = None) -> None:
        self._number = int(camera) if camera.isascii() and camera.isdigit() and len(camera) <= 3 else None
        self._label = camera.strip() or "“”"
        self.name = f"camera {self._label}"
        self.seconds = max_seconds
        self.listener: Listener = ignore_sound
        self.dropped = 0
        self._camera = camera
        self._step = 1.0 / fps
        self._newest: Pixels | None = None
        self._arrivals = ArrivalRate()
        self._arrived = threading.Condition()
        self._ended = False

    def __iter__(self) -> Iterator[Frame]:
        capture = self._open()
        reader = threading.Thread(target=self._read, args=(capture,), daemon=True)
        reader.start()
        try:
            yield from self._paced_frames()
        finally:
            self._ended = True
            reader.join(timeout=SILENCE)
            capture.release()

    def _open(self) -> cv2.VideoCapture:
        capture = cv2.VideoCapture(self._camera if self._number is None else self._number)
        if capture.isOpened():
            return capture
        if not self._is_there():
            raise MissingCamera(
                self._camera, f"There is no {self.name}. Please connect one; `envcheck doctor` lists them."
            )
        raise BusyCamera(
            self._camera,
            f"Camera {self._label} cannot be opened. Please close other programs that use it, or allow its use.",
        )

    def _is_there(self) -> bool:
        if self._number is None:
            return Path(self._camera).exists()
        return not sys.platform.startswith("linux") or Path(f"/dev/video{self._number}").exists()

    def _read(self, capture: cv2.VideoCapture) -> None:
        while not self._ended:
            delivered, picture = capture.read()
            with self._arrived:
                if not delivered:
                    self._ended = True
                else:
                    self.dropped += self._newest is not None
                    self._newest = np.asarray(picture, dtype=np.uint8)
                    self._arrivals.note(time.monotonic())
                self._arrived.notify()

    def _paced_frames(self) -> Iterator[Frame]:
        started = time.monotonic()
        due = 0.0
        while True:
            picture = self._await_picture()
            now = time.monotonic() - started
            if self.seconds is not None and now > self.seconds:
                return
            yield PictureFrame(picture, now, self._arrivals.per_second)
            due = max(due + self._step, now)
            time.sleep(max(0.0, due - (time.monotonic() - started)))

    def _await_picture(self) -> Pixels:
        with self._arrived:
            came = self._arrived.wait_for(lambda: self._newest is not None or self._ended, SILENCE)
            picture, self._newest = self._newest, None
        if picture is None:
            stopped = "has stopped giving pictures" if came else "gives no picture"
            raise BusyCamera(
                self._camera,
                f"Camera {self._label} {stopped}. Please check its cable, and close other programs that use it.",
            )
        return picture


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number)
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()
