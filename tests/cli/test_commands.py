"""The commands as a user types them, in this process."""

import json
import os
import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from envcheck import runner
from envcheck.checks.lighting.backlit_face import BacklitFace
from envcheck.cli.app import run
from envcheck.media.camera import cameras
from envcheck.media.frame import Frame
from envcheck.media.source import Source
from envcheck.model.events import Event
from envcheck.model.findings import Report
from envcheck.perception import weights
from envcheck.perception.models import Models
from envcheck.render import lettering
from envcheck.render.language import languages, translator
from envcheck.runner import Watcher
from envcheck.session import Session
from envcheck.settings import PROFILES, Settings

MEDIA = Path(__file__).parents[2] / "samples" / "media"


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("file", "code"), [("ready.jpg", 0), ("backlit.jpg", 0), ("second-person.jpg", 1), ("covered-lens.jpg", 1)]
)
def test_the_exit_code_follows_the_verdict(file: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(MEDIA / file)]) == code
    assert file in capsys.readouterr().out


def test_what_cannot_be_assessed_is_undetermined(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Models, "installed", lambda: Models({}))
    assert run(["check", str(MEDIA / "ready.jpg")]) == 2
    assert "not installed" in capsys.readouterr().out


def test_the_worst_of_several_inputs_counts_and_all_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(MEDIA / "second-person.jpg"), "gone.jpg", str(MEDIA / "ready.jpg")]
    assert run(["check", *paths, "--json"]) == 3
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(line["input"] for line in told) == sorted(paths)
    assert [line["error"] for line in told if "error" in line] == ["there is no such file or folder."]


def test_a_file_that_may_not_be_read_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked of the system as the command line's library does, since whoever runs the tests may read everything."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert run(["check", str(MEDIA / "ready.jpg"), str(MEDIA / "second-person.jpg"), "--select", "PRV101"]) == 1
    assert capsys.readouterr().err == ""


def test_words_come_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in languages():
        run(["check", str(MEDIA / "backlit.jpg"), "--json", "--lang", lang])
        (finding,) = json.loads(capsys.readouterr().out)["findings"]
        assert finding["advice"] == translator(lang)(BacklitFace.words[""].advice)


def test_a_profile_changes_what_is_expected(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(MEDIA / "second-person.jpg"), "--profile", "co-therapists"]) == 0
    assert "PRV101" not in capsys.readouterr().out


def test_what_a_camera_cannot_see_is_asked_once_and_ticked_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(MEDIA / "dim.jpg"), str(MEDIA / "backlit.jpg"), "--attest", "door-closed, papers-away"])
    lines = capsys.readouterr().out.splitlines()
    assert lines.count("  What a camera cannot see") == 1
    assert [line.strip() for line in lines if "☑" in line] == ["☑ The door is closed.", "☑ Client papers are put away."]
    assert sum("☐" in line for line in lines) == len(Settings().active.attestations) - 2


def test_a_confirmation_changes_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(MEDIA / "dim.jpg")
    codes = [run(["check", path, "--json", "--profile", "client", *more]) for more in ([], ["--attest", "all"])]
    plain, ticked = map(json.loads, capsys.readouterr().out.splitlines())
    assert codes == [0, 0]
    asked = len(PROFILES["client"].attestations)
    assert [one["confirmed"] for one in plain.pop("attestations")] == [False] * asked
    assert [one["confirmed"] for one in ticked.pop("attestations")] == [True] * asked
    assert plain.pop("provenance").keys() == ticked.pop("provenance").keys()
    assert plain == ticked
    assert plain["setting"] == []


def test_nothing_is_asked_where_nothing_was_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "gone.jpg"]) == 3
    assert capsys.readouterr().out == ""


def test_an_annotated_picture_is_written(tmp_path: Path) -> None:
    out = tmp_path / "new" / "seen.png"
    run(["check", str(MEDIA / "backlit.jpg"), "--annotate", str(out)])
    drawn = cv2.imread(str(out))
    assert drawn is not None
    assert drawn.shape[1] == 1280


@pytest.mark.parametrize("lang", ["ar", "de"])
def test_an_annotated_picture_without_words_is_told_of_once(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lettering, "_font", lambda is_bold: None)
    pictures = [str(MEDIA / "ready.jpg"), str(MEDIA / "dim.jpg")]
    assert run(["check", *pictures, "--annotate", "seen", "--select", "LIT", "--lang", lang]) == 0
    told = capsys.readouterr().err
    assert told.count("No font on this computer holds the letters of ar") == (lang == "ar")
    drawn = cv2.imread("seen/dim-jpg.png")
    assert drawn is not None
    assert (drawn.shape[0] > 720) == (lang != "ar")


@pytest.mark.skipif(sys.platform == "win32", reason="needs the modes and pipes of POSIX")
def test_an_annotated_picture_is_its_owner_s_alone_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "seen.png").symlink_to("notes.txt")
    assert run(["check", str(MEDIA / "ready.jpg"), "--annotate", "seen.png", "--select", "PRV101", "--force"]) == 0
    assert (tmp_path / "notes.txt").read_text() == "notes"
    assert not (tmp_path / "seen.png").is_symlink()
    assert stat.S_IMODE((tmp_path / "seen.png").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "seen.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs the modes and pipes of POSIX")
def test_nothing_is_drawn_into_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "seen.png")
    assert run(["check", str(MEDIA / "ready.jpg"), "--annotate", "seen.png"]) == 3
    assert "seen.png is a folder, a pipe or a device; choose another name." in capsys.readouterr().err


