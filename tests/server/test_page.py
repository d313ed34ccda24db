"""The page's files: what is sent with them, and what is not sent at all."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import cv2
import numpy as np
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
    settings = Settings.model_validate({"server": {"origins": [PLATFORM], "requests_per_minute": 10_000}})
    with desk(settings, Access(origins=frozenset({PLATFORM}))) as one:
        yield one


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    """The directives of a page's policy."""
    pairs = (part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pairs}


def test_the_page_allows_itself_alone(here: Desk) -> None:
    told = policy(here.ask("GET", "/").headers)
    assert told["default-src"] == told["frame-ancestors"] == "'none'"
    assert told["script-src"] == told["connect-src"] == told["manifest-src"] == "'self'"


def test_the_form_for_other_pages_stands_in_those_that_are_allowed_alone(here: Desk) -> None:
    answer = here.ask("GET", "/embed")
    assert policy(answer.headers)["frame-ancestors"] == PLATFORM
    assert f'content="{PLATFORM}"' in answer.text


@pytest.mark.parametrize("where", ["/", "/embed"])
def test_the_page_and_a_printed_report_keep_their_styles_under_the_policy_and_no_other(here: Desk, where: str) -> None:
    answer = here.ask("GET", where)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']+)'", policy(answer.headers)["style-src"])
    assert {b64decode(one) for one in allowed} == {sha256(one.encode()).digest() for one in (style, STYLE)}
    assert "style=" not in answer.text
    assert "<style" not in answer.text.replace(style, "", 1).replace("<style>", "", 1)


@pytest.mark.parametrize("path", sorted(WEB.glob("*.js")), ids=lambda path: path.name)
def test_every_module_is_sent_as_one_and_asks_for_none_from_elsewhere(here: Desk, path: Path) -> None:
    answer = here.ask("GET", f"/web/{path.name}")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in answer.text


@pytest.mark.parametrize(
    ("accepted", "asked", "lang"),
    [("", "", "en"), ("de-AT, en;q=0.5", "", "de"), ("xx, fr;q=0.1, es;q=0", "", "fr"), ("xx", "", "en"),
     ("*", "", "en"), ("de", "?lang=es", "es"), ("de", "?lang=FR-ca", "fr"), ("de", "?lang=xx", "en"),
     ("de", f"?lang={'x' * 999}", "de")],
)  # fmt: skip
@pytest.mark.parametrize("where", ["/", "/embed"])
def test_the_first_words_come_with_the_page_in_the_readers_language(
    here: Desk, where: str, accepted: str, asked: str, lang: str
) -> None:
    answer = here.ask("GET", f"{where}{asked}", headers={"Accept-Language": accepted})
    told = json.loads(here.ask("GET", f"/web/words/{lang}.json").text)
    assert f'<html lang="{lang}" dir="ltr">' in answer.text
    for word in ("title", "welcome", "promise"):
        assert f">{escape(told[word])}</" in answer.text
    assert f'href="web/words/{lang}.json" as="fetch"' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_what_an_address_asks_for_stands_at_the_element_and_nowhere_as_markup(here: Desk) -> None:
    text = here.ask("GET", "/", params={"profile": 'a"> <b>&', "theme": "dark", "endpoint": "x", "onward": "x"}).text
    assert '<env-check endpoint="whip" profile="a&quot;&gt; &lt;b&gt;&amp;" theme="dark">' in text
    assert 'href="web/words/en.json?profile=a%22%3E%20%3Cb%3E%26" as="fetch"' in text
    assert '<html lang="en" dir="ltr" data-theme="dark">' in text
    assert '<html lang="en" dir="ltr">' in here.ask("GET", "/?theme=%22%3E").text


