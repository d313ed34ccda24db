"""`envcheck evaluate` as a user types it, in this process."""

import csv
import json
import os
from pathlib import Path

import pytest

from envcheck import runner
from envcheck.cli import evaluation_run
from envcheck.cli.app import run
from envcheck.evaluation.labels import COLUMNS
from envcheck.media.source import Source
from envcheck.model.findings import Mode, Report
from envcheck.runner import Watcher
from envcheck.session import Session

ROOT = Path(__file__).parents[2]
MEDIA = ROOT / "samples" / "media"
CORPUS = Path(os.environ.get("ENVCHECK_CORPUS", str(ROOT.parent / "shared" / "corpus")).split(os.pathsep)[0])
HEADER = ",".join((*COLUMNS, "source_repo"))
ROWS = (
    "ready.jpg,1,1,good,tidy,good,rooms",
    "dim.jpg,1,1,dark,tidy,good,rooms",
    "backlit.jpg,1,1,backlit,tidy,good,rooms",
    "second-person.jpg,2,2,good,tidy,good,people",
    "second-person-walks-in.mp4,2,2,good,tidy,good,people",
)


@pytest.fixture
def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "labels.csv"
    path.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def told_of(capsys: pytest.CaptureFixture[str], kind: str) -> list[dict[str, object]]:
    return [line for line in told(capsys) if line["kind"] == kind]