@pytest.mark.parametrize("is_link", [False, True])
def test_an_annotated_picture_replaces_another_file_only_when_asked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], is_link: bool
) -> None:
    place = tmp_path / "seen.png"
    place.symlink_to("nowhere") if is_link else place.write_text("mine")
    command = ["check", str(MEDIA / "ready.jpg"), "--annotate", "seen.png", "--select", "PRV101"]
    assert run(command) == 3
    assert "seen.png is there already; --force replaces it." in capsys.readouterr().err
    assert place.is_symlink() if is_link else place.read_text() == "mine"
    assert run([*command, "--force"]) == 0
    assert cv2.imread(str(place)) is not None


def test_several_annotated_pictures_go_into_a_folder(tmp_path: Path) -> None:
    run(["check", str(MEDIA / "ready.jpg"), str(MEDIA / "frozen.mp4"), "--annotate", str(tmp_path / "seen")])
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == ["frozen-mp4.png", "ready-jpg.png"]


def test_inputs_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(MEDIA / "ready.jpg", tmp_path / folder / "same.jpg")
    run(["check", "a/same.jpg", "b/same.jpg", "--annotate", "seen"])
    assert len(list((tmp_path / "seen").iterdir())) == 2


def test_a_stop_keeps_the_report_so_far_and_says_what_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(source: Source, session: Session, watcher: Watcher) -> Report:
        def watch(frame: Frame, events: list[Event]) -> None:
            watcher(frame, events)
            if frame.time > 1:
                raise KeyboardInterrupt

        return runner.run(source, session, watch)

    monkeypatch.setattr("envcheck.batch.one_file.run", stop)
    assert run(["check", *(str(MEDIA / name) for name in ("ready.jpg", "frozen.mp4", "dim.jpg"))]) == 130
    told = capsys.readouterr()
    assert told.err == "Stopped; 1 more not looked at.\n"
    assert "frozen.mp4" in told.out
    assert "dim.jpg" not in told.out


@pytest.mark.parametrize("network", weights.DOWNLOADABLE, ids=lambda one: one.name)
def test_a_damaged_network_of_the_right_size_is_done_without(
    network: weights.Weights[weights.Commit],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for one in weights.WEIGHTS:
        if one is not network and one.path.exists():
            (tmp_path / one.file).symlink_to(one.path)
    (tmp_path / network.file).write_bytes(bytes(network.size))
    monkeypatch.setattr(weights, "WEIGHTS_DIR", tmp_path)
    assert run(["check", str(MEDIA / "ready.jpg")]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "please look for them yourself." in told.out


def test_the_catalogue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checks"]) == 0
    assert "LIT103  backlit-face" in capsys.readouterr().out
    assert run(["checks", "--json", "--profile", "client"]) == 0
    rows = {row["code"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["PRV101"]["selected"]
    assert not rows["BKG101"]["selected"]


@pytest.mark.parametrize("asked", ["LIT103", "lit103", "backlit-face"])
def test_a_check_explains_itself(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", asked]) == 0
    text = capsys.readouterr().out
    assert text.startswith("# LIT103 backlit-face\n")
    assert "## Known limits" in text


def test_an_explanation_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    run(["explain", "LIT103", "--lang", "de"])
    assert "Ziehen Sie den Vorhang" in capsys.readouterr().out


def test_doctor_is_content_with_this_installation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    text = capsys.readouterr().out
    assert "SHA-256 verified" in text
    assert ("none found" in text) == (not cameras())


def test_doctor_names_what_mends_a_damaged_network(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = replace(weights.CENTERFACE, sha256="0" * 64)
    monkeypatch.setattr(weights, "WEIGHTS", (wrong,))
    assert run(["doctor"]) == 3
    text = capsys.readouterr().out
    assert "damaged" in text
    assert "pip install --force-reinstall telehealth-envcheck" in text


def test_doctor_is_content_without_a_network_for_which_others_stand_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = replace(weights.SELFIE_SEGMENTATION, file="none.tflite")
    monkeypatch.setattr(weights, "WEIGHTS", (missing,))
    assert run(["doctor"]) == 0
    assert f"– Selfie Segmentation network  not installed: {missing.without}" in capsys.readouterr().out


def test_doctor_says_what_each_missing_network_is_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(weights, "WEIGHTS_DIR", tmp_path)
    assert run(["doctor"]) == 3
    text = capsys.readouterr().out
    for one in weights.WEIGHTS:
        assert f"{one.name} network".ljust(28) + f" not installed: {one.without}" in text


def test_doctor_tells_a_wrong_setting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "envcheck.toml").write_text("profil = 1")
    assert run(["doctor"]) == 3
    assert "did you mean 'profile'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check"], "Missing argument 'paths'"),
        (["check", "--bogus"], "No such option"),
        (["chek"], "No such command"),
        (["check", "a.jpg", "--fps", "fast"], "'--fps'"),
        (["check", "a.jpg", "--fps", "0"], "greater than 0"),
        (["check", "a.jpg", "--profile", "clients"], "did you mean 'client'"),
        (["check", "a.jpg", "--lang", "xx"], "no language 'xx'"),
        (["check", "a.jpg", "--attest", "headphone"], "did you mean 'headphones-on'"),
        (["explain", "LIT999"], "there is no check"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert told.err.startswith("envcheck: ")
    assert told.err.count("\n") == 1


def test_version_and_help_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("envcheck 0.")
    assert run(["--help"]) == 0
    assert "Exit codes" in capsys.readouterr().out
