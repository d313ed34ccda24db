"""What nobody foresaw: one sentence, a code of its own, and everything else still done."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from envcheck.cli.app import run
from envcheck.cli.exits import FAULT
from envcheck.media.source import open_source

MEDIA = Path(__file__).parents[2] / "samples" / "media"
READY, SECOND = str(MEDIA / "ready.jpg"), str(MEDIA / "second-person.jpg")
FEW = ("--select", "PRV101,PIC101")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("ENVCHECK_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A file at which opening raises what the test's parameter says."""
    path = tmp_path / "bad.jpg"
    path.write_bytes(Path(READY).read_bytes())

    def open_failing(opened: Path, **limits: float) -> Any:
        if opened == path:
            raise request.param
        return open_source(opened, **limits)

    monkeypatch.setattr("envcheck.batch.one_file.open_source", open_failing)
    return str(path)


@pytest.mark.parametrize(
    "bad", [KeyError("secret"), RecursionError(), OSError(5, "eof", "f.py"), OSError(2, "gone")], indirect=True
)
def test_a_fault_is_one_sentence_and_the_next_input_is_done(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", READY, bad, SECOND, *FEW]) == FAULT
    told = capsys.readouterr()
    assert told.out.count("ready.jpg\n") == told.out.count("second-person.jpg\n") == 1
    assert told.err.startswith(f"envcheck: {bad}: envcheck itself failed here (")
    assert told.err.count("\n") == 1
    assert "secret" not in told.err
    assert "ENVCHECK_DEBUG=1" in told.err


@pytest.mark.parametrize("bad", [IndexError("x")], indirect=True)
def test_a_fault_has_its_line_of_json_in_its_place(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", READY, bad, SECOND, "--json", *FEW]) == FAULT
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["input"] for line in lines] == [READY, bad, SECOND]
    assert set(lines[1]) == {"input", "error"}
    assert "IndexError in test_fault.py" in lines[1]["error"]


@pytest.mark.parametrize("bad", [IndexError("why")], indirect=True)
def test_the_whole_of_it_is_shown_to_whoever_asks(
    bad: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVCHECK_DEBUG", "1")
    assert run(["check", bad]) == FAULT
    assert "Traceback" in (err := capsys.readouterr().err)
    assert "IndexError: why" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is used cannot be deleted there")
def test_a_working_folder_that_was_deleted_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(["check", READY, "ready.jpg", *FEW]) == 3
    told = capsys.readouterr()
    assert told.out.count("ready.jpg\n") == 1
    assert told.err == "envcheck: ready.jpg: there is no such file or folder.\n"


COMPLAINS = """
import os
from envcheck.__main__ import main
from envcheck.cli import app

app.run = lambda words: os.write(2, b"said by a library\\n") * 0
main()
"""


@pytest.mark.parametrize(("debug", "said"), [("", ""), ("0", ""), ("1", "said by a library\n")])
def test_what_libraries_print_is_kept_for_whoever_asks(debug: str, said: str) -> None:
    environ = {**os.environ, "ENVCHECK_DEBUG": debug}
    done = subprocess.run([sys.executable, "-c", COMPLAINS], env=environ, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, said)


@pytest.mark.parametrize("bad", [MemoryError()], indirect=True)
def test_too_little_memory_is_the_input_s_and_stops_nothing(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", bad, READY, *FEW]) == 3
    told = capsys.readouterr()
    assert "there is not enough memory to look at it" in told.err
    assert "ready.jpg" in told.out


@pytest.mark.parametrize("bad", [KeyError("x")], indirect=True)
def test_the_highest_code_counts(bad: str) -> None:
    codes = {READY: 0, SECOND: 1, "gone.jpg": 3, bad: FAULT}
    for first, one in codes.items():
        for second, other in codes.items():
            assert run(["check", first, second, *FEW]) == max(one, other)


@pytest.mark.parametrize("bad", [KeyboardInterrupt()], indirect=True)
def test_a_stop_is_no_fault(bad: str) -> None:
    assert run(["check", "gone.jpg", bad, READY]) == 130


@pytest.mark.parametrize("bad", [KeyError("x")], indirect=True)
def test_a_row_at_which_envcheck_fails_does_not_end_an_evaluation(
    bad: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "labels.csv").write_text(f"file,PRV101\n{bad},0\n{SECOND},1\n{READY},0\n")
    assert run(["evaluate", "labels.csv", "--root", os.sep]) == FAULT
    told = capsys.readouterr()
    assert "PRV101" in told.out
    assert "2 of 3 rows were counted" in told.err


def test_a_fault_of_any_command_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("envcheck.checks.catalog.load_checks", fail)
    assert run(["checks"]) == FAULT
    assert capsys.readouterr().err.startswith("envcheck: envcheck itself failed here (ZeroDivisionError in test_fault")
