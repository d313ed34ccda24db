"""The appointment's dialog in Chromium, against a real server with signed tokens; OpenEMR's pages are stand-ins."""

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import jwt
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from plugins.openemr.stand_in_openemr import IS_READY, SIGNED_IN, Site, encrypted, site
from serving import Served, served
from watched import CHECK, OFTEN, barriers, sessions, until, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM or not IS_READY, reason="Chromium, or PHP with Symfony and Twig, is not installed"),
]

KEY = "a key that the practice and the check share"
READS = jwt.encode({"aud": "envcheck", "scope": "read", "exp": 4_000_000_000}, KEY, "HS256")
APPOINTMENT = "iframe[title='Edit Event']"
AWAY = "cannot be reached"
SILENT_MS = 4_000


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("practice"), "8") as running:
        yield running


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("key") / "key"
    file.write_text(KEY, encoding="utf-8")
    file.chmod(0o600)
    return file


def check_for(practice: Site, key: Path) -> AbstractContextManager[Served]:
    """The room check as a practice runs it."""
    return served("--origin", practice.url, "--jwt-key", str(key), "--jwt-algorithm", "HS256", environ=OFTEN)


@pytest.fixture(scope="module")
def server(practice: Site, key: Path) -> Iterator[Served]:
    with check_for(practice, key) as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("camera")
    camera = changing_camera(folder / "camera.mjpeg", ("ready.jpg", 10))
    with sync_playwright() as playwright:
        browser = launched(playwright, faked(camera, still_room(folder / "sound.wav")))
        yield browser
        browser.close()


def settings(address: str, key: str = KEY) -> dict[str, str]:
    """The module's settings."""
    return {"envcheck_url": address, "envcheck_key": encrypted(key)}


def opened(page: Page, practice: Site, address: str, **told: Any) -> FrameLocator:
    """The appointment as OpenEMR shows it: a frame in its main page."""
    practice.tell(settings(address), **told)
    page.goto(practice.url)
    appointment = page.frame_locator(APPOINTMENT)
    appointment.locator(".envcheck-open").wait_for()
    return appointment


def launches(page: Page, appointment: FrameLocator) -> None:
    """The session can be launched, whatever became of the check."""
    button = appointment.locator(".btn-add-edit-appointment-launch-telehealth")
    expect(button).to_be_enabled()
    before = page.evaluate("window.launched ?? 0")
    button.click()
    assert page.evaluate("window.launched") == before + 1


def camera_is_off(page: Page, server: Served) -> None:
    """Waits until nobody is looked at any more."""
    end = time.monotonic() + 60
    while sessions(server, READS):
        assert time.monotonic() < end, "the session goes on"
        page.wait_for_timeout(50)


def test_the_room_is_checked_in_the_appointment_and_the_session_launched_after(
    browser: Browser, practice: Site, server: Served
) -> None:
    with watched(browser, practice.url, server.url) as context:
        page = context.new_page()
        appointment = opened(page, practice, server.url)
        assert not barriers(page, page.frames[1])
        appointment.locator(".envcheck-open").click()
        check = appointment.frame_locator("dialog iframe")
        check.locator("#done").wait_for()
        inside = next(frame for frame in page.frames if "/embed" in frame.url)
        until(inside, f"{CHECK}.state.looks")
        assert not barriers(page, page.frames[1])
        assert page.evaluate("window.restored") == 1
        check.locator("#done").click()
        expect(check.locator("#finish")).to_have_text("Back to the appointment")
        check.locator("#finish").click()
        expect(appointment.locator("dialog")).to_be_hidden()
        expect(appointment.locator("dialog iframe")).to_have_count(0)
        expect(appointment.locator(".envcheck-open")).to_be_focused()
        camera_is_off(page, server)
        launches(page, appointment)
        assert page.frames[1].url.endswith("add_edit_event.php?eid=42"), "the appointment was not saved"
    assert not any("eyJ" in line for line in practice.lines + server.lines)


def test_leaving_the_dialog_turns_the_camera_off(browser: Browser, practice: Site, server: Served) -> None:
    with watched(browser, practice.url, server.url) as context:
        page = context.new_page()
        appointment = opened(page, practice, server.url)
        for leave in ("Escape", "button"):
            appointment.locator(".envcheck-open").click()
            appointment.frame_locator("dialog iframe").locator("#done").wait_for()
            if leave == "button":
                appointment.locator("dialog header .envcheck-close").click()
            else:
                appointment.locator("dialog header .envcheck-close").press("Escape")
            expect(appointment.locator("dialog")).to_be_hidden()
            camera_is_off(page, server)
        launches(page, appointment)


def test_other_pages_have_no_say(browser: Browser, practice: Site, server: Served) -> None:
    with watched(browser, practice.url, server.url) as context:
        page = context.new_page()
        appointment = opened(page, practice, server.url)
        appointment.locator(".envcheck-open").click()
        appointment.frame_locator("dialog iframe").locator("#done").wait_for()
        for sender in ("window", "window.top"):
            page.frames[1].evaluate(f"{sender}.postMessage({{envcheck: 'done'}}, '*')")
        page.evaluate("frames[0].postMessage({envcheck: 'done'}, '*')")
        page.frames[1].evaluate("new Promise(done => setTimeout(done, 100))")
        expect(appointment.locator("dialog")).to_be_visible()


