"""The sidebar in Firefox: the same extension, with the check away, and a finding by Firefox's own fake camera."""

import json
from pathlib import Path

import pytest

from bidi import FIREFOX, OWN_WINDOW, firefox
from serving import served
from side_panel import builder, free_port
from watched import OFTEN, sessions

pytestmark = [pytest.mark.skipif(not FIREFOX, reason="Firefox is not installed"), pytest.mark.slow]

IDENTITY = "0c0ffee0-1111-4222-8333-444455556666"
"""Firefox draws one for each of its users; a test says beforehand which."""

IN_SIDEBAR = """(async () => {
  await SidebarController.show("room-check_telehealth-envcheck-sidebar-action");
  const sidebar = SidebarController.browser;
  const shown = () => sidebar.contentDocument.getElementById("webext-panels-browser")?.currentURI.spec;
  const pause = () => new Promise(then => setTimeout(then, 100));
  for (let tries = 0; tries < 600 && !shown()?.startsWith("moz"); tries++) await pause();
  return shown();
})()"""
"""Opens the real sidebar, and gives the address of what is in it."""

SHOWN = "[...document.querySelectorAll('section')].find(one => !one.hidden)?.id === '{}'"

LISTENING = """
window.told = [];
addEventListener("message", event => told.push({from: event.origin, ...event.data}));
"""


def noted(name: str) -> dict[str, object]:
    """What Firefox keeps of its user: how the extension is named in addresses, and that a camera is allowed it."""
    uuids = json.dumps({name: IDENTITY})
    return {
        "extensions.webextensions.uuids": uuids,
        "permissions.default.camera": 1,
        "permissions.default.microphone": 1,
    }


def test_the_check_away_coming_and_telling_what_it_sees(tmp_path: Path) -> None:
    build = builder()
    folder = build.built("firefox", tmp_path)
    name = build.manifest("firefox")["browser_specific_settings"]["gecko"]["id"]
    profile = tmp_path / "profile"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in noted(name).items())
    (profile / "prefs.js").write_text("\n".join(lines))
    port, origin = free_port(), f"moz-extension://{IDENTITY}"
    with firefox(profile, OWN_WINDOW) as tab:
        assert tab.install(folder) == name
        assert tab.in_browser(IN_SIDEBAR) == f"{origin}/panel.html"
        tab.open_extension(f"{origin}/panel.html")
        tab.run(f"localStorage.setItem('port', {port}); dispatchEvent(new Event('storage'))")
        tab.run(LISTENING)
        tab.until(SHOWN.format("start"))
        line = tab.run("document.querySelector('#start code').textContent")
        assert line == f"envcheck serve --port {port} --origin {origin}"
        with served(*line.split()[2:], environ=OFTEN) as server:
            tab.until(SHOWN.format("check"))
            tab.until("told.some(one => one.envcheck === 'hello')")
            tab.run(f"frames[0].postMessage({{envcheck: 'start'}}, '{server.url}')")
            tab.until("told.some(one => one.envcheck === 'update' && one.detail.findings.length)")
            assert sessions(server) == 1
            assert tab.run("told.every(one => one.from === '" + server.url + "')")
        tab.until(SHOWN.format("start"))
        assert "has stopped" in tab.run("document.querySelector('main').innerText")
