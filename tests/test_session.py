import numpy as np
import pytest

from builders import noise_picture
from envcheck.checks.base import Check
from envcheck.checks.framing.no_face import NoFace
from envcheck.checks.picture.covered_lens import CoveredLens
from envcheck.checks.picture.frozen_picture import FrozenPicture
from envcheck.media.connection import Limitation
from envcheck.media.frame import PictureFrame
from envcheck.model.events import Event, FindingAppeared, FindingCleared, VerdictChanged
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Limit, Mode, Observation, Serves, Severity, Verdict
from envcheck.model.words import Words
from envcheck.perception.picture.sharpening import Sharpening
from envcheck.perception.room.clutter import Clutter
from envcheck.perception.scene import FAULT, Scene
from envcheck.perception.schedule import Refresh
from envcheck.session import Session


class Scripted(Check):
    """Answers with the level of the picture's first pixel."""

    code, name, title = "TST101", "scripted-fault", "What is scripted"
    severity, serves = Severity.SHOULD, Serves.PRESENCE
    limit = Limit(activate=100, deactivate=50, start_secs=1.0, stop_secs=1.0)
    words = {"": Words("Message.", "Why.", "Advice.")}
    strengths = {"": "Strength."}

    def observe(self, scene: Scene) -> Observation:
        return Observation(float(scene.frame.bgr(scene.frame.width, scene.frame.height)[0, 0, 0]))


def again(level: int, shown_since: float, until: float) -> list[PictureFrame]:
    """The same picture at later times, as where no other comes."""
    frames = [frame(level, time) for time in np.arange(shown_since, until, 0.5)[1:]]
    for one in frames:
        one.shown_since = shown_since
    return frames


def frame(level: int, time: float) -> PictureFrame:
    return PictureFrame(np.full((72, 128, 3), level, np.uint8), time)


def pushed(session: Session, *levels: tuple[float, int]) -> list[Event]:
    return [event for time, level in levels for event in session.push(frame(level, time))]


def test_events_tell_what_changed() -> None:
    session = Session([Scripted()])
    events = pushed(session, (0, 0), (1, 0), (2, 200), (3, 200), (4, 0), (5, 0))

    assert [type(event) for event in events] == [
        VerdictChanged,
        VerdictChanged,
        FindingAppeared,
        VerdictChanged,
        FindingCleared,
        VerdictChanged,
    ]
    verdicts = [event.verdict for event in events if isinstance(event, VerdictChanged)]
    assert verdicts == [Verdict.UNDETERMINED, Verdict.READY, Verdict.READY_WITH_ADVICE, Verdict.READY]


def test_two_looks_far_apart_that_are_alike_are_no_frozen_picture() -> None:
    session = Session([FrozenPicture()])
    told = pushed(session, (0, 100), (5, 120), (10, 120), (10.5, 121), (15, 122), (20, 122), (20.5, 122))
    assert not any(isinstance(event, FindingAppeared) for event in told)
    assert isinstance(pushed(session, (21, 122))[0], FindingAppeared)


def test_words_follow_what_the_sender_says_of_itself() -> None:
    session = Session([FrozenPicture()])
    told = pushed(session, *((secs, 120) for secs in range(4)))
    assert isinstance(told[-2], FindingAppeared)
    session.note_limitation(Limitation.CPU)
    over = pushed(session, *((secs, 120) for secs in range(4, 7)))
    assert isinstance(over[0], FindingCleared), "it may only be late"
    later = pushed(session, *((secs, 120) for secs in range(7, 33)))
    assert isinstance(later[0], FindingAppeared)
    assert later[0].finding.variant == "cpu"


class Broken(Scripted):
    """Fails in a way that nobody foresaw."""

    code, name = "TST102", "broken-check"

    def observe(self, scene: Scene) -> Observation:
        raise ZeroDivisionError


def test_a_fault_of_our_own_is_logged_once_and_is_never_a_pass(caplog: pytest.LogCaptureFixture) -> None:
    session = Session([Broken()])
    pushed(session, (0, 0), (1, 0), (2, 0))

    assert [(record.getMessage(), record.exc_info is not None) for record in caplog.records] == [
        ("TST102 failed", True)
    ]
    assert [(missing.code, missing.reason) for missing in session.now().not_assessed] == [("TST102", FAULT)]
    assert session.now().verdict is Verdict.UNDETERMINED


