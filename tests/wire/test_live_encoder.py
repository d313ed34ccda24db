from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import pytest

from envcheck.checks.base import Check
from envcheck.media.frame import PictureFrame
from envcheck.model.expectations import Expectations
from envcheck.model.findings import Limit, Mode, Observation, Serves, Severity
from envcheck.model.words import Words
from envcheck.perception.scene import Scene
from envcheck.session import Session
from envcheck.wire.live_encoder import MOST_METERS, LiveEncoder


class Scripted(Check):
    """Sees what a test says, by media time."""

    code: ClassVar[str] = "TST101"
    name: ClassVar[str] = "test"
    title: ClassVar[str] = "What is tested"
    severity: ClassVar[Severity] = Severity.MUST
    serves: ClassVar[Serves] = Serves.PRESENCE
    limit: ClassVar[Limit] = Limit(1.0, 0.5, start_secs=0.5, stop_secs=0.5)
    words: ClassVar[Mapping[str, Words]] = {"": Words("It is.", "It matters.", "Change it.")}
    strengths: ClassVar[Mapping[str, str]] = {"": "It works."}

    def __init__(self, values: Mapping[float, float], code: str = "TST101") -> None:
        self._values = values
        self.code = code  # type: ignore[misc]

    def observe(self, scene: Scene) -> Observation:
        return Observation(self._values[max(time for time in self._values if time <= scene.time)])


SMALL = np.full((90, 160, 3), 128, np.uint8)


def looked(encoder: LiveEncoder, session: Session, time: float) -> list[dict[str, Any]]:
    return [one.model_dump() for one in encoder.messages(time, session.push(PictureFrame(SMALL, time)))]


def test_what_changed_is_told_findings_first_then_strengths_then_the_verdict() -> None:
    session = Session([Scripted({0.0: 0.0, 3.0: 1.5, 6.0: 0.0})])
    encoder = LiveEncoder(session, str, "en")
    told = {time / 4: looked(encoder, session, time / 4) for time in range(40)}
    lines = [(time, *(f"{one['type']} {one.get('state', one.get('verdict'))}" for one in told[time])) for time in told]
    assert [line for line in lines if len(line) > 1] == [
        (0.0, "verdict undetermined"),
        (1.0, "strength appeared", "verdict ready"),
        (3.0, "strength gone"),
        (3.5, "finding appeared", "verdict not ready"),
        (6.5, "finding cleared", "strength appeared", "verdict ready"),
    ]


def test_who_comes_late_is_told_what_stands() -> None:
    session = Session([Scripted({0.0: 1.5}), Scripted({0.0: 0.0}, "SEE102")])
    encoder = LiveEncoder(session, str.upper, "xx")
    for time in range(8):
        looked(encoder, session, time / 2)
    hello, finding, strength, verdict = (one.model_dump() for one in encoder.snapshot())
    assert (hello["lang"], hello["checks"]) == ("xx", ("TST101", "SEE102"))
    assert (finding["state"], finding["message"], finding["time"]) == ("appeared", "IT IS.", 0.0)
    assert (strength["code"], strength["message"]) == ("SEE102", "IT WORKS.")
    assert finding["title"] == strength["title"] == "WHAT IS TESTED"
    assert (verdict["verdict"], verdict["text"]) == ("not ready", "NOT READY YET")


def test_what_is_over_is_not_told_to_who_comes_late() -> None:
    session = Session([Scripted({0.0: 1.5, 2.0: 0.0})])
    encoder = LiveEncoder(session, str, "en")
    for time in range(10):
        looked(encoder, session, time / 2)
    assert [one.type for one in encoder.snapshot()] == ["hello", "strength", "verdict"]


def test_the_meters_say_how_near_each_fault_is() -> None:
    session = Session([Scripted({0.0: 0.75}), Scripted({0.0: 9.0}, "TST102")])
    encoder = LiveEncoder(session, str, "en")
    looked(encoder, session, 0.0)
    progress = encoder.progress(30, 26)
    assert (progress.looks, progress.frames, progress.dropped) == (1, 30, 26)
    assert progress.meters == {"TST101": pytest.approx(0.88, abs=0.01), "TST102": 2.0}


def test_only_the_nearest_faults_are_told_where_there_are_too_many() -> None:
    count = MOST_METERS + 5
    session = Session([Scripted({0.0: number / count}, f"TST{number:03d}") for number in range(count)])
    encoder = LiveEncoder(session, str, "en")
    looked(encoder, session, 0.0)
    assert list(encoder.progress(1, 0).meters) == [f"TST{number:03d}" for number in range(5, count)]


def test_a_quiet_test_is_counted_down() -> None:
    session = Session([Scripted({0.0: 0.0})], mode=Mode.VIDEO, expectations=Expectations(expects_audio=True))
    encoder = LiveEncoder(session, str, "en")
    looked(encoder, session, 0.0)
    assert encoder.progress(1, 0).quiet is None
    session.begin_quiet_test()
    looked(encoder, session, 0.25)
    assert encoder.progress(2, 0).quiet == 3.0
