"""Scores from labels and answers, without looking at anything."""

import pytest

from envcheck.evaluation.ground_truth import GROUND_TRUTH, finding_holds, is_lit_face, labels_by_check
from envcheck.evaluation.labels import COLUMNS, Row, exact, read_labels
from envcheck.evaluation.praises import impression_holds, strength_holds, verdict_holds
from envcheck.evaluation.scores import Evaluation, Prediction, Score, interval, wilson
from envcheck.evaluation.sentences import Kind, Sentence, Tallies, sentence_holds, sentences
from envcheck.model.errors import DamagedInput, UnsupportedInput
from envcheck.model.findings import (
    Finding,
    Impression,
    ImpressionRating,
    Level,
    Report,
    Severity,
    Sign,
    Strength,
    Verdict,
)
from envcheck.model.words import Words

HEADER = ",".join(COLUMNS)
FAULT, FINE = Prediction(True), Prediction(False)


def row(people: str = "1", faces: str = "1", **labels: str) -> Row:
    return {"file": "a.jpg", "n_people_visible": people, "faces_visible": faces} | labels


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 10, 0.0179, 0.4042),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_intervals_are_those_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    """(81 of 263: Newcombe 1998, Statistics in Medicine 17, table I.)"""
    assert wilson(hits, of) == pytest.approx((hits / of, low, high), abs=6e-5)


def test_nothing_has_no_share() -> None:
    assert wilson(0, 0) is None
    assert interval(0, 0).strip() == "-"
    assert interval(3, 4).strip() == "0.75 [0.30, 0.95] 3/4"


def test_a_score_counts_each_kind_once() -> None:
    score = Score()
    for name, faulty, answer in (
        ("hit", True, FAULT),
        ("missed", True, Prediction(False, 2.0)),
        ("wrong", False, Prediction(True, 3.0)),
        ("fine", False, FINE),
        ("fine too", False, FINE),
        ("dark", True, Prediction(None)),
    ):
        score.count(name, faulty, answer)
    assert score.shares == {"recall": (1, 2), "precision": (1, 2), "false": (1, 3)}
    assert (score.assessed, score.not_assessed) == (5, 1)
    assert [wrong.file for wrong in score.worst(9)] == ["wrong", "missed"]
    assert [wrong.missed for wrong in score.worst(1)] == [False]
    assert "recall 0.50" in str(score)


@pytest.mark.parametrize(
    ("code", "labels", "expected"),
    [
        ("LIT101", row(lighting_label="dark"), True),
        ("LIT101", row(lighting_label="good"), False),
        ("LIT101", row(lighting_label="backlit"), None),
        ("LIT101", row(lighting_label="Dark uneven"), True),
        ("LIT102", row(lighting_label="overexposed"), True),
        ("LIT103", row(lighting_label="backlit"), True),
        ("LIT103", row(lighting_label=""), None),
        ("LIT103", row(lighting_label="unknown"), None),
        ("LIT104", row(lighting_label="uneven"), True),
        ("LIT105", row(lighting_label="cast"), True),
        ("LIT106", row(lighting_label="flickering"), True),
        ("LIT107", row(lighting_label="good", background_label="office window"), None),
        ("LIT107", row(lighting_label="good", background_label="tidy"), False),
        ("FRM101", row("0", "0"), True),
        ("FRM101", row("1", "1"), False),
        ("FRM101", row("1", "0"), True),
        ("FRM101", row("2", "1"), None),
        ("FRM101", row("", "0"), None),
        ("FRM101", row("1", "1", averted="yes"), None),
        ("FRM102", row(framing_label="off_centre"), True),
        ("FRM102", row("2", "2", framing_label="off_centre"), None),
        ("FRM103", row(framing_label="tiny_subject"), True),
        ("FRM103", row(framing_label="tight"), False),
        ("FRM104", row(framing_label="too_close"), True),
        ("FRM104", row(framing_label="tight"), None),
        ("FRM105", row(framing_label="head_cut"), True),
        ("FRM106", row(framing_label="low_camera"), True),
        ("FRM107", row(framing_label="low_camera"), False),
        ("FRM108", row(framing_label="tilted"), True),
        ("FRM109", row(framing_label="profile"), True),
        ("BKG101", row(background_label="bed cluttered"), True),
        ("BKG101", row(background_label="kitchen tidy"), False),
        ("BKG101", row(background_label="outdoor"), None),
        ("PRV101", row("2", "1"), True),
        ("PRV101", row("", "2"), True),
        ("PRV101", row("1", "1"), False),
        ("PRV101", row("0-1", "1"), None),
        ("PRV101", row("1", "1", notes="approx count"), None),
        ("PRV101", row("1", "1", notes="from behind; GT 2"), None),
        ("PRV102", row(background_label="pictured_face"), True),
        ("PRV103", row(background_label="office readable_text"), True),
        ("PRV102", row(background_label="plain"), False),
        ("PRV102", row(background_label="plain picture"), None),
        ("PRV105", row(background_label="office screen"), True),
        ("PRV105", row(background_label="office"), None),
        ("PRV106", row(background_label="mirror"), True),
        ("PRV106", row(background_label="plain"), False),
        ("PIC101", row(picture_label="covered"), True),
        ("PIC101", row(lighting_label="good"), False),
        ("PIC101", row("", ""), None),
        ("PIC102", row(picture_label="blurred"), True),
        ("PIC106", row(picture_label="good"), False),
        ("PIC107", row(), None),
    ],
)
def test_labels_say_what_is_there(code: str, labels: Row, expected: bool | None) -> None:
    assert labels_by_check(labels, [code]).get(code) is expected


