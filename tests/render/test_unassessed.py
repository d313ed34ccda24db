from dataclasses import replace

from envcheck.model.findings import NotAssessed
from envcheck.render.unassessed import EXPECTED, unassessed
from wire.test_messages import REPORT

SOUND, VOICE, MOTION = (
    NotAssessed("SND101", "no sound came", title="Sound"),
    NotAssessed("SND104", "no sound came", title="Voice"),
    NotAssessed("PIC104", "needs video", title="Motion"),
)
UNASKED = NotAssessed("BKG106", sorted(EXPECTED)[0], title="Usual setting")


def test_each_reason_is_told_once_with_all_titles() -> None:
    report = replace(REPORT, not_assessed=(SOUND, MOTION, VOICE))
    assert unassessed(report, str.upper) == [("MOTION", "NEEDS VIDEO"), ("SOUND, VOICE", "NO SOUND CAME")]


def test_what_nobody_asked_for_is_told_only_where_there_is_nothing_else() -> None:
    report = replace(REPORT, not_assessed=(UNASKED,))
    assert unassessed(report, str) == []
    assert unassessed(replace(report, passed=(), findings=()), str) == [("Usual setting", UNASKED.reason)]
