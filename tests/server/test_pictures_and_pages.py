"""All that needs no session: one picture judged, the catalogue, what is told to those who run the server."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from prometheus_client.parser import text_string_to_metric_families

import bombs
import heif_files
from envcheck.checks.catalog import load_checks
from envcheck.settings import ServerSettings, Settings
from envcheck.wire.messages import CheckMessage, ReportMessage
from front_desk import PROBLEM, Desk, desk

READY = (Path(__file__).parents[2] / "samples" / "media" / "ready.jpg").read_bytes()
JPEG = {"Content-Type": "image/jpeg"}


@pytest.fixture(scope="module")
def here() -> Iterator[Desk]:
    with desk(Settings(server=ServerSettings(requests_per_minute=100_000, picture_bytes=1_000_000))) as opened:
        yield opened


def test_a_picture_is_judged(here: Desk) -> None:
    answer = here.ask("POST", "/v1/check", content=READY, headers=JPEG)
    assert answer.status_code == 200, answer.text
    told = ReportMessage.model_validate_json(answer.content)
    assert told.verdict in ("ready", "ready with advice")
    assert (told.input, told.faces, told.frames) == ("picture", 1, 1)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_the_content_says_of_which_type_a_picture_is(here: Desk, kind: str) -> None:
    room = np.asarray(cv2.imdecode(np.frombuffer(READY, np.uint8), cv2.IMREAD_REDUCED_COLOR_2))
    data = cv2.imencode(f".{kind}", room)[1].tobytes()
    for said in ("image/png", f"image/{kind}"):
        answer = here.ask("POST", "/v1/check?profile=client", content=data, headers={"Content-Type": said})
        assert answer.status_code == 200, answer.text


def test_the_picture_of_a_telephone_is_judged(here: Desk, tmp_path: Path) -> None:
    room = np.asarray(cv2.imdecode(np.frombuffer(READY, np.uint8), cv2.IMREAD_REDUCED_COLOR_2), np.uint8)
    size = room.shape[1], room.shape[0]
    data = heif_files.heif(size, size, heif_files.encoded([room], tmp_path))
    for said in ("image/heic", "image/heif", "image/jpeg"):
        answer = here.ask("POST", "/v1/check?profile=client", content=data, headers={"Content-Type": said})
        assert answer.status_code == 200, answer.text


def test_a_picture_is_judged_in_the_language_and_by_the_profile_asked_for(here: Desk) -> None:
    dark = cv2.imencode(".png", np.zeros((360, 640, 3), np.uint8))[1].tobytes()
    answer = here.ask("POST", "/v1/check?lang=de&profile=client", content=dark, headers={"Content-Type": "image/png"})
    told = ReportMessage.model_validate_json(answer.content)
    assert "Kamera" in told.findings[0].advice
    assert not any(code.startswith("BKG") for code in (*told.passed, *(one.code for one in told.not_assessed)))


def _png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


ONE_PIXEL = cv2.imencode(".png", np.zeros((1, 1, 3), np.uint8))[1].tobytes()

UNFIT: dict[str, tuple[bytes, int]] = {
    "text": (b"hello, I am a picture", 422),
    "empty": (b"", 422),
    "one pixel": (ONE_PIXEL, 422),
    "a hundred megapixels": (_png_header(10_000, 10_000), 422),
    "cut short": (READY[: len(READY) // 3], 422),
    "a clip": ((Path(__file__).parents[2] / "samples" / "media" / "frozen.mp4").read_bytes()[:900_000], 422),
    "another kind": (cv2.imencode(".bmp", np.zeros((90, 90, 3), np.uint8))[1].tobytes(), 422),
    "announced": (bombs.announced(b"IDAT")(), 422),
    "too large": (READY + bytes(1_000_000), 413),
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_cannot_be_looked_at_is_refused_with_a_sentence(here: Desk, what: str) -> None:
    data, status = UNFIT[what]
    answer = here.ask("POST", "/v1/check", content=data, headers=JPEG)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    detail = answer.json()["detail"]
    assert detail.endswith("."), detail
    assert not detail[0].islower(), detail
    assert "picture:" not in detail


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "image/gif", None]
)
def test_a_picture_of_another_type_is_refused(here: Desk, kind: str | None) -> None:
    answer = here.ask("POST", "/v1/check", content=READY, headers={"Content-Type": kind} if kind else {})
    assert (answer.status_code, answer.headers["Content-Type"]) == (415, PROBLEM)


def test_the_catalogue_names_every_check(here: Desk) -> None:
    told = [CheckMessage.model_validate(one) for one in here.ask("GET", "/v1/checks").json()]
    assert [(one.code, one.title) for one in told] == [(check.code, check.title) for check in load_checks()]
    german = [CheckMessage.model_validate(one) for one in here.ask("GET", "/v1/checks?lang=de").json()]
    assert not {one.title for one in german} & {one.title for one in told}


@pytest.mark.parametrize("name", ["LIT103", "backlit-face"])
def test_a_check_explains_itself(here: Desk, name: str) -> None:
    answer = here.ask("GET", f"/v1/checks/{name}")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert "LIT103" in answer.text.splitlines()[0]
    assert here.ask("GET", f"/v1/checks/{name}?lang=de").text != answer.text


def test_a_check_that_there_is_not(here: Desk) -> None:
    assert here.ask("GET", "/v1/checks/LIT999").status_code == 404
    assert here.ask("GET", "/v1/checks/LIT103?lang=tlh").status_code == 422


def test_metrics_carry_no_label_that_identifies_anybody(here: Desk) -> None:
    begun = here.begin("video", "audio")
    here.ask("DELETE", begun.headers["Location"])
    answer = here.ask("GET", "/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    families = list(text_string_to_metric_families(answer.text))
    samples = [sample for family in families for sample in family.samples]
    assert {label for sample in samples for label in sample.labels} <= {"stage", "reason", "verdict", "le"}
    values = {(sample.name, *sample.labels.values()): sample.value for sample in samples}
    assert values["envcheck_sessions_ended_total", "closed"] == 1
    assert values["envcheck_verdicts_total", "undetermined"] == 1
    assert values["envcheck_sessions",] == 0
    assert begun.headers["Location"].rpartition("/")[2] not in answer.text
