"""The report on a session, asked of the application in each of its forms."""

import asyncio
import json
import threading
from collections.abc import Iterator

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from envcheck.media.frame import PictureFrame
from envcheck.wire.messages import ReportMessage
from front_desk import Desk, desk
from hand_clock import BEGINNING
from made_session import picture


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[Desk, str]]:
    """A session that has seen two seconds of a room that is too dark, told in German."""
    with desk() as here:
        begun = here.begin("video", "audio", query="?lang=de")
        session = here.live(begun).session
        for number in range(8):
            session.push(PictureFrame(picture("dim.jpg"), number / 4))
        yield here, f"{begun.headers['Location']}/report"


@pytest.mark.parametrize("accept", ["application/json", "*/*", "", "text/plain, application/json;q=0.5"])
def test_it_is_json_unless_something_else_is_asked_for(place: tuple[Desk, str], accept: str) -> None:
    here, url = place
    answer = here.ask("GET", url, headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/json"
    told = ReportMessage.model_validate_json(answer.content)
    assert "LIT101" in [finding.code for finding in told.findings]
    assert (told.input, told.faces, told.seconds) == ("session", 1, 1.75)
    assert (told.provenance.at, told.provenance.profile) == (BEGINNING.isoformat(), "individual")


def test_a_browser_gets_a_page(place: tuple[Desk, str]) -> None:
    here, url = place
    answer = here.ask("GET", url, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="de" dir="ltr">' in answer.text
    assert "<path d=" in answer.text, "the person is drawn as an outline"
    assert "<img" not in answer.text
    assert "http" not in answer.text
    assert "30. November 2026, 20:57 (UTC+1)" in answer.text, "when the session began"


def test_it_is_dated_by_the_clock_of_its_reader(place: tuple[Desk, str]) -> None:
    here, url = place
    page = here.ask("GET", f"{url}?utc_offset=-210", headers={"Accept": "text/html"}).text
    assert "30. November 2026, 16:27 (UTC-3:30)" in page
    told = ReportMessage.model_validate_json(here.ask("GET", f"{url}?utc_offset=840").content)
    assert told.provenance.at == "2026-12-01T09:57:00+14:00"
    assert here.ask("GET", f"{url}?utc_offset=1440").status_code == 422
    assert here.ask("GET", f"{url}?utc_offset=Berlin").status_code == 422


def test_a_health_record_gets_fhir(place: tuple[Desk, str]) -> None:
    here, url = place
    answer = here.ask("GET", url, headers={"Accept": "application/fhir+json"})
    assert answer.headers["Content-Type"] == "application/fhir+json"
    read = QuestionnaireResponse.model_validate_json(answer.content)
    assert read.status == "completed"
    assert "subject" not in json.loads(answer.content)


def test_before_anything_was_seen_nothing_is_claimed() -> None:
    with desk() as here:
        url = f"{here.begin().headers['Location']}/report"
        told = ReportMessage.model_validate_json(here.ask("GET", url).content)
        assert (told.verdict, told.findings, told.passed) == ("undetermined", (), ())
        for accept in ("text/html", "application/fhir+json"):
            assert here.ask("GET", url, headers={"Accept": accept}).status_code == 200


def test_a_report_that_somebody_waits_for_is_given_though_the_server_leaves() -> None:
    with desk() as here:
        url = f"{here.begin().headers['Location']}/report"
        going = threading.Event()

        async def leaves_meanwhile() -> None:
            backend = here.sessions._backend
            backend.submit(going.wait, 60)
            while backend._work_queue.qsize():  # noqa: ASYNC110 - its thread has not yet begun
                await asyncio.sleep(0)
            asked = asyncio.ensure_future(here.asking("GET", url))
            while not backend._work_queue.qsize():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0)
            leaving = asyncio.ensure_future(here.sessions.close())
            while not backend._shutdown and not leaving.done():  # noqa: ASYNC110
                await asyncio.sleep(0)
            going.set()
            await leaving
            assert (await asked).status_code == 200

        here.run(leaves_meanwhile())