def nobody_there() -> str:
    """An address at which nothing answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def is_passed_by(page: Page, appointment: FrameLocator) -> None:
    """The check is said to be away, and the session goes on."""
    expect(appointment.locator("dialog [role=status]")).to_contain_text(AWAY, timeout=60_000)
    appointment.locator("dialog .envcheck-ways .envcheck-close").click()
    expect(appointment.locator("dialog")).to_be_hidden()
    launches(page, appointment)


def test_a_check_that_is_not_running_is_said_to_be_away(browser: Browser, practice: Site) -> None:
    address = nobody_there()
    with watched(browser, practice.url, address, forgiven=("ERR_CONNECTION_REFUSED", "postMessage")) as context:
        page = context.new_page()
        appointment = opened(page, practice, address)
        appointment.locator(".envcheck-open").click()
        is_passed_by(page, appointment)


def test_a_check_that_never_answers_is_said_to_be_away_after_four_seconds(browser: Browser, practice: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with watched(browser, practice.url, address) as context:
            page = context.new_page()
            page.clock.install()
            appointment = opened(page, practice, address)
            page.clock.pause_at(time.time() + 3600)
            appointment.locator(".envcheck-open").click()
            appointment.locator("dialog iframe").wait_for(state="attached")
            page.clock.run_for(SILENT_MS - 1)
            expect(appointment.locator("dialog [role=status]")).to_contain_text("is opening")
            page.clock.run_for(1)
            expect(appointment.locator("dialog [role=status]")).to_contain_text(AWAY)
            page.clock.resume()
            assert not barriers(page, page.frames[1])
            is_passed_by(page, appointment)


def test_a_check_that_does_not_know_the_practice_is_said_to_be_away(
    browser: Browser, practice: Site, server: Served
) -> None:
    elsewhere = practice.url.replace("127.0.0.1", "localhost")
    with watched(browser, elsewhere, server.url, forgiven=("frame-ancestors", "postMessage")) as context:
        page = context.new_page()
        practice.tell(settings(server.url))
        page.goto(elsewhere)
        appointment = page.frame_locator(APPOINTMENT)
        appointment.locator(".envcheck-open").click()
        is_passed_by(page, appointment)


def test_whoever_is_signed_out_meanwhile_is_told_at_once_and_may_try_again_away(
    browser: Browser, practice: Site, server: Served
) -> None:
    with watched(browser, practice.url, server.url, forgiven=("status of 403",)) as context:
        page = context.new_page()
        appointment = opened(page, practice, server.url, allows=False)
        appointment.locator(".envcheck-open").click()
        expect(appointment.locator("dialog [role=status]")).to_contain_text(AWAY)
        practice.tell(settings(server.url))
        appointment.locator(".envcheck-again").click()
        appointment.frame_locator("dialog iframe").locator("#done").wait_for()
        expect(appointment.locator("dialog [role=status]")).to_be_hidden()


def test_a_check_that_refuses_the_practice_can_be_passed_by_away(
    browser: Browser, practice: Site, server: Served
) -> None:
    with watched(browser, practice.url, server.url, forgiven=("status of 401",)) as context:
        page = context.new_page()
        opened(page, practice, server.url)
        practice.tell(settings(server.url, KEY[::-1]))
        appointment = page.frame_locator(APPOINTMENT)
        appointment.locator(".envcheck-open").click()
        check = appointment.frame_locator("dialog iframe")
        check.get_by_role("button", name="Continue without the check").click()
        expect(appointment.locator("dialog")).to_be_hidden()
        launches(page, appointment)


def test_a_check_that_is_killed_meanwhile_can_be_left_away(browser: Browser, practice: Site, key: Path) -> None:
    with check_for(practice, key) as server:
        gone = ("ERR_", "postMessage")
        with watched(browser, practice.url, server.url, forgiven=gone) as context:
            page = context.new_page()
            appointment = opened(page, practice, server.url)
            appointment.locator(".envcheck-open").click()
            check = appointment.frame_locator("dialog iframe")
            check.locator("#done").wait_for()
            server.stop(signal.SIGKILL)
            check.get_by_role("button", name="Continue without the check").click()
            expect(appointment.locator("dialog")).to_be_hidden()
            launches(page, appointment)
            appointment.locator(".envcheck-open").click()
            is_passed_by(page, appointment)


def test_it_is_read_from_right_to_left_in_arabic(browser: Browser, practice: Site, server: Served) -> None:
    with watched(browser, practice.url, server.url) as context:
        page = context.new_page()
        appointment = opened(page, practice, server.url, session=SIGNED_IN | {"language_choice": 23})
        expect(appointment.locator(".envcheck-open")).to_have_text("فحص غرفتي")
        appointment.locator(".envcheck-open").click()
        check = appointment.frame_locator("dialog iframe")
        check.locator("#done").wait_for()
        expect(check.locator("html")).to_have_attribute("lang", "ar")
        expect(appointment.locator("dialog")).to_have_css("direction", "rtl")
        until(page, "document.readyState === 'complete'")
