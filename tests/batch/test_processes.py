"""`--jobs`: files looked at by processes, as a user types it."""

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from begun_command import (
    MEDIA,
    WHOLE,
    BegunCommand,
    begun,
    busy_secs,
    children,
    is_there,
    long_clip,
    names,
    needs_proc,
    wait_for,
)
from envcheck.cli.app import run
from envcheck.cli.exits import FAULT, INTERRUPTED, UNUSABLE

pytestmark = pytest.mark.slow

PICTURES = ("ready.jpg", "dim.jpg", "second-person.jpg")
FEW = ("--select", "PRV101,LIT101")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pictures, of which one is none, after a clip that takes longer than any."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(MEDIA / "second-person-walks-in.mp4", tmp_path / "a.mp4")
    for name in PICTURES:
        shutil.copy(MEDIA / name, tmp_path / name)
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for line in found:
        line.pop("provenance", None)
    return found


def test_a_folder_is_told_as_by_one_process(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes, told = [], []
    for jobs in ((), ("--jobs", "2")):
        codes.append(run(["check", ".", "--json", *FEW, *jobs]))
        told.append(lines(capsys))
    assert codes == [UNUSABLE, UNUSABLE]
    assert told[0] == told[1]
    assert names(told[1]) == sorted(("a.mp4", "bad.jpg", *PICTURES))
    assert ["error" in line for line in told[1]].count(True) == 1


def test_an_evaluation_is_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{name},{int(name.startswith('second'))}" for name in (*PICTURES, "bad.jpg", "gone.jpg")]
    (folder / "labels.csv").write_text("\n".join(["file,PRV101", *rows, ",0"]), encoding="utf-8")
    told = []
    for jobs in ((), ("--jobs", "2")):
        assert run(["evaluate", "labels.csv", *FEW, *jobs]) == UNUSABLE
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    assert "3 of 6 rows were counted." in told[1].err


def test_pictures_of_what_was_seen_are_written(folder: Path) -> None:
    assert run(["check", "ready.jpg", "dim.jpg", "--annotate", "seen", "--jobs", "2", *FEW]) == 0
    assert sorted(path.name for path in (folder / "seen").iterdir()) == ["dim-jpg.png", "ready-jpg.png"]


def test_what_is_wrong_for_all_is_said_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", ".", "--jobs", "2", "--baseline", "gone.toml"]) == UNUSABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "gone.toml" in told.err


@pytest.mark.parametrize("jobs", ["0", "257", "many"])
def test_a_number_of_processes_has_its_bounds(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(MEDIA / "ready.jpg"), "--jobs", jobs]) == UNUSABLE
    assert "'--jobs'" in capsys.readouterr().err


def workers(command: BegunCommand) -> list[int]:
    return [pid for pid, line in children(command.pid).items() if "envcheck.batch.worker" in line]


@pytest.fixture
def stuck(folder: Path) -> tuple[str, ...]:
    """The words for a clip that takes minutes, then pictures."""
    clip = long_clip(folder / "long.mp4")
    return "check", str(clip), *PICTURES, *WHOLE, *FEW


@needs_proc
@pytest.mark.parametrize(("number", "code", "why"), [("SIGKILL", UNUSABLE, "memory"), ("SIGSEGV", FAULT, "SIGSEGV")])
def test_a_process_that_is_killed_costs_its_file_alone(
    stuck: tuple[str, ...], number: str, code: int, why: str
) -> None:
    with begun(*stuck, "--jobs", "1") as command:
        (worker,) = wait_for(lambda: [pid for pid in workers(command) if busy_secs(pid) > 1.5], "a worker at its clip")
        os.kill(worker, signal.Signals[number])
        ended, told, err = command.ended()
    assert (ended, err) == (code, "")
    assert names(told) == ["long.mp4", *PICTURES]
    assert ["error" in line for line in told] == [True, False, False, False]
    assert why in told[0]["error"]


@needs_proc
def test_ctrl_c_tells_what_is_there_and_leaves_nobody_behind(stuck: tuple[str, ...], folder: Path) -> None:

    with begun(*stuck, "--jobs", "2", "--annotate", "seen") as command:
        wait_for(
            lambda: (folder / "seen" / "second-person-jpg.png").exists(), "the last picture, written as it is looked at"
        )
        begun_by_it = workers(command)
        command.interrupt()
        code, told, err = command.ended()
    assert code == INTERRUPTED
    assert names(told)[:2] == [*PICTURES[:2]]
    assert err in ("Stopped; 1 more not looked at.\n", "Stopped; 2 more not looked at.\n")
    assert len(begun_by_it) == 2
    assert not any(map(is_there, begun_by_it))


@needs_proc
def test_processes_end_with_a_command_that_is_killed(folder: Path) -> None:

    with begun("check", *PICTURES * 20, "--jobs", "2") as command:
        begun_by_it = wait_for(lambda: two if len(two := workers(command)) == 2 else [], "two workers")
        command.kill()
        wait_for(lambda: not any(map(is_there, begun_by_it)), "the end of both")