@pytest.mark.parametrize(
    ("code", "labels", "expected"),
    [
        ("LIT101", row(lighting_label="good", face_dim="yes"), True),
        ("LIT101", row(lighting_label="dark", face_dim="no"), False),
        ("LIT101", row(lighting_label="dark", face_dim=""), None),
        ("LIT101", row(face_dim="no", face_backlit="yes"), None),
        ("LIT102", row(face_blown="yes"), True),
        ("LIT103", row(face_backlit="no"), False),
        ("LIT104", row(face_one_sided="yes"), True),
        ("LIT105", row(face_cast="YES"), True),
        ("FRM102", row("2", "2", off_centre="yes"), True),
        ("FRM103", row(far="no"), False),
        ("FRM104", row(close="yes"), True),
        ("FRM105", row(head_cropped="yes"), True),
        ("FRM106", row(framing_label="good", camera_low="yes"), True),
        ("FRM107", row(camera_high="yes"), True),
        ("FRM109", row(averted="yes"), True),
        ("FRM110", row(too_much_headroom="yes"), True),
        ("FRM110", row(too_much_headroom="no"), False),
        ("BKG101", row(background_label="cluttered", cluttered_background="no"), False),
        ("BKG102", row(plain_background="yes"), True),
        ("BKG104", row(bed_or_kitchen="yes"), True),
        ("BKG105", row(virtual_background="yes"), True),
        ("PRV101", row("1", "1", second_person="yes"), True),
        ("PRV101", row("1", "2", second_person="no"), False),
        ("PRV101", row("2", "2", second_person=""), None),
        ("PRV102", row(only_pictured_faces="yes"), True),
        ("PRV102", row(only_pictured_faces="no"), False),
        ("PRV102", row("2", "2", only_pictured_faces="no"), None),
        ("PRV103", row(readable_text="yes"), True),
        ("PRV105", row(lit_screen="yes"), True),
        ("PRV106", row(mirror="no"), False),
        ("PIC102", row(blurred_face="yes"), True),
        ("PIC102", row(blurred_face="perhaps"), None),
    ],
)
def test_a_column_of_yes_and_no_stands_before_the_words(code: str, labels: Row, expected: bool | None) -> None:
    assert labels_by_check(labels, [code]).get(code) is expected


