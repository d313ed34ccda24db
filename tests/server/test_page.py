"""The page's files: what is sent with them, and what is not sent at all."""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from envcheck.render.html import STYLE
from envcheck.render.interface import WORDS
from envcheck.render.language import direction, languages
from envcheck.server.access import Access
from envcheck.settings import Settings
from front_desk import Desk, desk

WEB = Path(__file__).parents[2] / "envcheck" / "web"
PLATFORM = "https://clinic.example.org"


@pytest.fixture(scope="module")
def here() -> Iterator[Desk]:
    with desk(
        Settings.model_validate({"server": {"origins": [PLATFORM]}}), Access(origins=frozenset({PLATFORM}))
    ) as one:
        yield one


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    """The directives of a page's policy."""
    pairs = (part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pairs}


def test_the_page_allows_itself_alone(here: Desk) -> None:
    told = policy(here.ask("GET", "/").headers)
    assert told["default-src"] == told["frame-ancestors"] == "'none'"
    assert told["script-src"] == told["connect-src"] == "'self'"


def test_the_form_for_other_pages_stands_in_those_that_are_allowed_alone(here: Desk) -> None:
    answer = here.ask("GET", "/embed")
    assert policy(answer.headers)["frame-ancestors"] == PLATFORM
    assert f'content="{PLATFORM}"' in answer.text


def test_a_printed_report_keeps_its_style_under_the_policy(here: Desk) -> None:
    digest = policy(here.ask("GET", "/").headers)["style-src"].partition("'sha256-")[2].rstrip("'")
    assert b64decode(digest) == sha256(STYLE.encode()).digest()


@pytest.mark.parametrize("path", sorted(WEB.glob("*.js")), ids=lambda path: path.name)
def test_every_module_is_sent_as_one_and_asks_for_none_from_elsewhere(here: Desk, path: Path) -> None:
    answer = here.ask("GET", f"/web/{path.name}")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in answer.text


@pytest.mark.parametrize(
    "name", ["../settings.py", "%2e%2e/settings.py", "tsconfig.json", "index.html", "a" * 3000 + ".js", ""]
)
def test_nothing_else_is_sent(here: Desk, name: str) -> None:
    assert here.ask("GET", f"/web/{name}").status_code == 404


def test_a_browser_that_is_too_old_is_told_in_each_language_from_its_side(here: Desk) -> None:
    text = here.ask("GET", "/").text
    assert [text.count(f'<p lang="{lang}" dir="{direction(lang)}">') for lang in languages()] == [1] * len(languages())


def test_the_words_come_in_each_language(here: Desk) -> None:
    english, german = (json.loads(here.ask("GET", f"/web/words/{lang}.json").text) for lang in ("en", "de"))
    assert (english["lang"], german["lang"]) == ("en", "de")
    assert set(english) == set(german) == {"lang", "dir", "attestations", *WORDS}
    assert english["begin"] != german["begin"]
    assert here.ask("GET", "/web/words/xx.json").status_code == 422


def test_a_profile_asks_what_is_its_own(here: Desk) -> None:
    def asked(where: str) -> set[str]:
        told = json.loads(here.ask("GET", f"/web/words/en.json{where}").text)
        return {one["name"] for one in told["attestations"]}

    assert "papers-away" in asked("")
    assert {"door-closed", "assistants-off"} <= asked("?profile=client")
    assert not {"papers-away", "client-located", "session-locked"} & asked("?profile=client")
    assert here.ask("GET", "/web/words/en.json?profile=nobody").status_code == 422


def test_a_setting_is_given_and_taken_as_numbers(here: Desk) -> None:
    place = here.begin().headers["Location"]
    assert here.ask("GET", f"{place}/baseline").status_code == 409, "nothing has been seen yet"
    assert here.ask("PUT", f"{place}/baseline", json={"version": 1}).status_code == 422
