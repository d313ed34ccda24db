"""`envcheck watch --guard`: one line that it is on, one while somebody else is in view."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import numpy as np
import pytest

from builders import needs
from envcheck.cli import guard as guard_command
from envcheck.cli.app import run
from envcheck.media.frame import Frame, PictureFrame
from envcheck.media.sound import ignore_sound
from envcheck.model.errors import BusyCamera
from envcheck.model.findings import Mode
from envcheck.perception.weights import YOLOX_NANO
from envcheck.render.guarding import GONE, OFF, WATCHING
from envcheck.render.language import languages, translator
from envcheck.wire.live_messages import live_schema

CLIP = str(Path(__file__).parents[2] / "samples" / "media" / "second-person-walks-in.mp4")
MESSAGE = "Someone else seems to be in view."


class Camera:
    """Gives a few black frames, and then does as it is told."""

    mode, seconds, name, listener = Mode.VIDEO, None, "camera 0", staticmethod(ignore_sound)

    def __init__(self, frames: int, then: BaseException | None = None) -> None:
        self._frames, self._then = frames, then

    def __iter__(self) -> Iterator[Frame]:
        for number in range(self._frames):
            yield PictureFrame(np.zeros((36, 64, 3), np.uint8), number / 2)
        if self._then:
            raise self._then


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Clips are not played at their pace, and no settings are found."""
    monkeypatch.setattr("envcheck.media.played.time.sleep", lambda _: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")


def shows(monkeypatch: pytest.MonkeyPatch, camera: Camera) -> None:
    monkeypatch.setattr(guard_command, "open_camera", lambda *_, **__: camera)


@needs(YOLOX_NANO)
def test_it_tells_who_comes_into_view_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--guard", "--camera", CLIP]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"● {WATCHING}")
    assert lines[1] == f"○ {MESSAGE}"
    assert lines[-1] == OFF
    assert len(lines) == 4


@needs(YOLOX_NANO)
def test_json_lines_are_messages_of_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--guard", "--camera", CLIP, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["type"] for one in told] == ["hello", "guard", "finding", "end"]
    schema = jsonschema_rs.validator_for(live_schema())
    for one in told:
        schema.validate(one)


@needs(YOLOX_NANO)
def test_two_who_are_expected_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--guard", "--camera", CLIP, "--profile", "co-therapists"]) == 0
    assert MESSAGE not in capsys.readouterr().out


@pytest.mark.parametrize("lang", languages())
def test_it_speaks_every_language(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shows(monkeypatch, Camera(1))
    assert run(["watch", "--guard", "--json", "--lang", lang]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[1]["text"] == translator(lang)(WATCHING)
    for words in (WATCHING, GONE, OFF):
        assert lang == "en" or translator(lang)(words) != words


def test_ctrl_c_ends_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shows(monkeypatch, Camera(4, KeyboardInterrupt()))
    assert run(["watch", "--guard"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == OFF


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_camera_that_is_lost_is_told_once(
    form: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shows(monkeypatch, Camera(4, BusyCamera("0", "Camera 0 has stopped giving pictures.")))
    assert run(["watch", "--guard", *form]) == 3
    told = capsys.readouterr()
    assert told.err == "envcheck: Camera 0 has stopped giving pictures.\n"
    assert not form or json.loads(told.out.splitlines()[-1])["reason"] == "silent"


def test_a_camera_that_gives_nothing_is_never_said_to_be_watched(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shows(monkeypatch, Camera(0, BusyCamera("0", "Camera 0 cannot be opened.")))
    assert run(["watch", "--guard"]) == 3
    assert not capsys.readouterr().out


def test_that_it_cannot_see_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A covered lens shows nobody, which is not the same as nobody being there."""
    shows(monkeypatch, Camera(80))
    assert run(["watch", "--guard"]) == 0
    blind = [line for line in capsys.readouterr().out.splitlines() if line.startswith("? ")]
    assert len(blind) == 1
    assert "too dark or too flat" in blind[0]


@pytest.mark.parametrize("option", ["--select", "--ignore", "--fps", "--attest", "--baseline"])
def test_it_takes_nothing_that_chooses_what_is_judged(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--guard", option, "1"]) == 3
    assert option in capsys.readouterr().err


def test_no_variable_turns_it_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ENVCHECK_GUARD", "1")
    shows(monkeypatch, Camera(1))
    run(["watch", "--camera", "gone.mp4", "--seconds", "1"])
    assert WATCHING not in capsys.readouterr().out