@pytest.mark.parametrize(
    ("code", "variant", "labels", "expected"),
    [
        ("LIT101", "", row("0", "0", lighting_label="dark"), False),
        ("FRM106", "", row("0", "0"), False),
        ("FRM106", "", row("1", "0", camera_low="yes"), True),
        ("LIT101", "", row("1", "0"), False),
        ("LIT101", "", row("1", "0", LIT101="1"), True),
        ("LIT101", "", row("", "0"), None),
        ("PRV101", "", row("0", "0"), False),
        ("FRM101", "turned", row(averted="yes"), True),
        ("FRM101", "turned", row(framing_label="profile"), True),
        ("FRM101", "", row(averted="yes"), None),
        ("FRM101", "", row(), False),
        ("FRM101", "", row("0", "2"), True),
        ("FRM101", "", row(blurred_face="yes"), None),
        ("FRM101", "dark", row(face_dim="yes"), None),
        ("FRM101", "dark", row(face_dim="no"), False),
        ("FRM101", "dark", row("0", "0", face_dim=""), True),
        ("FRM105", "top", row(head_cropped="no", close="yes"), None),
        ("FRM105", "top", row(head_cropped="no", close="no"), False),
        ("FRM105", "top", row(head_cropped="yes", close="yes"), True),
        ("PIC101", "", row(lighting_label="dark"), None),
        ("PIC101", "", row(lighting_label="dark", picture_label="covered"), True),
    ],
)
def test_words_about_a_face_are_false_where_there_is_none(
    code: str, variant: str, labels: Row, expected: bool | None
) -> None:
    assert finding_holds(labels, code, variant) is expected


LIT = {"face_dim": "no", "face_backlit": "no", "face_one_sided": "no", "face_cast": "no"}


@pytest.mark.parametrize(
    ("code", "variant", "labels", "expected"),
    [
        ("LIT101", "", row(**LIT), True),
        ("LIT101", "", row(lighting_label="good"), True),
        ("LIT101", "", row(lighting_label="backlit"), False),
        ("LIT101", "", row(**LIT | {"face_backlit": "yes"}), False),
        ("LIT101", "", row(**LIT | {"face_one_sided": "yes"}), None),
        ("LIT101", "", row(**LIT | {"face_backlit": ""}), None),
        ("LIT101", "", row("0", "0"), False),
        ("LIT103", "", row(**LIT | {"face_dim": "yes"}), False),
        ("LIT104", "", row(**LIT), True),
        ("LIT105", "warm", row(**LIT), None),
        ("LIT105", "warm", row(**LIT | {"face_cast": "yes"}), False),
        ("FRM102", "", row(off_centre="yes"), False),
        ("FRM103", "", row(far="no"), True),
        ("FRM103", "", row(far="no", close="yes"), None),
        ("FRM105", "", row(head_cropped="yes"), False),
        ("FRM106", "", row(camera_low="no", camera_high="no"), True),
        ("FRM106", "", row(camera_low="no", camera_high="yes"), False),
        ("BKG101", "", row(cluttered_background="no"), True),
        ("BKG101", "", row(cluttered_background="no", second_person="yes"), None),
        ("BKG104", "plant", row(plant="yes"), True),
        ("BKG104", "plant and books", row(plant="yes", books="no"), False),
        ("BKG104", "plant and books", row(plant="yes"), None),
        ("BKG104", "books", row(background_label="office bookshelf"), True),
        ("PRV101", "", row("1", "1"), True),
        ("PRV101", "", row("0", "0"), True),
        ("PRV101", "", row(second_person="yes"), False),
        ("PRV101", "", row(PRV101="1"), False),
        ("PIC102", "", row(blurred_face="no"), True),
        ("PIC102", "", row("1", "0", blurred_face="no"), False),
        ("ACM101", "", row(ACM101="1"), False),
        ("ACM101", "", row(ACM101="0"), None),
    ],
)
def test_labels_say_whether_praise_is_true(code: str, variant: str, labels: Row, expected: bool | None) -> None:
    assert strength_holds(labels, code, variant) is expected


