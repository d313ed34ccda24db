import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from envcheck.model.attestations import answers_to
from envcheck.model.findings import (
    Finding,
    Impression,
    ImpressionRating,
    Level,
    NotAssessed,
    Report,
    Severity,
    Sign,
    Strength,
    Verdict,
)
from envcheck.model.geometry import Box
from envcheck.model.provenance import Provenance
from envcheck.model.words import Words
from envcheck.wire.messages import ReportMessage, report_message

MADE = Provenance(datetime(2026, 11, 3, 20, 57, tzinfo=timezone(timedelta(hours=1))), "1.2.3", "individual")

REPORT = Report(
    verdict=Verdict.NOT_READY,
    findings=(
        Finding(
            "PRV101",
            "second-person",
            Severity.MUST,
            Words("A", "B", "C"),
            0.123456,
            (Box(0.1, 0.2, 1 / 3, 0.4),),
            title="Others",
        ),
    ),
    strengths=(Strength("LIT101", "dim-face", "Light.", title="Your light"),),
    impressions=(
        ImpressionRating(
            Impression.PROFESSIONAL,
            Level.PARTLY,
            (Sign("BKG104", "Books."), Sign("BKG101", "Calm.")),
            (Sign("BKG102", "Bare."),),
        ),
        ImpressionRating(Impression.INVITING, Level.UNKNOWN, reason="hardly any background is in view"),
    ),
    passed=("LIT101",),
    not_assessed=(NotAssessed("PIC104", "needs video", not_applicable=True, title="Motion"),),
    people=2,
    faces=2,
    frames=1,
)


def test_what_is_not_seen_here_is_told_in_the_readers_language() -> None:
    message = report_message("a.jpg", replace(REPORT, gaps=("Backs are not seen here.",)), MADE, str.upper)
    assert message.gaps == ("BACKS ARE NOT SEEN HERE.",)


def test_a_report_has_exactly_the_promised_keys() -> None:
    answers = answers_to(["headphones-on"], ["headphones-on"])
    told = json.loads(report_message("a.jpg", REPORT, MADE, str.lower, answers).model_dump_json())
    assert told == {
        "input": "a.jpg",
        "provenance": {
            "at": "2026-11-03T20:57:00+01:00",
            "product": "envcheck",
            "version": "1.2.3",
            "profile": "individual",
            "note": "this is advice. you decide. neither picture nor sound was kept.",
        },
        "verdict": "not ready",
        "findings": [
            {
                "code": "PRV101",
                "name": "second-person",
                "title": "others",
                "variant": "",
                "is_gradual": False,
                "severity": "must",
                "rank": 0,
                "message": "a",
                "why": "b",
                "advice": "c",
                "value": 0.1235,
                "regions": [[0.1, 0.2, 0.3333, 0.4]],
            }
        ],
        "strengths": [{"code": "LIT101", "name": "dim-face", "title": "your light", "message": "light."}],
        "setting": [
            {
                "reading": "professional",
                "level": "in part",
                "message": "the room comes across as professional in part.",
                "lifted_by": [{"code": "BKG104", "message": "books."}, {"code": "BKG101", "message": "calm."}],
                "lowered_by": [{"code": "BKG102", "message": "bare."}],
                "reason": None,
            },
            {
                "reading": "inviting",
                "level": "could not tell",
                "message": "whether the room comes across as inviting could not be told.",
                "lifted_by": [],
                "lowered_by": [],
                "reason": "hardly any background is in view",
            },
        ],
        "passed": ["LIT101"],
        "not_assessed": [{"code": "PIC104", "title": "motion", "reason": "needs video", "is_expected": False}],
        "people": 2,
        "faces": 2,
        "frames": 1,
        "seconds": 0.0,
        "attestations": [{"name": "headphones-on", "text": "headphones are on.", "confirmed": True}],
        "gaps": [],
        "usual": None,
    }


def test_a_message_can_be_read_back() -> None:
    message = report_message("a.jpg", REPORT, MADE, str)
    assert ReportMessage.model_validate_json(message.model_dump_json()) == message
