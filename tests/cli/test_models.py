"""`envcheck models` as a user types it, in this process; no test goes farther than this machine."""

import hashlib
import io
import json
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from envcheck import downloads
from envcheck.cli import models
from envcheck.cli.app import run
from envcheck.model.errors import ModelError
from envcheck.perception import weights
from envcheck.perception.model_files import expected
from envcheck.perception.models import Models
from envcheck.perception.weights import DOWNLOADABLE, WEIGHTS, YUNET, Commit, Weights

PUBLISHED = Path(__file__).parents[3] / "shared" / "models"

SMALL = tuple(
    replace(one, size=len(one.name), sha256=hashlib.sha256(one.name.encode()).hexdigest()) for one in DOWNLOADABLE
)
"""The networks that can be pulled, with their names as content."""

INSTALLED = weights.WEIGHTS_DIR

ALL = (*SMALL, *(one for one in WEIGHTS if one not in DOWNLOADABLE))

Text = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the networks: named by the variable, and not there yet."""
    monkeypatch.setenv("ENVCHECK_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(weights, "RAW", "http://nowhere.invalid")
    for module in (weights, models):
        monkeypatch.setattr(module, "DOWNLOADABLE", SMALL)
    monkeypatch.setattr(weights, "WEIGHTS", ALL)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "models"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with all of them."""
    (tmp_path / "stick").mkdir()
    for one in SMALL:
        (tmp_path / "stick" / one.file).write_text(one.name)
    return tmp_path / "stick"


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that carries none of those that can be pulled."""
    (tmp_path / "install").mkdir()
    for one in ALL[len(SMALL) :]:
        (tmp_path / "install" / one.file).symlink_to(one.path)
    monkeypatch.setattr(weights, "WEIGHTS_DIR", tmp_path / "install")


def sentence(capsys: Text) -> str:
    """The one sentence on standard error."""
    told = capsys.readouterr().err
    assert told.startswith("envcheck: ")
    assert told.count("\n") == 1
    return told


def test_they_are_listed_with_what_they_are_for(stick: Path, capsys: Text) -> None:
    run(["models", "pull", "yunet", "--from", str(stick)])
    capsys.readouterr()
    assert run(["models", "list"]) == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    assert all(line.startswith(one.name) for line, one in zip(lines, ALL, strict=False))
    assert len(lines) == len(ALL) + 1
    assert "there, SHA-256 verified  finds faces" in lines[0]
    assert "damaged" not in lines[0]
    assert run(["models"]) == 0
    assert capsys.readouterr().out == text


def test_the_long_list_says_all_there_is_to_know(capsys: Text) -> None:
    assert run(["models", "list", "--verbose"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for one in ALL:
        for known in (one.purpose, one.without, one.published, one.measured, one.limits, one.licence):
            assert known in text
    assert all(one.origin.address in text for one in SMALL)


def test_the_list_comes_as_json(capsys: Text) -> None:
    assert run(["models", "list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == [one.name for one in ALL]
    assert rows[0]["origin"]["commit"] == SMALL[0].origin.commit
    assert {row["state"] for row in rows} <= {"right", "damaged", "missing"}


def test_all_are_taken_from_a_folder_and_left_alone_afterwards(stick: Path, folder: Path, capsys: Text) -> None:
    assert run(["models", "pull", "--from", str(stick)]) == 0
    assert {path.name: path.read_text() for path in folder.iterdir()} == {one.file: one.name for one in SMALL}
    assert f"YuNet is now there: {folder / YUNET.file}" in capsys.readouterr().out
    assert run(["models", "pull"]) == 0
    assert "YuNet is there already." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["yunet", "YuNet", "yunet_n_dynamic.onnx"])
def test_one_is_named_as_one_likes(name: str, stick: Path, folder: Path) -> None:
    assert run(["models", "pull", name, name, "--from", str(stick)]) == 0
    assert [path.name for path in folder.iterdir()] == [YUNET.file]


def test_they_can_be_laid_elsewhere(stick: Path, folder: Path, tmp_path: Path) -> None:
    assert run(["models", "pull", "yunet", "--from", str(stick), "--to", str(tmp_path / "usb")]) == 0
    assert [path.name for path in (tmp_path / "usb").iterdir()] == [YUNET.file]
    assert not folder.exists()


def test_a_damaged_one_is_replaced(stick: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / YUNET.file).write_text("wrong")
    assert run(["models", "pull", "--from", str(stick)]) == 0
    assert (folder / YUNET.file).read_text() == "YuNet"


@pytest.mark.parametrize(
    ("lying", "words"), [(None, f"YuNet: there is no {YUNET.file} in"), ("x", "is not the published file")]
)
def test_one_that_is_missing_or_wrong_does_not_keep_the_others_away(
    lying: str | None, words: str, stick: Path, folder: Path, capsys: Text
) -> None:
    (stick / SMALL[0].file).unlink()
    if lying:
        (stick / SMALL[0].file).write_text(lying)
    assert run(["models", "pull", "--from", str(stick)]) == 3
    assert words in sentence(capsys)
    assert {path.name for path in folder.iterdir()} == {one.file for one in SMALL[1:]}


def test_without_a_network_one_sentence_is_enough(folder: Path, capsys: Text) -> None:
    assert run(["models", "pull"]) == 3
    assert "nowhere.invalid cannot be reached" in sentence(capsys)
    assert not list(folder.iterdir())


def test_a_server_that_refuses_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Text) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(weights, "RAW", f"http://127.0.0.1:{free.getsockname()[1]}")
        assert run(["models", "pull"]) == 3
    assert "Connection refused" in sentence(capsys)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["yunt"], "yunt: there is no such network; did you mean 'yunet'?"),
        (["quux"], "quux: there is no such network; known are yunet, yolox-nano."),
        (["--from", "gone"], "--from: there is no folder gone."),
        (["--from", "stick", "--to", "stick/yunet_n_dynamic.onnx"], "(File exists)"),
        (["--from", "stick", "--to", "stick/yunet_n_dynamic.onnx/below"], "(Not a directory)"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], words: str, stick: Path, capsys: Text) -> None:
    assert run(["models", "pull", *arguments]) == 3
    assert words in sentence(capsys)


def test_verify_counts_what_is_damaged_and_says_what_is_not_seen_without_the_missing(
    stick: Path, folder: Path, lacking: None, capsys: Text
) -> None:
    assert run(["models", "verify"]) == 0
    assert (
        f"– YuNet                not installed: {YUNET.without}\n  → envcheck models pull yunet\n"
        in capsys.readouterr().out
    )
    run(["models", "pull", "--from", str(stick)])
    assert run(["models", "verify"]) == 0
    (folder / YUNET.file).write_text("YuNot")
    capsys.readouterr()
    assert run(["models", "verify"]) == 3
    text = capsys.readouterr().out
    assert f"✗ YuNet                damaged or not readable: {YUNET.without}\n  → envcheck models pull yunet\n" in text
    assert "✓ YOLOX-nano" in text


def test_doctor_says_what_is_not_seen_without_a_network_and_what_mends_it(
    stick: Path, folder: Path, lacking: None, capsys: Text
) -> None:
    run(["models", "pull", "yolox-nano", "--from", str(stick)])
    assert run(["doctor"]) == 0
    text = capsys.readouterr().out
    assert f"– YuNet network                not installed: {YUNET.without}" in text
    assert "→ envcheck models pull yunet\n" in text
    assert "✓ YOLOX-nano network           there, SHA-256 verified (Apache-2.0)" in text
    (folder / SMALL[1].file).write_text("broken")
    assert run(["doctor"]) == 3
    assert "✗ YOLOX-nano network" in capsys.readouterr().out


@pytest.mark.skipif(not YUNET.path.is_file(), reason="needs the published file")
def test_a_network_that_a_better_one_stands_in_for_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yunet, centerface = weights.FACE_NETWORKS
    monkeypatch.setattr(weights, "WEIGHTS", WEIGHTS)
    carried = tmp_path / "carried"
    carried.mkdir()
    monkeypatch.setattr(weights, "WEIGHTS_DIR", carried)
    assert expected() == list(WEIGHTS), "without either, both are"
    (carried / yunet.file).symlink_to(INSTALLED / yunet.file)
    assert expected() == [one for one in WEIGHTS if one is not centerface]
    (carried / centerface.file).write_text("broken")
    assert expected() == list(WEIGHTS), "what is damaged is said"


def test_a_bar_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: Text) -> None:
    shown: list[bool] = []

    def seen(one: Weights[Commit], folder: Path, progress: downloads.Progress) -> Path:
        progress(one.size)
        shown.append(sys.stderr.isatty())
        raise ModelError(one.name, "enough.")

    monkeypatch.setattr(downloads, "download", seen)
    run(["models", "pull", "yunet"])
    assert capsys.readouterr().err == "envcheck: YuNet: enough.\n"
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    run(["models", "pull", "yunet"])
    assert "5/5 bytes" in terminal.getvalue()
    assert shown == [False, True]


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason=f"needs the published files in {PUBLISHED}")
def test_the_published_files_are_the_ones_named(
    monkeypatch: pytest.MonkeyPatch, folder: Path, lacking: None, capsys: Text
) -> None:
    for module in (weights, models):
        monkeypatch.setattr(module, "DOWNLOADABLE", DOWNLOADABLE)
    monkeypatch.setattr(weights, "WEIGHTS", WEIGHTS)
    assert run(["models", "pull", "--from", str(PUBLISHED)]) == 0
    assert run(["models", "verify"]) == 0
    assert capsys.readouterr().out.count("✓") == len(WEIGHTS)
    found = Models.installed()
    assert [found.path(one) for one in DOWNLOADABLE] == [folder / one.file for one in DOWNLOADABLE]