def test_labels_say_how_a_setting_comes_across() -> None:
    labels = {"cluttered_background": "no", "bed_or_kitchen": "no", "lighting_label": "good"}
    good = row(**labels)
    for impression in Impression:
        assert impression_holds(good, impression, Level.CLEAR) is True
        assert impression_holds(good, impression, Level.PARTLY) is None
        assert impression_holds(row(**labels | {"cluttered_background": "yes"}), impression, Level.CLEAR) is False
    assert impression_holds(row(**labels, second_person="yes"), Impression.PROFESSIONAL, Level.CLEAR) is False
    assert impression_holds(row("0", "0", **labels), Impression.PROFESSIONAL, Level.CLEAR) is False
    assert impression_holds(row("0", "0", **labels), Impression.INVITING, Level.CLEAR) is True
    bed = row(**labels | {"bed_or_kitchen": "yes"})
    assert impression_holds(bed, Impression.PROFESSIONAL, Level.CLEAR) is False
    assert impression_holds(bed, Impression.INVITING, Level.CLEAR) is True
    assert verdict_holds(good, Verdict.READY) is True
    assert verdict_holds(row("0", "0", lighting_label="good"), Verdict.READY_WITH_ADVICE) is False
    assert verdict_holds(good, Verdict.NOT_READY) is None


@pytest.mark.parametrize("code", sorted(GROUND_TRUTH))
def test_no_label_says_nothing(code: str) -> None:
    assert labels_by_check({"file": "a.jpg"}, [code]) == {}


def test_expected_people_are_no_fault() -> None:
    assert labels_by_check(row("2", "2"), ["PRV101"], expected=2) == {"PRV101": False}
    assert labels_by_check(row("3", "1"), ["PRV101"], expected=2) == {"PRV101": True}


@pytest.mark.parametrize(
    ("text", "notes", "count"), [("3", "", 3), ("2-3", "", None), ("10+", "", None), ("3", "approx", None)]
)
def test_a_count_is_exact_or_none(text: str, notes: str, count: int | None) -> None:
    assert exact({"faces_visible": text, "notes": notes}, "faces_visible") == count


@pytest.mark.parametrize("column", ["n_people_visible", "faces_visible"])
def test_a_number_without_end_counts_nobody(column: str) -> None:
    row = {"file": "a.jpg", "n_people_visible": "1", "faces_visible": "1"} | {column: "9" * 5000}
    assert exact(row, column) is None
    assert Evaluation(set(GROUND_TRUTH)).is_labelled({**row, "lighting_label": "good"})


def test_a_column_of_its_own_overrides_the_rules() -> None:
    plain = row(lighting_label="backlit")
    for said, expected in (("0", {"LIT103": False}), ("YES", {"LIT103": True}), ("", {}), ("unknown", {})):
        assert labels_by_check({**plain, "LIT103": said}, ["LIT103"]) == expected
    assert labels_by_check({**plain, "ACM101": "1"}, ["ACM101"]) == {"ACM101": True}
    assert labels_by_check({**plain, "ACM101": "1"}, ["LIT103"]) == {"LIT103": True}


def test_light_counts_on_faces_that_are_large_enough() -> None:
    lit = row(lighting_label="backlit")
    assert is_lit_face(lit, 0.2)
    assert is_lit_face(lit, None)
    assert not is_lit_face(lit, 0.05)
    assert not is_lit_face(row("1", "0"), 0.2)
    evaluation = Evaluation(["LIT103", "PRV101"])
    evaluation.count(lit, {"LIT103": FAULT, "PRV101": FINE}, 0.05)
    assert evaluation.of("LIT103") is None
    evaluation.count({**lit, "LIT103": "1"}, {"LIT103": FAULT}, 0.05)
    assert (score := evaluation.of("LIT103"))
    assert score.true_positives == 1


def report(*strengths: str) -> Report:
    light = Finding("LIT101", "dim-face", Severity.SHOULD, Words("It is dim.", "Why.", "Turn on a lamp."), 1.0)
    praise = tuple(Strength(code, code.lower(), f"{code} is good.") for code in strengths)
    calm = ImpressionRating(Impression.INVITING, Level.CLEAR, (Sign("BKG101", "It is calm."),))
    return Report(Verdict.READY_WITH_ADVICE, (light,), praise, (calm,))


