"""A report as an HL7 FHIR R4 `QuestionnaireResponse`: answers about a room, given by a device, about nobody.

It holds the verdict and what each check came to: no picture, no place in a picture, no subject.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from envcheck.model.findings import Finding, NotAssessed, Report
from envcheck.render.language import Translate
from envcheck.render.phrases import NOT_ASSESSED, PASSED, REPORT, VERDICTS

QUESTIONNAIRE = "urn:envcheck:questionnaire:room-check|1"
CODES = "urn:envcheck:code"
"""System of our codes: verdicts, and what a check came to."""

FHIR = "application/fhir+json"

Json = dict[str, Any]


def questionnaire_response(
    report: Report, titles: Mapping[str, str], translate: Translate, authored: str, version: str
) -> str:
    """The report in FHIR R4, as JSON.

    Args:
        report: what is known.
        titles: what each check looks at, in English, by code: the text of its item, whatever the answer.
        translate: into the reader's language.
        authored: when it was made, as ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.
        version: of envcheck.
    """
    items = [
        _item(
            "verdict",
            translate(REPORT),
            report.verdict.name.lower().replace("_", "-"),
            translate(VERDICTS[report.verdict]),
        ),
        *(_finding_item(finding, translate) for finding in report.findings),
        *(_item(code, translate(titles[code]), "passed", translate(PASSED)) for code in report.passed),
        *_not_assessed_items(report.not_assessed, translate),
    ]
    resource = {
        "resourceType": "QuestionnaireResponse",
        "contained": [_device(version)],
        "questionnaire": QUESTIONNAIRE,
        "status": "completed",
        "authored": authored,
        "author": {"reference": "#device", "type": "Device"},
        "item": items,
    }
    return json.dumps(resource, ensure_ascii=False)


def _device(version: str) -> Json:
    return {
        "resourceType": "Device",
        "id": "device",
        "deviceName": [{"name": "envcheck", "type": "model-name"}],
        "version": [{"value": version}],
    }


def _item(link: str, text: str, code: str, display: str) -> Json:
    return {
        "linkId": link,
        "text": text,
        "answer": [{"valueCoding": {"system": CODES, "code": code, "display": display}}],
    }


def _finding_item(finding: Finding, translate: Translate) -> Json:
    item = _item(
        finding.code, translate(finding.title), f"found-{finding.severity.value}", translate(finding.words.message)
    )
    advice = {"linkId": f"{finding.code}.advice", "answer": [{"valueString": translate(finding.words.advice)}]}
    return item | {"answer": [item["answer"][0] | {"item": [advice]}]}


def _not_assessed_items(not_assessed: tuple[NotAssessed, ...], translate: Translate) -> Iterator[Json]:
    for missing in not_assessed:
        display = f"{translate(NOT_ASSESSED)}: {translate(missing.reason)}"
        yield _item(missing.code, translate(missing.title), "not-assessed", display)
