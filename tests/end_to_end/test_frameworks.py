"""`<env-check>` in pages that React and Vue render: they set properties where an element has them, else attributes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route

from chromium import CHROMIUM, launched
from serving import Served, served
from watched import CHECK, OFTEN, until, watched
from whip_page import page_served

MODULES = Path(__file__).parents[1] / "web" / "node_modules"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not (MODULES / "vue").is_dir(), reason="React and Vue are missing (npm ci --prefix tests/web)"),
]

REACT = """async () => {
  const [known, process] = [{}, {env: {NODE_ENV: "development"}}];
  const files = {
    "scheduler": "scheduler/cjs/scheduler", "react": "react/cjs/react", "react-dom": "react-dom/cjs/react-dom",
    "react-dom/client": "react-dom/cjs/react-dom-client",
  };
  for (const [name, file] of Object.entries(files)) {
    const source = await (await fetch(`/modules/${file}.development.js`)).text();
    const module = {exports: {}};
    new Function("module", "exports", "require", "process", source)(module, module.exports, one => known[one], process);
    known[name] = module.exports;
  }
  const root = known["react-dom/client"].createRoot(document.querySelector("main"));
  window.show = given => root.render(known.react.createElement("env-check", given));
}"""
"""React comes as CommonJS alone, which the page reads as a bundler would."""

VUE = """async () => {
  const {h, render} = await import("/modules/vue/dist/vue.runtime.esm-browser.js");
  window.show = given => render(h("env-check", given), document.querySelector("main"));
}"""

SETTERS = """async url => {
  const {EnvCheck} = await import(`${url}/web/element.js`);
  const found = [];
  for (let kind = EnvCheck.prototype; kind !== HTMLElement.prototype; kind = Object.getPrototypeOf(kind)) {
    const all = Object.entries(Object.getOwnPropertyDescriptors(kind));
    found.push(...all.filter(([, one]) => one.get && !one.set).map(([name]) => name));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def clinic() -> Iterator[str]:
    page = '<!doctype html><html lang="en"><title>Clinic</title><link rel="icon" href="data:,"><main></main></html>'
    with page_served(page) as origin:
        yield origin


@pytest.fixture(scope="module")
def server(clinic: str) -> Iterator[Served]:
    with served("--origin", clinic, environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright, ())
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, clinic: str, server: Served) -> Iterator[Page]:
    with watched(browser, clinic, server.url) as context:
        context.route("**/modules/**", module)
        page = context.new_page()
        page.goto(clinic)
        yield page


@pytest.mark.parametrize("framework", [REACT, VUE], ids=["react", "vue"])
class TestFramework:
    def test_language_profile_and_look_arrive_and_change(self, page: Page, server: Served, framework: str) -> None:
        page.evaluate(framework)
        arrive(page, server)
        given = {"endpoint": f"{server.url}/whip", "token": "t", "lang": "de", "profile": "client", "theme": "dark"}
        show(page, **given)
        until(page, f"{CHECK}.words.lang === 'de'")
        assert attributes(page) == given
        assert not {"papers-away", "contact-at-hand"} & asked(page), "a client is asked no therapist's questions"
        show(page, **{**given, "lang": "fr", "profile": "individual"})
        until(page, f"{CHECK}.words.lang === 'fr'")
        until(page, f"{CHECK}.attestations.some(one => one.name === 'contact-at-hand')")

    def test_what_is_left_out_is_taken_away(self, page: Page, server: Served, framework: str) -> None:
        page.evaluate(framework)
        arrive(page, server)
        show(page, endpoint=f"{server.url}/whip", lang="de", profile="client")
        until(page, f"{CHECK}.words.lang === 'de'")
        show(page, endpoint=f"{server.url}/whip", lang=None)
        until(page, f"{CHECK}.words.lang === 'en'")
        assert attributes(page) == {"endpoint": f"{server.url}/whip"}

    def test_what_was_rendered_first_is_taken_over(self, page: Page, server: Served, framework: str) -> None:
        page.evaluate(framework)
        show(page, endpoint=f"{server.url}/whip", lang="de", profile="client")
        until(page, CHECK)
        page.evaluate(f"{CHECK}.stream = new MediaStream(); {CHECK}.theme = 'dark'")
        arrive(page, server)
        until(page, f"{CHECK}.words.lang === 'de'")
        assert page.evaluate(f"{CHECK}.stream instanceof MediaStream && !Object.hasOwn({CHECK}, 'stream')")
        assert attributes(page)["theme"] == "dark"
        page.evaluate(f"{CHECK}.theme = null")
        assert "theme" not in attributes(page)


def test_whatever_a_page_can_read_it_can_set(page: Page, server: Served) -> None:
    assert page.evaluate(SETTERS, server.url) == []


def module(route: Route) -> None:
    """A file of an installed package."""
    route.fulfill(path=MODULES / route.request.url.partition("/modules/")[2], content_type="text/javascript")


def arrive(page: Page, server: Served) -> None:
    """Has the element come to be what it is."""
    page.evaluate("url => import(`${url}/web/element.js`).then(() => null)", server.url)


def show(page: Page, **given: object) -> None:
    """Has the framework render the element with these, and take away what it was given before."""
    page.evaluate("given => { show(given); }", given)


def attributes(page: Page) -> dict[str, Any]:
    found = f"Object.fromEntries({CHECK}.getAttributeNames().map(name => [name, {CHECK}.getAttribute(name)]))"
    return dict(page.evaluate(found))


def asked(page: Page) -> set[str]:
    """Names of what the element asks that no camera sees."""
    return set(page.evaluate(f"{CHECK}.attestations.map(one => one.name)"))