def test_a_report_is_a_list_of_sentences() -> None:
    assert [(one.kind, one.code, one.text) for one in sentences(report("PRV101"))] == [
        (Kind.VERDICT, "verdict", "Verdict: ready with advice."),
        (Kind.FINDING, "LIT101", "It is dim. Turn on a lamp."),
        (Kind.STRENGTH, "PRV101", "PRV101 is good."),
        (Kind.READING, "inviting", "Inviting: comes across. It is calm."),
    ]


def test_every_sentence_is_counted_and_whole_reports_too() -> None:
    tallies = Tallies()
    tallies.count(row(second_person="yes", face_dim="yes"), report("PRV101"), 0.3)
    tallies.count(row(second_person="no", face_dim="yes"), report("PRV101"), 0.3)
    tallies.count(row(second_person="no", face_dim="no"), report("PRV101"), 0.05)  # too small to be lit
    counts = {key: (one.true, one.false, one.open) for key, one in tallies.of.items()}
    assert counts[(Kind.STRENGTH, "PRV101")] == (2, 1, 0)
    assert counts[(Kind.FINDING, "LIT101")] == (2, 0, 1)
    assert tallies.of[(Kind.STRENGTH, "PRV101")].contradicted == ["a.jpg"]
    assert tallies.of[(Kind.STRENGTH, "PRV101")].precision == (2, 3)
    assert tallies.reports == {True: 1, False: 2}


def test_a_small_face_is_open_and_no_face_is_not() -> None:
    dim = Sentence(Kind.FINDING, "LIT101", "", "")
    assert sentence_holds(row(face_dim="yes"), dim, 0.05) is None
    assert sentence_holds(row("0", "0"), dim, 0.05) is False
    assert sentence_holds(row(LIT101="1"), dim, 0.05) is True


def test_scores_add_up() -> None:
    one, other = Score(), Score()
    one.count("a", True, FAULT)
    other.count("b", True, FINE)
    one.add(other)
    assert one.shares["recall"] == (1, 2)
    assert [wrong.file for wrong in one.wrong] == ["b"]


def test_scores_come_by_source_too() -> None:
    evaluation = Evaluation(["PRV101"])
    for source, answer in (("b", FAULT), ("a", FINE), ("", FAULT)):
        evaluation.count({**row("2", "2"), "source_repo": source}, {"PRV101": answer}, None)
    assert (score := evaluation.of("PRV101"))
    assert score.shares["recall"] == (2, 3)
    parts = {source: part.shares["recall"] for source, part in evaluation.by_source("PRV101")}
    assert parts == {"(no source)": (1, 1), "a": (0, 1), "b": (1, 1)}


def test_what_was_not_asked_is_not_counted() -> None:
    evaluation = Evaluation(["PRV101"])
    evaluation.count(row(), {}, 0.2)
    assert evaluation.of("PRV101") is None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_are_read_however_they_are_separated(separator: str) -> None:
    lines = [HEADER, "a.jpg, 1 ,1,good,tidy,good", "", "b.jpg,1"]
    rows = read_labels("l.csv", "\r\n".join(lines).replace(",", separator), [])
    assert [each["file"] for each in rows] == ["a.jpg", "b.jpg"]
    assert rows[0]["n_people_visible"] == "1"
    assert rows[1].get("lighting_label", "") == ""


def test_a_column_of_its_own_needs_no_others() -> None:
    assert read_labels("l.csv", "file,LIT103\na.jpg,1\n", ["LIT103"]) == [{"file": "a.jpg", "LIT103": "1"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "missing: file, n_people_visible"),
        ("file,faces_visible\na.jpg,1", "missing: n_people_visible, lighting_label"),
        ("file,LIT999\na.jpg,1", "missing: n_people_visible"),
        ("LIT103\n1", "missing: file"),
        ("file,LIT103\na.jpg,maybe", "row 1 has 'maybe' under LIT103 where 1 or 0 is needed"),
    ],
)
def test_a_file_that_lacks_something_is_refused(text: str, told: str) -> None:
    with pytest.raises(UnsupportedInput, match=told):
        read_labels("l.csv", text, ["LIT103"])


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(DamagedInput, match="not a CSV file"):
        read_labels("l.csv", HEADER + "\n" + "x" * 200_000, [])
