"""`<env-check>` from its package, in pages that React and Vue render and Vite builds, and in one built by webpack."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from bundled_pages import IS_READY, built, folder_served, installed
from chromium import CHROMIUM, faked, launched
from serving import Served, served
from watched import CHECK, OFTEN, until, watched

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not IS_READY, reason="Vite and webpack are missing (npm ci --prefix tests/web)"),
]

SETTERS = """async url => {
  const {EnvCheck} = await import(`${url}/web/element.js`);
  const found = [];
  for (let kind = EnvCheck.prototype; kind !== HTMLElement.prototype; kind = Object.getPrototypeOf(kind)) {
    const all = Object.entries(Object.getOwnPropertyDescriptors(kind));
    found.push(...all.filter(([, one]) => one.get && !one.set).map(([name]) => name));
  }
  return found;
}"""

PASS = f"{CHECK}.shadowRoot.getElementById('skip-check').click()"


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module", params=["react", "vue", "webpack"])
def clinic(request: pytest.FixtureRequest, hosts: Path) -> Iterator[str]:
    with folder_served(built(hosts, request.param)) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, faked(None, None))
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, clinic: str, server: Served) -> Iterator[Page]:
    with watched(browser, clinic, server.url) as context:
        page = context.new_page()
        page.goto(clinic)
        until(page, "Boolean(window.show)")
        yield page


def test_it_looks_and_tells_its_end(page: Page, server: Served) -> None:
    arrive(page)
    show(page, endpoint=f"{server.url}/whip", lang="de", onward=True)
    until(page, f"{CHECK}.words.lang === 'de'")
    assert page.evaluate(f"{CHECK}.start()")
    page.evaluate(PASS)
    (told,) = until(page, "told.length && told")
    assert (told["how"], page.evaluate(f"{CHECK}.stream")) == ("skipped", None)
    assert told["devices"]["camera"]["label"]


def test_language_profile_and_look_arrive_and_change(page: Page, server: Served) -> None:
    arrive(page)
    given = {"endpoint": f"{server.url}/whip", "token": "t", "lang": "de", "profile": "client", "theme": "dark"}
    show(page, **given)
    until(page, f"{CHECK}.words.lang === 'de'")
    assert attributes(page) == given
    assert not {"papers-away", "contact-at-hand"} & asked(page), "a client is asked no therapist's questions"
    show(page, **{**given, "lang": "fr", "profile": "individual"})
    until(page, f"{CHECK}.words.lang === 'fr'")
    until(page, f"{CHECK}.attestations.some(one => one.name === 'contact-at-hand')")


def test_what_is_left_out_is_taken_away(page: Page, server: Served) -> None:
    arrive(page)
    show(page, endpoint=f"{server.url}/whip", lang="de", profile="client", onward="Join")
    until(page, f"{CHECK}.words.lang === 'de'")
    show(page, endpoint=f"{server.url}/whip", lang=None)
    until(page, f"{CHECK}.words.lang === 'en'")
    assert attributes(page) == {"endpoint": f"{server.url}/whip"}


def test_what_was_rendered_first_is_taken_over(page: Page, server: Served) -> None:
    show(page, endpoint=f"{server.url}/whip", lang="de", profile="client")
    until(page, CHECK)
    page.evaluate(f"{CHECK}.stream = new MediaStream(); {CHECK}.theme = 'dark'")
    arrive(page)
    until(page, f"{CHECK}.words.lang === 'de'")
    assert page.evaluate(f"{CHECK}.stream instanceof MediaStream && !Object.hasOwn({CHECK}, 'stream')")
    assert attributes(page)["theme"] == "dark"
    page.evaluate(f"{CHECK}.theme = null")
    assert "theme" not in attributes(page)


def test_whatever_a_page_can_read_it_can_set(page: Page, server: Served) -> None:
    assert page.evaluate(SETTERS, server.url) == []


def arrive(page: Page) -> None:
    """Has the element come to be what it is, where it has not done so already."""
    page.evaluate("arrive()")


def show(page: Page, **given: object) -> None:
    """Has the page render the element with these, and take away what it was given before."""
    page.evaluate("given => { show(given); }", given)


def attributes(page: Page) -> dict[str, Any]:
    found = f"Object.fromEntries({CHECK}.getAttributeNames().map(name => [name, {CHECK}.getAttribute(name)]))"
    return dict(page.evaluate(found))


def asked(page: Page) -> set[str]:
    """Names of what the element asks that no camera sees."""
    return set(page.evaluate(f"{CHECK}.attestations.map(one => one.name)"))
