"""`make truth`, on drawn pictures that are labelled here, some of them falsely."""

import csv
from pathlib import Path

import pytest

from calibration import corpus, looks, store, truth
from calibration.corpus import Input
from calibration.cross import cross_validate, folds
from calibration.looks import measure_looks
from calibration.marked import COLUMNS, marks
from calibration.measure import Case
from calibration.replay import replay_report
from calibration.tones import TONE, by_tone
from calibration.truth import main
from envcheck import check_image
from envcheck.checks.catalog import load_checks
from envcheck.evaluation import labels
from envcheck.model.findings import Limit

pytestmark = pytest.mark.slow

MEDIA = Path(__file__).parents[1] / "samples" / "media"
LABELS = {
    "ready.jpg": ("1,1,no,no", "a"),
    "second-person.jpg": ("2,2,yes,no", "b"),
    "dim.jpg": ("1,1,yes,no", "c"),  # nobody else is there: what praises that is false by this label
}
HEADER = (*labels.COLUMNS, labels.SOURCE, "second_person", "cluttered_background")
CHECKS = {check.code: check for check in load_checks()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three labelled pictures, and nothing kept."""
    given = tmp_path / "given"
    given.mkdir()
    with (given / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        for name, (said, source) in LABELS.items():
            (given / name).symlink_to(MEDIA / name)
            columns = ("n_people_visible", "faces_visible", "second_person", "cluttered_background")
            told = dict(zip(columns, said.split(","), strict=True))
            writer.writerow({"file": name, labels.SOURCE: source} | told)
    monkeypatch.setattr(corpus, "FOLDERS", (given, tmp_path / "not there"))
    monkeypatch.setattr(store, "KEPT", tmp_path / "kept")
    return given


def stopped(*_: object, **__: object) -> None:
    raise AssertionError("looked at again")


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    monkeypatch.setattr("sys.argv", ["truth.py", "--workers", "1", *options])
    main()
    return capsys.readouterr().out


def test_every_sentence_is_counted_with_its_interval(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(capsys, monkeypatch)
    in_sample, _, crossed_out = out.partition("CROSS-VALIDATED")
    (line,) = [line for line in in_sample.splitlines() if line.startswith("PRV101 second-person")]
    assert "0.50 [0.09, 0.91] 1/2" in line  # of the faults; one of them is labelled only
    (line,) = [line for line in in_sample.splitlines() if line.startswith("PRV101 praised")]
    assert line.split()[-4:] == ["2", "1", "1", "0"]
    assert "    all                        0.67 [0.21, 0.94] 2/3" in in_sample
    assert "    true webcams               -" in in_sample
    assert "no limit by the rule" in crossed_out
    monkeypatch.setattr(looks, "measure_looks", stopped)  # the second time nothing is looked at
    out = printed(capsys, monkeypatch, "--wrong", "prv101", "--only", "dim")
    assert "strength is false: dim.jpg   (c; )" in out
    assert "missed: dim.jpg" in out


def test_networks_are_left_out_in_turn(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(capsys, monkeypatch, "--without", "pp-ocr", "--only", "ready")
    assert "Without PP-OCR: 1 inputs" in out
    assert list(networks_of(out)) == ["With", "Without"]


def networks_of(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines() if line.endswith("inputs")]


def test_reports_are_drawn_and_marked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = tmp_path / "sheets"
    printed(capsys, monkeypatch, "--sheets", str(sheets), "--count", "2", "--seed", "7")
    table = sheets / "sentences.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["file"] for row in rows}) == 2
    assert {row["verdict"] for row in rows} == {""}
    assert (sheets / "page-01.png").stat().st_size > 10_000
    first = rows[0]["file"]
    for row in rows:
        row["verdict"] = "True" if row["file"] == first else "d" if row["kind"] == "verdict" else "false"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    out = printed(capsys, monkeypatch, "--marked", str(table))
    assert out.splitlines() == list(marks(table))
    assert "whole reports without a false sentence: 0.50 [0.09, 0.91] 1/2" in out
    verdict = next(line for line in out.splitlines() if line.startswith("verdict"))
    assert verdict.split()[2:6] == ["2", "1", "0", "1"]


def test_no_picture_is_copied_into_the_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["truth.py", "--sheets", str(MEDIA / "sheets")])
    with pytest.raises(SystemExit, match="lies in the project"):
        main()


def test_without_pictures_a_sentence_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "labels.csv").unlink()
    monkeypatch.setattr("sys.argv", ["truth.py"])
    with pytest.raises(SystemExit, match="no labelled pictures"):
        main()


@pytest.mark.parametrize("name", ["ready.jpg", "backlit.jpg", "second-person.jpg"])
def test_a_replayed_report_is_the_report(name: str) -> None:
    look = measure_looks(Input(MEDIA / name, {"file": name}))
    report, own = replay_report(look, {}), check_image(MEDIA / name)
    for part in ("verdict", "findings", "strengths", "impressions", "passed", "not_assessed"):
        assert getattr(report, part) == getattr(own, part)


def test_other_limits_give_another_report() -> None:
    look = measure_looks(Input(MEDIA / "ready.jpg", {"file": "ready.jpg"}))
    report = replay_report(look, {"PRV101": Limit(0.0, -1.0)})
    assert "PRV101" in {found.code for found in report.findings}
    assert "PRV101" not in {good.code for good in report.strengths}


def test_a_clip_is_replayed_over_its_media_time() -> None:
    name = "second-person-walks-in.mp4"
    report = replay_report(measure_looks(Input(MEDIA / name, {"file": name})), {})
    assert "PRV101" in {found.code for found in report.findings}
    assert report.seconds > 1


def test_a_file_that_cannot_be_looked_at_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "dim.jpg").unlink()
    (folder / "dim.jpg").write_bytes(b"nothing")
    monkeypatch.setattr("sys.argv", ["truth.py", "--workers", "1"])
    main()
    out, err = capsys.readouterr()
    assert "dim.jpg" in err
    assert "    all                        1.00 [0.34, 1.00] 2/2" in out


def test_light_is_told_by_skin_tone() -> None:
    looks_at = {"ready.jpg": "1-3", "dim.jpg": "7-10"}
    given = [
        Input(MEDIA / name, {"file": name, "n_people_visible": "1", "faces_visible": "1", TONE: tone, "face_dim": "no"})
        for name, tone in looks_at.items()
    ]
    lines = list(by_tone(given, [measure_looks(one) for one in given], CHECKS))
    (line,) = [line for line in lines if line.startswith("LIT101 wrong")]
    assert line.split()[5:] == ["0.00", "[0.00,", "0.79]", "0/1", "-", "1.00", "[0.21,", "1.00]", "1/1"]


def case(source: str, faulty: bool, value: float) -> Case:
    return Case("PRV101", f"{source}{value}", source, "", faulty, True, value)


def test_a_limit_is_judged_on_sources_that_did_not_choose_it() -> None:
    """The sources differ: each one's limit would be right for itself, and is wrong for the other."""
    shifts = {"low": 0.0, "high": 0.4}
    known = [
        case(source, faulty, shift + (0.3 if faulty else 0.0) + step / 1000)
        for source, shift in shifts.items()
        for faulty in (True, False)
        for step in range(25)
    ]
    found = cross_validate(CHECKS["PRV101"], known, {"low": 0, "high": 1})
    assert found.limits[0].activate > 0.5  # chosen by "high" alone
    assert found.limits[1].activate < 0.3
    assert found.score.shares["recall"] == (25, 50)  # those of "low" are missed
    assert found.score.shares["false"] == (25, 50)  # those of "high" are accused


def test_too_few_choose_no_limit() -> None:
    found = cross_validate(CHECKS["PRV101"], [case("a", True, 1.0), case("b", False, 0.0)], {"a": 0, "b": 1})
    assert (found.limits, found.score.assessed) == ({}, 0)


def test_folds_hold_whole_sources_and_about_as_many_inputs() -> None:
    sizes = {"a": 6, "b": 3, "c": 3, "d": 1}
    given = [Input(Path(f"{name}{at}"), {labels.SOURCE: name}) for name, size in sizes.items() for at in range(size)]
    placed = folds(given, 2)
    assert placed == folds(reversed(given), 2)
    filled = [sum(size for name, size in sizes.items() if placed[name] == fold) for fold in (0, 1)]
    assert sorted(filled) == [6, 7]


def test_the_arguments_name_real_networks() -> None:
    assert set(truth.NETWORKS.values()) >= set(looks.networks(()).files)
