"""A camera that is there, is missing, is busy, or goes away; played by a stand-in."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from envcheck.media import camera
from envcheck.media.camera import CameraSource
from envcheck.media.frame import Frame, Pixels
from envcheck.model.errors import BusyCamera, CameraError, MissingCamera

ENDLESS = 10**9


class Played:
    """Stands in for a capture: gives flat pictures of rising level, then ends.

    Args:
        pictures: how many it gives.
        silent: it waits instead of ending.
        opens: whether it can be opened.
        waits: after the first picture it waits until `go_on` is set.
    """

    def __init__(self, pictures: int, *, silent: bool = False, opens: bool = True, waits: bool = False) -> None:
        self.given = 0
        self.asked_for: object = None
        self.all_given, self.released, self.go_on = threading.Event(), threading.Event(), threading.Event()
        if not waits:
            self.go_on.set()
        self._pictures, self._silent, self._opens = pictures, silent, opens

    def __call__(self, address: object) -> "Played":
        self.asked_for = address
        return self

    def isOpened(self) -> bool:
        return self._opens

    def read(self) -> tuple[bool, Pixels | None]:
        if self.given:
            self.go_on.wait(60)
        if self.given < self._pictures:
            self.given += 1
            return True, np.full((64, 64, 3), min(self.given, 255), np.uint8)
        self.all_given.set()
        if self._silent:
            self.released.wait(0.5)
        return False, None

    def release(self) -> None:
        self.released.set()


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Played]:
    stand_in = Played(**request.param)
    monkeypatch.setattr(cv2, "VideoCapture", stand_in)
    yield stand_in
    stand_in.released.set()


def _watched(source: CameraSource) -> tuple[list[Frame], CameraError | None]:
    """The frames that came, and the error that ended them."""
    seen: list[Frame] = []
    try:
        for frame in source:
            seen.append(frame)
    except CameraError as error:
        return seen, error
    return seen, None


def _levels(frames: list[Frame]) -> list[int]:
    return [int(frame.luma()[0, 0]) for frame in frames]


def test_without_a_camera_the_sentence_says_what_to_do() -> None:
    with pytest.raises(MissingCamera, match=r"There is no camera 77\. Please connect one"):
        next(iter(CameraSource("77")))


@pytest.mark.parametrize("name", ["", "²", "9" * 20, "-1", "no such device", "."])
def test_what_is_no_camera_is_told_in_a_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CameraError) as refusal:
        list(CameraSource(name))
    assert str(refusal.value).endswith(".")
    assert "  " not in str(refusal.value)
    assert refusal.value.camera == name


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no device files")
@pytest.mark.parametrize("played", [{"pictures": 0, "opens": False}], indirect=True)
def test_a_camera_that_is_there_and_does_not_open_is_busy(played: Played, tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    with pytest.raises(BusyCamera, match="close other programs"):
        next(iter(CameraSource(str(device))))


@pytest.mark.parametrize("played", [{"pictures": 1}], indirect=True)
@pytest.mark.parametrize(("name", "address"), [("0", 0), ("12", 12), ("rtsp://host/x", "rtsp://host/x")])
def test_a_number_is_a_number_and_an_address_an_address(played: Played, name: str, address: object) -> None:
    next(iter(CameraSource(name)))
    assert played.asked_for == address


@pytest.mark.parametrize("played", [{"pictures": 0}], indirect=True)
def test_a_camera_that_gives_nothing_is_busy(played: Played) -> None:
    with pytest.raises(BusyCamera, match=r"Camera 0 (gives no picture|has stopped giving pictures)"):
        list(CameraSource("0"))


@pytest.mark.parametrize("played", [{"pictures": 1, "silent": True}], indirect=True)
def test_a_camera_that_falls_silent_is_given_up(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "SILENCE", 0.05)
    frames = iter(CameraSource("0", fps=1000))
    next(frames)
    with pytest.raises(BusyCamera, match="gives no picture"):
        next(frames)


@pytest.mark.parametrize("played", [{"pictures": 50, "silent": True, "waits": True}], indirect=True)
def test_only_the_newest_picture_waits_and_the_others_are_counted(played: Played) -> None:
    source = CameraSource("0", fps=1000)
    frames = iter(source)
    first = next(frames)
    played.go_on.set()
    assert played.all_given.wait(60)
    second = next(frames)
    assert _levels([first, second]) == [1, 50]
    assert source.dropped == 48


@pytest.mark.parametrize("played", [{"pictures": 3}], indirect=True)
def test_the_last_picture_is_seen_before_the_end_is_told(played: Played) -> None:
    seen, error = _watched(CameraSource("0", fps=1000))
    assert isinstance(error, BusyCamera)
    assert _levels(seen)[-1] == 3


@pytest.mark.parametrize("played", [{"pictures": ENDLESS}], indirect=True)
def test_watching_ends_after_the_seconds_asked_for_and_lets_the_camera_go(played: Played) -> None:
    frames = list(CameraSource("0", fps=50, max_seconds=0.2))
    assert 1 <= len(frames) <= 12
    assert frames[-1].time <= 0.2
    assert played.released.is_set()


@pytest.mark.parametrize("played", [{"pictures": ENDLESS}], indirect=True)
def test_a_reader_who_stops_early_lets_the_camera_go(played: Played) -> None:
    frames = iter(CameraSource("0", fps=50))
    next(frames)
    frames.close()  # type: ignore[attr-defined]  # a generator, typed as an iterator
    assert played.released.is_set()


@pytest.mark.parametrize("played", [{"pictures": ENDLESS}], indirect=True)
def test_times_rise_at_the_pace_asked_for(played: Played) -> None:
    times = [frame.time for frame in CameraSource("0", fps=20, max_seconds=0.3)]
    assert times == sorted(times)
    assert len(times) <= 7


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no device files")
def test_the_cameras_listed_are_device_files() -> None:
    assert all(name.startswith("/dev/video") for name in camera.cameras())
