"""The element during a session: a second person comes and goes before Chromium's camera, and that alone is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from chromium import CHROMIUM, RATE, faked, jpeg, launched, still_room
from room_page import begin, end, opened
from sent import MEDIA
from serving import Served
from watched import AXE, CHECK, barriers, nobody_is_seen, sessions, until, watched

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]

SEEN_MS = 90_000

STATES = "noted.filter(one => one.name === 'guard').map(one => one.detail)"


@pytest.fixture(scope="module")
def busy_room(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Before its camera somebody walks in after thirteen seconds, stays for half a minute, and is gone again."""
    folder = tmp_path_factory.mktemp("coming")
    camera = coming_and_going(folder / "camera.mjpeg")
    browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
    yield browser
    browser.close()
    camera.unlink()


def coming_and_going(path: Path) -> Path:
    """A camera file of a sample clip whose parts are played forth and back, so that all goes on moving."""
    clip = cv2.VideoCapture(str(MEDIA / "second-person-walks-in.mp4"))
    shots = []
    while (read := clip.read())[0]:
        shots.append(jpeg(cv2.resize(read[1], (640, 360))))  # type: ignore[arg-type]
    clip.release()
    alone, there = shots[:45], shots[90:]
    played = [*alone, *alone[::-1]] * 2 + shots + [*there[::-1], *there] * 3
    with path.open("wb") as file:
        file.writelines(shot for shot in played for _ in range(RATE // 15))
    return path


@pytest.fixture
def context(busy_room: Browser, server: Served) -> Iterator[BrowserContext]:
    with watched(busy_room, server.url) as context:
        yield context


def checked(context: BrowserContext, server: Served, where: str = "") -> Page:
    """The last screen of a check."""
    page = opened(context, server, where)
    begin(page)
    until(page, f"{CHECK}.state.looks > 1")
    end(page)
    return page


def verdicts(server: Served) -> float:
    """How many the server has counted."""
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("envcheck_verdicts_total{"))


def seen(page: Page, state: str) -> None:
    expect(page.locator("#guard-bar")).to_have_attribute("data-seen", state, timeout=SEEN_MS)


def test_who_comes_and_goes_is_told_to_the_therapist_and_the_page_around(
    context: BrowserContext, server: Served, words: dict[str, str]
) -> None:
    page = checked(context, server, "?guard=1")
    expect(page.locator("#guard")).not_to_be_checked()
    nobody_is_seen(page, server)
    before = verdicts(server)
    expect(page.locator("#guard-hint")).to_contain_text(words["guard-stays-here"])
    page.check("#guard")
    seen(page, "watching")
    assert sessions(server) == 1
    expect(page).to_have_title(f"● {words['title']} – {words['camera-on']}")
    page.click("#finish")
    expect(page.locator(".main")).to_have_attribute("data-step", "guard")
    expect(page.locator("#guard-bar")).to_contain_text(words["guard-on"])
    for walk, where in ((page.go_back, "ready"), (page.go_forward, "guard")):
        walk()
        expect(page.locator(".main")).to_have_attribute("data-step", where)
    seen(page, "watching")
    assert page.evaluate("noted.filter(one => one.name === 'done').map(one => one.detail.guard)") == [True]
    seen(page, "someone")
    expect(page.locator("#guard-bar")).to_contain_text("Someone else seems to be in view.")
    expect(page.locator("[role=status].said")).to_contain_text("Someone else seems to be in view.")
    barred = barriers(page) if AXE.is_file() else []
    seen(page, "watching")
    expect(page.locator("#guard-bar")).to_contain_text("Nobody else is seen any more.")
    page.click("#guard-off")
    seen(page, "off")
    expect(page.locator("#guard-bar")).to_contain_text(words["guard-ended"])
    expect(page).to_have_title(words["title"])
    nobody_is_seen(page, server)
    told: list[dict[str, Any]] = page.evaluate(STATES)
    assert told == [{"state": state} for state in ("watching", "someone", "watching", "off")], "no picture, no place"
    assert verdicts(server) == before
    assert "guard" not in page.evaluate("JSON.stringify(localStorage)"), "it is asked for each time"
    assert not barred


def test_it_is_offered_where_the_page_allows_it_alone_and_ends_with_the_page(
    context: BrowserContext, server: Served
) -> None:
    page = checked(context, server)
    assert not page.locator("#guard").count()
    page.evaluate(f"{CHECK}.guard = true; {CHECK}.onward = true; {CHECK}.say('')")
    page.check("#guard")
    seen(page, "watching")
    page.click("#look-again")
    page.locator("#done").wait_for()
    assert page.evaluate(f"{CHECK}.guarding.isOn") is False, "a room check takes its place"
    end(page)
    page.check("#guard")
    seen(page, "watching")
    page.click("#finish")
    seen(page, "watching")
    page.evaluate(f"{CHECK}.remove()")
    nobody_is_seen(page, server)
