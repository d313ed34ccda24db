"""Just enough WebDriver BiDi to drive Firefox: start it, open a page, run its scripts."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

ANSWER_SECS = 60.0

KEYS = {"Tab": "\ue004", "Enter": "\ue007"}
"""As WebDriver writes them (WebDriver 2, 17.4.2)."""

FAKED: Mapping[str, bool | int | str] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "browser.shell.checkDefaultBrowser": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
}
"""Firefox with its own fake camera and microphone, and without what it does by itself on the network."""

OWN_WINDOW = "--remote-allow-system-access"
"""A flag with which scripts run in the browser's own window as well."""

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Tab:
    """One browsing context.

    Args:
        connection: to the browser.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self._ask("session.new", capabilities={})
        (first, *_) = self._ask("browsingContext.getTree")["contexts"]
        self._context = first["context"]

    def open(self, url: str) -> None:
        """Goes there, and waits until the page is loaded."""
        self._ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def install(self, folder: Path) -> str:
        """Installs an extension from its folder, until the browser ends, and gives its name."""
        said = self._ask("webExtension.install", extensionData={"type": "path", "path": str(folder)})
        return str(said["extension"])

    def in_browser(self, script: str) -> Any:
        """The plain value of a script of the browser's own window; Firefox has to be started with `OWN_WINDOW`."""
        (window, *_) = self._ask("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"]
        return self._evaluate(script, window["context"])

    def open_extension(self, url: str) -> None:
        """Goes to a page of an extension, in a tab of its own, which no page of the web could do."""
        self.in_browser(f"gBrowser.selectedTab = gBrowser.addTrustedTab({json.dumps(url)}); 1")
        end = time.monotonic() + ANSWER_SECS
        while not (found := [one for one in self._ask("browsingContext.getTree")["contexts"] if one["url"] == url]):
            assert time.monotonic() < end, f"in vain: {url}"
            time.sleep(0.05)
        self._context = found[0]["context"]
        self.until("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The plain value of a script, awaited if it is a promise.

        Raises:
            AssertionError: it threw.
        """
        return self._evaluate(script, self._context)

    def _evaluate(self, script: str, context: str) -> Any:
        target = {"context": context}
        said = self._ask("script.evaluate", expression=script, target=target, awaitPromise=True)
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return said["result"].get("value")

    def press(self, *keys: str) -> None:
        """Presses keys one after another, as somebody would; `Tab` and `Enter` by their names."""
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask(
            "input.performActions",
            context=self._context,
            actions=[{"type": "key", "id": "keyboard", "actions": actions}],
        )

    def until(self, script: str, secs: float = 60.0) -> Any:
        """The value of a script once it is not nothing.

        Raises:
            AssertionError: it stayed nothing.
        """
        end = time.monotonic() + secs
        while not (came_to := self.run(script)):
            assert time.monotonic() < end, f"in vain: {script}"
            time.sleep(0.05)
        return came_to

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._connection.recv(ANSWER_SECS))
            if said.get("id") == number:
                assert said["type"] == "success", said
                result = said["result"]
                assert isinstance(result, dict)
                return result


@contextmanager
def firefox(folder: Path, *flags: str) -> Iterator[Tab]:
    """Firefox without a window, with a profile of its own in that folder."""
    assert FIREFOX
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in FAKED.items())
    (folder / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(folder), *flags]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr
            address = next(found[1] for line in running.stderr if (found := LISTENING.search(line)))
            with connect(f"{address}/session") as connection:
                yield Tab(connection)
        finally:
            running.terminate()
            running.wait(60)
