import json
from dataclasses import replace

import pytest
from fhir.resources.R4B.device import Device
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from envcheck.model.findings import Verdict
from envcheck.render.fhir import CODES, questionnaire_response
from envcheck.render.language import languages, translator
from wire.test_messages import REPORT

TITLES = {"LIT101": "Your light"}
AUTHORED = "2026-01-31T12:00:00+00:00"


def response(lang: str = "en") -> str:
    return questionnaire_response(REPORT, TITLES, translator(lang), AUTHORED, "1.2.3")


@pytest.mark.parametrize("lang", languages())
def test_it_is_what_the_standard_calls_a_questionnaire_response(lang: str) -> None:
    read = QuestionnaireResponse.model_validate_json(response(lang))
    assert json.loads(read.model_dump_json(exclude_none=True)).keys() == json.loads(response(lang)).keys()


def test_a_device_has_answered_about_nobody() -> None:
    told = json.loads(response())
    device = Device.model_validate(told["contained"][0])
    assert (told["author"]["reference"], device.id) == ("#device", "device")
    assert device.version
    assert device.version[0].value == "1.2.3"
    assert not {"subject", "encounter", "source", "basedOn"} & set(told), "a room was looked at, not a patient"


def test_every_check_has_one_answer() -> None:
    answers = {item["linkId"]: item["answer"][0]["valueCoding"]["code"] for item in json.loads(response())["item"]}
    assert answers == {
        "verdict": "not-ready",
        "PRV101": "found-must",
        "LIT101": "passed",
        "PIC104": "not-assessed",
    }


def test_every_check_is_asked_for_by_its_title_whatever_the_answer() -> None:
    told = json.loads(questionnaire_response(REPORT, TITLES, str.upper, AUTHORED, "1"))
    texts = {item["linkId"]: item["text"] for item in told["item"]}
    assert texts == {"verdict": "THE ROOM CHECK", "PRV101": "OTHERS", "LIT101": "YOUR LIGHT", "PIC104": "MOTION"}


def test_a_finding_brings_its_advice() -> None:
    (found,) = (item for item in json.loads(response())["item"] if item["linkId"] == "PRV101")
    answer = found["answer"][0]
    assert answer["valueCoding"] == {"system": CODES, "code": "found-must", "display": "A"}
    assert answer["item"] == [{"linkId": "PRV101.advice", "answer": [{"valueString": "C"}]}]


def test_no_place_in_the_picture_is_told() -> None:
    assert "0.3333" not in response()
    assert "region" not in response()


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_code_without_blanks(verdict: Verdict) -> None:
    told = questionnaire_response(replace(REPORT, verdict=verdict), TITLES, str, AUTHORED, "1")
    QuestionnaireResponse.model_validate_json(told)
    code = json.loads(told)["item"][0]["answer"][0]["valueCoding"]["code"]
    assert code == verdict.value.replace(" ", "-")
