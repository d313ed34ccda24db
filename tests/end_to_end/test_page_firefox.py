"""The page in Firefox: by the keyboard, with its own fake devices, and with a room that has everything."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from bidi import FIREFOX, Tab, firefox
from chromium import jpeg
from room_page import ready
from sent import lively
from serving import Served
from watched import CHECK, nobody_is_seen

pytestmark = pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed")

WATCHED = """
window.wrong = [];
addEventListener("securitypolicyviolation", event => wrong.push(`${event.violatedDirective} ${event.blockedURI}`));
addEventListener("error", event => wrong.push(event.message));
addEventListener("unhandledrejection", event => wrong.push(String(event.reason)));
"""

ROOM = """
const heard = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async () => {{
  const pictures = await Promise.all({pictures}.map(async text =>
    createImageBitmap(new Blob([Uint8Array.from(atob(text), one => one.charCodeAt(0))], {{type: "image/jpeg"}}))));
  const canvas = Object.assign(document.createElement("canvas"), {{width: 640, height: 360}});
  const drawing = canvas.getContext("2d");
  let shown = 0;
  setInterval(() => drawing.drawImage(pictures[shown++ % pictures.length], 0, 0), 50);
  const sound = await heard({{audio: true}});
  return new MediaStream([...canvas.captureStream(20).getTracks(), ...sound.getTracks()]);
}}
"""
"""A camera in a well-lit room, with Firefox's own fake microphone."""


@pytest.fixture
def tab(server: Served, tmp_path: Path) -> Iterator[Tab]:
    with firefox(tmp_path) as tab:
        tab.open(f"{server.url}/?lang=en")
        tab.run(WATCHED)
        yield tab
        assert tab.run("wrong.join('\\n')") == ""
        asked = tab.run("performance.getEntriesByType('resource').map(one => new URL(one.name).origin).join(' ')")
        assert set(asked.split()) == {server.url}


def test_the_keyboard_leads_through_every_screen(tab: Tab, server: Served, words: dict[str, str]) -> None:
    press(tab, "begin")
    tab.until(shown("done"))
    assert tab.run(f"{CHECK}.capture.cameras.length * {CHECK}.capture.microphones.length")
    tab.until(f"{CHECK}.state.findings.some(one => one.code === 'PIC101')")
    assert tab.run(f"{CHECK}.shadowRoot.querySelector('.card').dataset.verdict") == "not ready"
    press_before(tab, "quiet-begin")
    tab.until(f"{CHECK}.sound.quiet.isRunning")
    tab.until(f"['quiet', 'voices', 'unknown'].includes({CHECK}.sound.quiet.phase)")
    assert tab.run(text("#quiet")).strip()
    press(tab, "door-closed", " ")
    assert tab.run(f"[...{CHECK}.confirmed].join()") == "door-closed"
    press(tab, "done")
    tab.until(f"{CHECK}.keepsake")
    tab.run(f"{CHECK}.shadowRoot.querySelector('#kept summary').click()")
    press(tab, "copy")
    tab.until(f"{CHECK}.note")
    assert tab.run(f"{CHECK}.note") == words["copied"]
    press_before(tab, "finish")
    tab.until(shown("begin"))
    nobody_is_seen(None, server)


def test_a_room_that_has_everything_is_ready(tab: Tab, words: dict[str, str]) -> None:
    pictures = lively("ready.jpg")
    shots = [b64encode(jpeg(pictures(number / 30))).decode() for number in range(7)]
    tab.run(ROOM.format(pictures=json.dumps(shots)))
    press(tab, "begin")
    tab.until(f"{CHECK}.state.verdict === 'ready'", 40)
    assert tab.run(text(".verdict")) == ready(words)
    tab.until(f"{CHECK}.state.strengths.length > 2")
    press(tab, "done")
    tab.until(f"{CHECK}.keepsake")
    tab.run(f"{CHECK}.shadowRoot.querySelector('#kept summary').click()")
    press(tab, "save")
    tab.until(f"{CHECK}.note")
    assert tab.run(f"{CHECK}.note") == words["saved"]
    assert tab.run("JSON.parse(localStorage['envcheck.usual-settings']).length") == 1
    press_before(tab, "finish")
    tab.until(shown("begin"))


def shown(name: str) -> str:
    """A script that tells whether something is on the page."""
    return f"{CHECK}.shadowRoot.getElementById('{name}') !== null"


def text(selector: str) -> str:
    """A script for the text of something."""
    return f"{CHECK}.shadowRoot.querySelector('{selector}').textContent"


def press(tab: Tab, name: str, key: str = "Enter") -> None:
    """Goes on by the tabulator, through the browser's own bars where it has to, and presses a key."""
    for _ in range(60):
        tab.press("Tab")
        if tab.run(f"document.hasFocus() && {CHECK}.shadowRoot.activeElement?.id") == name:
            return tab.press(key)
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def press_before(tab: Tab, name: str) -> None:
    """Presses something that stands before what has the focus: Firefox without a window leads nobody round its end."""
    tab.run(f"{CHECK}.shadowRoot.getElementById('{name}').focus()")
    tab.press("Enter")
