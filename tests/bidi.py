"""Just enough WebDriver BiDi to drive Firefox: start it, open a page, run its scripts."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

ANSWER_SECS = 30.0

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

    def run(self, script: str) -> Any:
        """The plain value of a script, awaited if it is a promise.

        Raises:
            AssertionError: it threw.
        """
        target = {"context": self._context}
        said = self._ask("script.evaluate", expression=script, target=target, awaitPromise=True)
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return said["result"].get("value")

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
def firefox(program: str, folder: Path, preferences: Mapping[str, bool | int | str]) -> Iterator[Tab]:
    """Firefox without a window, with a profile of its own in that folder."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items())
    (folder / "user.js").write_text("\n".join(lines))
    command = [program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr
            address = next(found[1] for line in running.stderr if (found := LISTENING.search(line)))
            with connect(f"{address}/session") as connection:
                yield Tab(connection)
        finally:
            running.terminate()
            running.wait(10)