class Odd:
    """Sees a thing where somebody says so; looks about once a second, as the object network does."""

    facet = Clutter
    refresh = Refresh(0.9, "for the test")

    def __init__(self, *times: float) -> None:
        self.times = times

    def perceive(self, scene: Scene) -> Clutter:
        return Clutter(1.0 if scene.time in self.times else 0.0)


class Seeing(Scripted):
    """Finds what `Odd` sees."""

    limit = Limit(activate=0.5, deactivate=0.4, start_secs=0.5, stop_secs=1.5)

    def observe(self, scene: Scene) -> Observation:
        return Observation(scene[Clutter].edge_density)


@pytest.mark.parametrize(("times", "told"), [((5.0,), False), ((0.0,), False), ((5.0, 5.5, 6.0, 6.5), True)])
def test_one_odd_answer_is_not_told_however_long_it_stands(times: tuple[float, ...], told: bool) -> None:
    session = Session([Seeing()], perceivers=[Odd(*times)])
    events = pushed(session, *((half / 2, 0) for half in range(30)))
    assert any(isinstance(event, FindingAppeared) for event in events) is told


def test_one_picture_is_no_fault_and_settles_nothing_however_often_it_is_looked_at() -> None:
    session = Session([CoveredLens(), FrozenPicture()], expectations=Expectations(through_encoder=True))
    events = [event for one in (frame(0, 0.0), *again(0, 0.0, 20.0)) for event in session.push(one)]
    assert verdicts(events) == [Verdict.UNDETERMINED]
    assert not any(isinstance(event, FindingAppeared) for event in events)
    assert [one.finding.code for one in pushed(session, (20.0, 0), (20.5, 0)) if isinstance(one, FindingAppeared)] == [
        "PIC101"
    ]


def test_a_good_picture_that_stays_alone_is_not_ready() -> None:
    session = Session([Scripted()])
    for one in (frame(0, 0.0), *again(0, 0.0, 20.0)):
        session.push(one)
    assert session.now().verdict is Verdict.UNDETERMINED
    assert verdicts(pushed(session, (20.0, 0))) == [Verdict.READY]


def test_what_goes_by_time_itself_counts_a_picture_that_is_looked_at_again() -> None:
    session = Session([FrozenPicture()])
    session.push(frame(120, 0.0))
    events = [event for one in again(120, 0.0, 6.0) for event in session.push(one)]
    assert [event.finding.code for event in events if isinstance(event, FindingAppeared)] == ["PIC104"]


def test_now_forgets_and_the_report_remembers() -> None:
    session = Session([Scripted()])
    pushed(session, (0, 200), (1, 200), (2, 0), (3, 0))

    assert session.now().findings == ()
    assert [one.message for one in session.now().strengths] == ["Strength."]
    assert session.report().strengths == ()
    (found,) = session.report().findings
    assert (found.since, found.until) == (0.0, 3.0)
    assert session.report().passed == ()


def test_nothing_is_praised_before_the_session_has_settled() -> None:
    session = Session([Scripted()])
    pushed(session, (0, 0), (0.9, 0))
    assert not session.settled
    assert (session.now().verdict, session.now().strengths) == (Verdict.UNDETERMINED, ())
    pushed(session, (1.0, 0))
    assert session.settled
    assert session.now().strengths


def verdicts(events: list[Event]) -> list[Verdict]:
    return [event.verdict for event in events if isinstance(event, VerdictChanged)]


def test_ready_waits_for_a_second_look_at_what_begins_however_slow_looks_are() -> None:
    told = pushed(Session([Scripted()]), (0, 0), (4, 200), (8, 200))
    assert verdicts(told) == [Verdict.UNDETERMINED, Verdict.READY_WITH_ADVICE]


def test_what_never_shows_twice_is_not_waited_for_without_end() -> None:
    session = Session([Scripted()])
    pushed(session, *((secs, 200 if secs % 2 else 0) for secs in range(12)))
    assert session.settled


class Must(Scripted):
    code, severity = "TST102", Severity.MUST


def test_ready_waits_while_a_must_is_neither_found_nor_ruled_out() -> None:
    silence = [(half / 2, min(200, 25 * half + 10)) for half in range(12)]
    told = pushed(Session([Must()]), *silence)
    assert verdicts(told) == [Verdict.UNDETERMINED, Verdict.NOT_READY]
    never = Session([Must()])
    pushed(never, *((half / 2, 75) for half in range(12)))
    assert not never.settled
    pushed(never, (6.0, 75))
    assert never.settled


