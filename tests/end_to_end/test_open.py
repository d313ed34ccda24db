"""`envcheck open` as a therapist uses it: the page in a browser, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from envcheck.cli.app import run
from envcheck.server import logs, serving
from envcheck.server.serving import Bind


def test_the_page_is_opened_in_the_browser_until_ctrl_c(tmp_path: Path) -> None:
    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}.part" && mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "envcheck", "open", "--lang", "de"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BROWSER": str(browser), "ENVCHECK_MODELS": os.devnull},
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


@pytest.mark.parametrize(("flags", "place"), [([], Bind(or_any=True)), (["--port", "9000"], Bind(port=9000))])
def test_the_page_is_at_the_usual_place_unless_another_is_asked_for(
    flags: list[str], place: Bind, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Bind] = []
    monkeypatch.setattr(logs, "set_up", lambda level: None)
    monkeypatch.setattr(serving, "serve", lambda settings, bind, *rest: places.append(bind))
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
