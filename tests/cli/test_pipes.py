"""Pipes and devices where a file is meant: one sentence, and nothing waits for what never comes."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from envcheck.cli.app import run
from envcheck.perception.model_files import State, state
from envcheck.perception.weights import WEIGHTS
from media_files import READY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")

SAVED = "baseline", "save", READY, "--out"

CALLS: dict[str, tuple[str | Path, ...]] = {
    "picture": ("check", "pipe"),
    "picture beside a good one": ("check", READY, "pipe"),
    "baseline of check": ("check", READY, "--baseline", "pipe"),
    "baseline of watch": ("watch", "--baseline", "pipe"),
    "baseline of serve": ("serve", "--port", "0", "--baseline", "pipe"),
    "baseline compared": ("baseline", "compare", READY, "--baseline", "pipe"),
    "baseline forgotten": ("baseline", "forget", "--baseline", "pipe"),
    "baseline saved": (*SAVED, "pipe"),
    "baseline replaced": (*SAVED, "pipe", "--force"),
    "annotated picture": ("check", READY, "--annotate", "pipe.png", "--force"),
    "labels": ("evaluate", "pipe"),
    "tokens": ("serve", "--port", "0", "--token-file", "/dev/zero"),
    "key of tokens": ("serve", "--port", "0", "--jwt-key", "/dev/zero"),
    "camera": ("watch", "--camera", "pipe"),
    "camera of a setting": ("baseline", "save", "--camera", "link", "--out", "usual.json"),
    "certificate": ("serve", "--port", "0", "--certificate", "pipe", "--key", "pipe"),
    "device": ("check", READY, "--baseline", "/dev/zero"),
    "link to a pipe": ("check", READY, "--baseline", "link"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "link").symlink_to("pipe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bounded() -> Iterator[None]:
    """What waits for a pipe fails instead."""

    def fail(*_: object) -> None:
        raise TimeoutError("it waits")

    signal.signal(signal.SIGALRM, fail)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_a_pipe_costs_one_sentence(
    words: tuple[str | Path, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(word) for word in words]) == 3
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "a pipe or a device" in sentence
    assert sentence.startswith("envcheck: ")
    assert (folder / "pipe").is_fifo()
    assert (folder / "pipe.png").is_fifo()


@pytest.mark.usefixtures("bounded")
def test_a_pipe_in_place_of_a_network_is_a_damaged_one(folder: Path) -> None:
    os.mkfifo(folder / WEIGHTS[0].file)
    assert state(WEIGHTS[0], folder) is State.DAMAGED


def test_a_link_that_leads_nowhere_is_not_replaced_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "link.json").symlink_to("nowhere")
    assert run([str(word) for word in (*SAVED, "link.json")]) == 3
    assert (folder / "link.json").is_symlink()
    assert "--force replaces it" in capsys.readouterr().err
