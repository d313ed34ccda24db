"""`envcheck baseline` as a user types it, and the checks that make use of it, in this process."""

import json
import re
from pathlib import Path

import pytest

from envcheck.cli.app import run

MEDIA = Path(__file__).parents[2] / "samples" / "media"
READY, MOVED, OTHER, COVERED = (
    str(MEDIA / name) for name in ("ready.jpg", "off-centre.jpg", "cluttered.jpg", "covered-lens.jpg")
)

Text = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the user's own baseline lies; there is none yet."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "envcheck" / "baseline.json"


@pytest.fixture
def saved(place: Path, capsys: Text) -> Path:
    assert run(["baseline", "save", READY]) == 0
    capsys.readouterr()
    return place


def sentence(capsys: Text) -> str:
    """The one sentence on standard error."""
    told = capsys.readouterr().err
    assert told.startswith("envcheck: ")
    assert told.count("\n") == 1
    return told


def test_saving_says_what_was_saved_and_where(place: Path, capsys: Text) -> None:
    assert run(["baseline", "save", READY]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Saved as the usual setting: 241 numbers, no picture.")
    assert f"File: {place}\n" in told
    numbers = re.findall(r"-?\d+", place.read_text())
    assert len(numbers) == 241 + len(["version", "columns", "rows"])


def test_a_saved_setting_is_replaced_only_by_force(saved: Path, capsys: Text) -> None:
    before = saved.read_text()
    assert run(["baseline", "save", OTHER]) == 3
    assert "--force replaces it" in sentence(capsys)
    assert saved.read_text() == before
    assert run(["baseline", "save", OTHER, "--force"]) == 0
    assert saved.read_text() != before


def test_the_same_room_is_the_same_setting(saved: Path, capsys: Text) -> None:
    assert run(["baseline", "compare", MOVED]) == 0
    assert capsys.readouterr().out == f"{MOVED}: The setting is the same as always.\n"


def test_another_room_is_told_with_one_thing_to_do(saved: Path, capsys: Text) -> None:
    assert run(["baseline", "compare", OTHER]) == 1
    room, advice = capsys.readouterr().out.splitlines()
    assert room == f"{OTHER}: The picture shows another place, view or light than usual."
    assert advice.startswith(f"{OTHER}: → ")


def test_what_cannot_be_compared_says_why(saved: Path, capsys: Text) -> None:
    assert run(["baseline", "compare", COVERED]) == 2
    assert "Not assessed: the picture is too dark" in capsys.readouterr().out


def test_a_comparison_comes_as_json(saved: Path, capsys: Text) -> None:
    assert run(["baseline", "compare", OTHER, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in report["findings"]] == ["BKG106"]


def test_it_is_compared_whatever_the_settings_leave_out(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "envcheck.toml").write_text('profile = "client"\nignore = ["BKG106"]\n')
    assert run(["baseline", "compare", OTHER]) == 1


def test_a_clip_and_a_camera_can_be_saved_and_compared(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Text
) -> None:
    monkeypatch.setattr("envcheck.cli.baseline.LOOK_SECS", 0.5)
    clip = str(MEDIA / "frozen.mp4")
    assert run(["baseline", "save", clip, "--out", "clip.json"]) == 0
    assert run(["baseline", "compare", "--camera", clip, "--baseline", "clip.json"]) == 0
    assert "the same as always" in capsys.readouterr().out


def test_settings_can_name_another_file(saved: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ENVCHECK_BASELINE", str(tmp_path / "own.json"))
    assert run(["baseline", "compare", OTHER]) == 3
    assert run(["baseline", "save", OTHER]) == 0
    assert (tmp_path / "own.json").is_file()
    assert run(["baseline", "compare", OTHER]) == 0
    assert run(["baseline", "forget"]) == 0
    assert not (tmp_path / "own.json").exists()
    assert saved.exists()


def test_a_check_tells_the_change_or_that_there_is_none(saved: Path, capsys: Text) -> None:
    for file, list_, text in ((READY, "strengths", "same as always"), (OTHER, "findings", "another place")):
        run(["check", file, "--baseline", str(saved), "--json"])
        report = json.loads(capsys.readouterr().out)
        assert [text in one["message"] for one in report[list_] if one["code"] == "BKG106"] == [True]


def test_without_a_baseline_a_report_stays_silent_about_it(capsys: Text) -> None:
    assert run(["check", READY]) == 0
    assert "Your usual setting" not in capsys.readouterr().out
    run(["check", READY, "--json"])
    report = json.loads(capsys.readouterr().out)
    assert [one["reason"] for one in report["not_assessed"] if one["code"] == "BKG106"] == [
        "no usual setting was saved"
    ]


def test_asked_for_nothing_else_it_says_that_none_was_saved(capsys: Text) -> None:
    assert run(["check", READY, "--select", "BKG106"]) == 2
    assert "Your usual setting (no usual setting was saved)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", READY], "no usual setting is saved here; `envcheck baseline save` makes one."),
        (["compare", READY, "--baseline", READY], "this is not a saved setting"),
        (["compare", "gone.jpg"], "gone.jpg: there is no such file or folder."),
        (["compare"], "Please name one picture or clip, or a camera"),
        (["save", READY, "--camera", "0"], "Please name one picture or clip, or a camera"),
        (["save", "gone.jpg"], "gone.jpg: there is no such file or folder."),
        (["save", COVERED], "the setting cannot be told: the picture is too dark"),
        (["save", READY, "--out", "file/below.json"], "it cannot be saved here"),
        (["save", READY, "--out", "."], ".: it cannot be saved here"),
        (
            ["save", READY, "--out", "folder", "--force"],
            "folder: this is a folder, a pipe or a device",
        ),
        (["forget"], "no usual setting is saved here"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], words: str, place: Path, tmp_path: Path, capsys: Text
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    assert run(["baseline", *arguments]) == 3
    assert words in sentence(capsys)
    assert not place.exists()


def test_a_check_says_what_is_wrong_with_a_baseline(capsys: Text) -> None:
    assert run(["check", READY, "--baseline", "gone.json"]) == 3
    assert "gone.json: no usual setting is saved here" in sentence(capsys)