@pytest.mark.parametrize(
    "where", ["/", "/embed", "/web/words/de.json", "/web/element.js", "/web/dom.js", "/web/icon.svg"]
)
def test_what_changes_at_its_address_is_kept_and_asked_for_before_it_is_used_again(here: Desk, where: str) -> None:
    first = here.ask("GET", where)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    for known in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        again = here.ask("GET", where, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Cache-Control"] == "no-cache"
    assert here.ask("GET", where, headers={"If-None-Match": 'W/"x"'}).status_code == 200


@pytest.mark.parametrize(("where", "name"), [("/", "page.js"), ("/embed", "embed.js"), ("/", "icon.svg")])
def test_what_the_page_names_by_its_content_is_kept_for_good(here: Desk, where: str, name: str) -> None:
    stem, _, suffix = name.partition(".")
    (place,) = re.findall(rf'"(web/{stem}\.[0-9a-f]{{16}}\.{suffix})"', here.ask("GET", where).text)
    answer = here.ask("GET", f"/{place}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content == here.ask("GET", f"/web/{name}").content
    assert f".{sha256(answer.content).hexdigest()[:16]}." in place


def test_the_address_of_another_versions_content_leads_to_what_there_is_and_is_not_kept_for_good(here: Desk) -> None:
    answer = here.ask("GET", "/web/page.0123456789abcdef.js")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert here.ask("GET", "/web/nope.0123456789abcdef.js").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "gzip"), ("*", "gzip"), ("br;q=1, GZIP;q=0.1", "gzip"), ("", None), ("identity", None),
     ("gzip;q=0", None), ("*, gzip;q=0", None), ("gzip;q=x", None)],
)  # fmt: skip
@pytest.mark.parametrize("where", ["/", "/web/page.js", "/web/words/en.json", "/web/manifest.webmanifest"])
def test_it_is_short_on_the_line_for_whoever_takes_it_so(
    here: Desk, where: str, accepted: str, coding: str | None
) -> None:
    answer = here.ask("GET", where, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.content == here.ask("GET", where, headers={"Accept-Encoding": "identity"}).content


def test_nothing_else_is_made_short_or_kept(here: Desk) -> None:
    for where in ("/v1/checks", "/openapi.json"):
        answer = here.ask("GET", where, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_element_comes_with_all_that_it_needs_for_a_page_of_another_origin(here: Desk) -> None:
    answer = here.ask("GET", "/web/element.js", headers={"Origin": PLATFORM})
    assert answer.headers["Access-Control-Allow-Origin"] == PLATFORM
    assert "\nimport " not in answer.text
    assert "export const { EnvCheck } =" in answer.text


@pytest.mark.parametrize("asked", ["", "?lang=de&profile=client&theme=dark"])
def test_the_manifest_names_the_page_and_its_icons(here: Desk, asked: str) -> None:
    (place,) = re.findall(r'rel="manifest" href="([^"]+)"', here.ask("GET", f"/{asked}").text)
    answer = here.ask("GET", f"/{unescape(place)}")
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert told["name"] == json.loads(here.ask("GET", f"/web/words/{told['lang']}.json").text)["title"]
    assert (told["display"], told["scope"]) == ("standalone", "../")
    start = urlsplit(told["start_url"])
    assert (start.path, parse_qs(start.query)) == ("../", {"lang": ["en"], **parse_qs(asked[1:])})
    for icon in told["icons"]:
        sent = here.ask("GET", f"/web/{icon['src']}")
        picture = cv2.imdecode(np.frombuffer(sent.content, np.uint8), cv2.IMREAD_UNCHANGED)
        assert picture is not None
        assert f"{picture.shape[1]}x{picture.shape[0]}" == icon["sizes"]
        is_opaque = picture.shape[2] == 3
        assert is_opaque == (icon["purpose"] == "maskable")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_the_form_for_other_pages_is_no_program_of_its_own(here: Desk) -> None:
    assert "manifest" not in here.ask("GET", "/embed").text


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
    assert set(english) == set(german) == {"lang", "dir", "attestations", "people", *WORDS}
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
