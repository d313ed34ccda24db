"""`envcheck open` as a therapist uses it: the page in a browser, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from chromium import CHROMIUM, launched
from envcheck.cli.app import run
from envcheck.server import logs, serving
from envcheck.server.serving import Bind
from serving import served


def test_the_page_is_opened_in_the_browser_until_ctrl_c(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    command = [sys.executable, "-m", "envcheck", "open", "--lang", "de"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **browser_for(asked, tmp_path)},
    ) as running:
        try:
            page = there(asked)
            assert page.endswith("/?lang=de")
            assert "<env-check" in httpx.get(page).text
            running.send_signal(signal.SIGINT)
            told, wrong = running.communicate(timeout=60)
        finally:
            running.kill()
    assert page.partition("?")[0] in told
    assert running.returncode == 130
    assert not wrong, "whoever looks at the page reads no log"


IMPATIENT = (
    "from envcheck.server import presence; presence.LINGER_SECS = 2.0; "
    "from envcheck.__main__ import main; import sys; sys.argv[1:] = ['open', '--until-left', '--port', '0']; main()"
)
"""`envcheck open --until-left`, which waits two seconds where it waits a minute."""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's Chromium")
def test_it_ends_by_itself_after_the_last_page_has_gone_and_no_sooner(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    with (
        opened([sys.executable, "-c", IMPATIENT], browser_for(asked, tmp_path)) as running,
        sync_playwright() as started,
    ):
        address = there(asked)
        browser = launched(started, [])
        page, other = browser.new_page(), browser.new_page()
        page.goto(address)
        other.goto(address)
        page.close()
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(5)
        other.close()
        assert running.wait(60) == 0
        browser.close()


def test_ctrl_c_ends_it_though_a_page_is_open(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    command = [sys.executable, "-m", "envcheck", "open", "--until-left", "--port", "0"]
    with opened(command, browser_for(asked, tmp_path)) as running:
        address = there(asked)
        assert 'data-here="web/here"' in httpx.get(address).text
        with httpx.stream("GET", f"{address}web/here", timeout=60) as stream:
            assert next(stream.iter_lines()).startswith(":")
            running.send_signal(signal.SIGINT)
            assert running.wait(60) == 130


def test_a_server_that_stays_counts_no_pages() -> None:
    with served() as server:
        assert httpx.get(f"{server.url}/web/here").status_code == 404
        assert "data-here" not in httpx.get(f"{server.url}/").text


def browser_for(asked: Path, folder: Path) -> dict[str, str]:
    """Variables with a browser that writes down what it is asked for."""
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}.part" && mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o755)
    return {"BROWSER": str(browser), "ENVCHECK_MODELS": os.devnull}


@contextmanager
def opened(command: list[str], environ: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.parametrize(("flags", "place"), [([], Bind(or_any=True)), (["--port", "9000"], Bind(port=9000))])
def test_the_page_is_at_the_usual_place_unless_another_is_asked_for(
    flags: list[str], place: Bind, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Bind] = []
    monkeypatch.setattr(logs, "set_up", lambda level: None)
    monkeypatch.setattr(serving, "serve", lambda settings, bind, *rest, **named: places.append(bind))
    assert run(["open", *flags]) == 0
    assert places == [place]
    assert Bind().port == 8765


def there(path: Path, secs: float = 60.0) -> str:
    """What stands in a file, once it is there."""
    end = time.monotonic() + secs
    while not path.exists():
        assert time.monotonic() < end, "no page was opened"
        time.sleep(0.05)
    return path.read_text()