def test_each_check_is_scored_on_pictures_and_clips(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["evaluate", str(labels), "--root", str(MEDIA), "--select", "LIT101,LIT103,PRV101,PIC102", "--json"]
    assert run(command) == 0
    scores = {line["code"]: line for line in told_of(capsys, "finding")}
    assert sorted(map(str, scores)) == ["LIT101", "LIT103", "PRV101"]
    assert scores["PRV101"]["recall"] == pytest.approx(
        {"hits": 2, "of": 2, "share": 1, "low": 0.3424, "high": 1}, abs=1e-4
    )
    assert scores["PRV101"]["assessed"] == 5
    assert scores["LIT101"]["recall"] == pytest.approx(
        {"hits": 1, "of": 1, "share": 1, "low": 0.2065, "high": 1}, abs=1e-4
    )
    assert scores["LIT103"]["worst"] == []


def test_the_table_names_what_went_wrong(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels.write_text(
        f"{HEADER},PRV101\nready.jpg,1,1,good,tidy,good,,1\nsecond-person.jpg,,,,,,,0\n", encoding="utf-8"
    )
    assert run(["evaluate", str(labels), "--root", str(MEDIA), "--select", "PRV101,PIC102"]) == 0
    out, err = capsys.readouterr()
    assert "PRV101  second-person        0.00 [0.00, 0.79] 0/1" in out
    assert "missed: ready.jpg" in out
    assert "found wrongly: second-person.jpg" in out
    assert "2 of 2 rows were counted." in err
    assert "No label speaks of PIC102." in err
    assert run(["evaluate", str(labels), "--root", str(MEDIA), "--select", "PRV101", "--worst", "0"]) == 0
    assert "missed:" not in capsys.readouterr().out


def test_what_is_praised_is_held_against_the_labels(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = "n_people_visible,faces_visible,second_person,face_dim,face_backlit,face_one_sided"
    rows = ("ready.jpg,1,1,yes,no,no,no", "backlit.jpg,1,1,no,no,,no", "dim.jpg,1,1,no,yes,no,no")
    blank = ",".join(column for column in COLUMNS if column not in ("file", *columns.split(",")))
    labels.write_text("\n".join([f"file,{columns},{blank}", *rows]), encoding="utf-8")
    command = ["evaluate", str(labels), "--root", str(MEDIA), "--select", "PRV101,LIT101"]
    assert run([*command, "--json"]) == 0
    praise = {line["code"]: line for line in told_of(capsys, "strength")}
    assert praise["PRV101"]["name"] == "second-person"
    assert [praise["PRV101"][key] for key in ("said", "true", "false", "open")] == [3, 2, 1, 0]
    assert praise["PRV101"]["worst"] == [{"file": "ready.jpg"}]
    assert run(command) == 0
    out = capsys.readouterr().out
    assert "strengths and readings       true, of what was said" in out
    assert "said wrongly: ready.jpg" in out


def test_scores_can_be_told_by_source(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["evaluate", str(labels), "--root", str(MEDIA), "--select", "FRM102"]
    assert run(command) == 0
    assert "--by source" not in capsys.readouterr().err  # only the rooms show a lone person
    command[-1] = "PRV101"
    assert run(command) == 0
    assert "2 sources: --by source" in capsys.readouterr().err
    assert run([*command, "--by", "source", "--json"]) == 0
    assert [line["source"] for line in told_of(capsys, "finding")] == [None, "people", "rooms"]


def test_a_profile_expects_others(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = ["--profile", "co-therapists", "--select", "PRV101", "--json"]
    assert run(["evaluate", str(labels), "--root", str(MEDIA), *profile]) == 0
    (score,) = told_of(capsys, "finding")
    assert score["recall"] is None
    assert score["false"] == pytest.approx({"hits": 0, "of": 5, "share": 0, "low": 0, "high": 0.4345}, abs=1e-4)


def test_an_input_that_is_gone_stops_no_other(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = [f"gone-{number}.jpg,1,1,good,tidy,good," for number in range(8)]
    labels.write_text("\n".join([HEADER, *gone, ",1,1,good,tidy,good,", *ROWS[:1]]), encoding="utf-8")
    assert run(["evaluate", str(labels), "--root", str(MEDIA), "--select", "LIT101"]) == 3
    out, err = capsys.readouterr()
    assert "LIT101" in out
    assert err.count("there is no such file") == 5
    assert "4 more inputs cannot be looked at." in err
    assert run(["evaluate", str(labels), "--root", str(MEDIA), "--select", "LIT101", "--json"]) == 3
    assert sum("error" in line for line in told(capsys)) == 9


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (None, [], "there is no such file."),
        (b"file,notes\nready.jpg,x\n", [], "these columns are missing: n_people_visible, faces_visible"),
        (b"\xff\xd8\xff\xe0", [], "not a CSV file in UTF-8"),
        (f"{HEADER}\n".encode(), [], "none of its 0 rows"),
        (f"{HEADER}\nready.jpg,,,,,,\n".encode(), [], "none of its 1 rows"),
        (b"file,PRV101\nready.jpg,1\n", ["--by", "source"], "needs the column source_repo"),
        (b"file,PRV101\nready.jpg,1\n", ["--root", "nowhere"], "--root: there is no folder nowhere."),
        (b"file,PRV101\nready.jpg,1\n", ["--by", "moon"], "'moon' is not"),
        (b"file,PRV101\nready.jpg,1\n", ["--select", "LIT999"], "LIT999"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    content: bytes | None, options: list[str], sentence: str, labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels.unlink() if content is None else labels.write_bytes(content)
    assert run(["evaluate", str(labels), *options]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("envcheck: ")
    assert sentence in err
    assert len(err.splitlines()) == 1


def test_a_label_file_has_a_size(
    labels: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation_run, "MAX_BYTES", 10)
    assert run(["evaluate", str(labels)]) == 3
    assert "larger than" in capsys.readouterr().err


def test_stopping_tells_what_was_counted(
    labels: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(source: Source, session: Session, watcher: Watcher) -> Report:
        if source.mode is Mode.VIDEO:
            raise KeyboardInterrupt
        return runner.run(source, session, watcher)

    monkeypatch.setattr("envcheck.batch.one_file.run", stop)
    assert run(["evaluate", str(labels), "--root", str(MEDIA), "--select", "PRV101"]) == 130
    out, err = capsys.readouterr()
    assert "1/1" in out
    assert "4 of 5 rows were counted." in err


def test_the_help_says_how_labels_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(column in out for column in (*COLUMNS, "source_repo", "picture_label", "LIT103"))


@pytest.mark.skipif(not (CORPUS / "labels.csv").is_file(), reason="the labelled corpus is not on this machine")
def test_real_labels_can_be_evaluated(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (CORPUS / "labels.csv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        rows = [row for row in table if row["file"].endswith(".jpg") and row["file"].startswith("people/")][:12]
    with labels.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)
    assert run(["evaluate", str(labels), "--root", str(CORPUS)]) == 0
    out, err = capsys.readouterr()
    assert "PRV101" in out
    assert "12 of 12 rows were counted." in err