def test_a_fault_all_through_a_short_clip_is_reported() -> None:
    session = Session([Scripted()])
    pushed(session, (0, 200), (0.4, 200))
    assert session.now().findings == ()
    assert [found.code for found in session.report().findings] == ["TST101"]


def test_a_fault_that_has_only_just_begun_is_not() -> None:
    session = Session([Scripted()])
    pushed(session, (0, 0), (1, 0), (2, 200))
    assert session.report().findings == ()


def test_a_picture_is_judged_at_once_and_alone() -> None:
    session = Session([Scripted(), FrozenPicture()], mode=Mode.PICTURE)
    pushed(session, (0, 200))
    report = session.report()
    assert report.verdict is Verdict.READY_WITH_ADVICE
    assert [(missing.code, missing.not_applicable) for missing in report.not_assessed] == [("PIC104", True)]


def test_limits_can_be_set_from_outside() -> None:
    strict = Limit(activate=10, deactivate=5)
    session = Session([Scripted()], mode=Mode.PICTURE, limits={"TST101": strict})
    pushed(session, (0, 20))
    assert session.report().verdict is Verdict.READY_WITH_ADVICE


def test_darkness_is_told_as_a_covered_lens_and_nothing_else_is_claimed() -> None:
    session = Session(mode=Mode.PICTURE)
    session.push(PictureFrame(np.zeros((360, 640, 3), np.uint8)))
    report = session.report()
    assert report.verdict is Verdict.NOT_READY
    assert [found.name for found in report.findings] == ["covered-lens"]
    assert report.strengths == ()
    assert {"FRM101", "PRV101"} <= {missing.code for missing in report.not_assessed}


def test_a_session_without_a_frame_is_undetermined() -> None:
    report = Session([NoFace(), CoveredLens()]).report()
    assert (report.verdict, report.frames, report.seconds) == (Verdict.UNDETERMINED, 0, 0.0)


def test_two_sessions_share_nothing() -> None:
    one, two = Session([FrozenPicture()]), Session([FrozenPicture()])
    still = noise_picture(1)
    for time in (0.0, 2.0, 3.0):
        one.push(PictureFrame(still, time))
    two.push(PictureFrame(still, 3.0))
    assert one.report().verdict is Verdict.NOT_READY
    assert two.report().verdict is Verdict.READY


@pytest.mark.parametrize("fps", [1.0, 2.0, 7.5, 30.0])
def test_the_pace_of_looking_does_not_change_what_is_told(fps: float) -> None:
    session = Session([Scripted()])
    times = np.arange(0, 10, 1 / fps)
    pushed(session, *((float(time), 200 if 3 <= time < 6 else 0) for time in times))
    (found,) = session.report().findings
    assert found.since == pytest.approx(3.0, abs=1 / fps)
    assert found.until == pytest.approx(7.0, abs=2 / fps)


def test_sound_before_a_late_camera_settles_nothing() -> None:
    session = Session(expectations=Expectations(expects_audio=True))
    for second in range(4):
        session.advance(float(second))
    session.push(PictureFrame(np.full((360, 640, 3), 120, np.uint8), 4.0))

    assert not session.settled


def test_a_glance_tells_whether_the_room_has_changed() -> None:
    room = np.full((360, 640, 3), 120, np.uint8)
    other = room.copy()
    other[40:120, 40:120] = 220
    session = Session()
    session.push(PictureFrame(room, 0.0))

    assert not session.room_changed(PictureFrame(room, 0.5))
    assert session.room_changed(PictureFrame(other, 1.0))


class Growing:
    """Takes the stream for one that gets sharper until a time."""

    facet = Sharpening

    def perceive(self, scene: Scene) -> Sharpening:
        return Sharpening(scene.time < 2.0)


def test_nothing_is_told_or_settled_while_the_picture_is_still_getting_sharper() -> None:
    session = Session([Scripted()], perceivers=[Growing()])
    early = pushed(session, *((half / 2, 200) for half in range(4)))
    assert [type(event) for event in early] == [VerdictChanged]
    assert not session.settled

    pushed(session, (2.0, 200), (2.5, 200), (3.0, 200), (4.0, 0), (5.0, 0))
    (found,) = session.report().findings
    assert (found.since, found.until) == (2.0, 5.0)
    assert session.settled
