"""Bodies that are too large, sent to every route there is: none is held, whoever sends it."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from envcheck.baseline import MOST_BYTES
from envcheck.model.room_signature import RoomSignature
from envcheck.server.access import Access, tokens_in
from envcheck.server.app.application import GUARDED_PARTS, PUBLIC_PARTS
from envcheck.settings import ServerSettings, Settings
from envcheck.wire.baseline_messages import MOST_BASELINES, BaselineMessage, baseline_message
from front_desk import PROBLEM, Desk, desk

PART, LIMIT = 8192, 40_000
SETTINGS = Settings(server=ServerSettings(picture_bytes=LIMIT, sdp_bytes=LIMIT, requests_per_minute=1_000_000))
TOKEN = "k7Qe-creates-and-reads"
ROUTES = [route for part in (*GUARDED_PARTS, *PUBLIC_PARTS) for route in part.routes]
EXAMPLES = {"code": "LIT103", "name": "page.js", "lang": "en"}


@pytest.fixture
def here() -> Iterator[Desk]:
    with desk(SETTINGS) as opened:
        yield opened


class Endless:
    """A body that never ends, and how much of it was asked for."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.taken < 100 * LIMIT:
            self.taken += PART
            yield b" " * PART


def described(here: Desk) -> list[tuple[str, str, str]]:
    """Method and address of every operation, and the media type of the body it takes, if it takes one."""
    paths: dict[str, dict[str, Any]] = here.ask("GET", "/openapi.json").json()["paths"]
    return [
        (method.upper(), path, next(iter(one["requestBody"]["content"])) if "requestBody" in one else "")
        for path, operations in paths.items()
        for method, one in operations.items()
    ]


def sent(here: Desk, method: str, url: str, headers: dict[str, str]) -> tuple[Any, int]:
    """The answer to an endless body, and how much of it was taken."""
    body = Endless()
    return here.ask(method, url, content=body, headers=headers), body.taken


def test_no_route_leaves_its_body_to_the_framework_which_reads_it_whole_and_before_it_asks_for_a_token() -> None:
    assert len(ROUTES) > 20
    assert [route.path for route in ROUTES if getattr(route, "body_field", None)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("announced", [{}, {"Content-Length": str(10**9)}, {"Content-Length": "9" * 5000}])
def test_a_body_without_end_is_refused_by_every_route_that_takes_one_and_not_read_by_any_other(
    here: Desk, announced: dict[str, str]
) -> None:
    operations = described(here)
    assert len([kind for *_, kind in operations if kind]) == 5
    for method, path, kind in operations:
        lasting = "{session_id}" not in path or path.endswith("/events")
        session_id = "none" if lasting else here.begin().headers["Location"].rpartition("/")[2]
        answer, taken = sent(
            here, method, path.format(session_id=session_id, **EXAMPLES), {"Content-Type": kind} | announced
        )
        assert answer.headers["Connection"] == "close", (method, path)
        if kind:
            limit = MOST_BYTES if path.endswith("/baseline") else LIMIT
            assert (answer.status_code, answer.headers["Content-Type"]) == (413, PROBLEM), (method, path)
            assert taken <= (PART if announced else limit + PART), (method, path)
        else:
            assert taken <= PART, (method, path)


def test_who_may_ask_and_for_which_session_comes_before_any_body() -> None:
    with desk(SETTINGS, Access(tokens_in(TOKEN, "tokens"))) as guarded:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        for method, path, kind in described(guarded):
            if not kind:
                continue
            for headers, status in (({}, 401), (bearer, 404)):
                if status == 404 and "{session_id}" not in path:
                    continue
                answer, taken = sent(guarded, method, path.format(session_id="none"), {"Content-Type": kind, **headers})
                assert (answer.status_code, answer.headers["Connection"]) == (status, "close"), (method, path)
                assert taken <= PART


JSON = {"Content-Type": "application/json"}

LONGEST = json.dumps(vars(RoomSignature(100_000, *((number,) * 40 for number in (4, -27, -16, -16, 20, 20)))), indent=1)
"""A setting whose numbers are as long as they can be, written as widely as anybody does."""


def several(settings: list[str]) -> str:
    """The body that gives several settings."""
    return f'{{"settings": [{", ".join(settings)}]}}'


def test_a_setting_is_taken_and_one_that_is_none_is_not(here: Desk) -> None:
    url = f"{here.begin().headers['Location']}/baseline"
    text = baseline_message(RoomSignature(178, *((0,) * 40,) * 6)).model_dump_json()
    assert here.ask("PUT", url, content=text, headers=JSON).status_code == 204
    for count in (0, 1, MOST_BASELINES):
        assert here.ask("PUT", url, content=several([text] * count), headers=JSON).status_code == 204
    assert len(several([LONGEST] * MOST_BASELINES)) <= MOST_BYTES
    assert here.ask("PUT", url, content=several([LONGEST] * MOST_BASELINES), headers=JSON).status_code == 204
    assert here.ask("PUT", url, content=text, headers={"Content-Type": "text/plain"}).status_code == 415
    for wrong in (
        several([text] * (MOST_BASELINES + 1)),
        several([text, text.replace('"version":1', '"version":2')]),
        several([text]).replace("{", '{"names":["home"],', 1),
        f"[{text}]",
        "",
        "{",
        "[" * 10_000,
        "{}",
        text.replace('"version":1', '"version":2'),
        text.replace("{", '{"more":1,'),
    ):
        answer = here.ask("PUT", url, content=wrong, headers=JSON)
        assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM), wrong[:20]


def test_the_description_says_what_a_setting_is(here: Desk) -> None:
    put = here.ask("GET", "/openapi.json").json()["paths"]["/whip/sessions/{session_id}/baseline"]["put"]
    one, several = put["requestBody"]["content"]["application/json"]["schema"]["anyOf"]
    assert put["requestBody"]["required"]
    assert one["additionalProperties"] is several["additionalProperties"] is False
    assert set(one["properties"]) == set(BaselineMessage.model_fields)
    assert several["properties"]["settings"]["items"] == one
    assert several["properties"]["settings"]["maxItems"] == MOST_BASELINES
