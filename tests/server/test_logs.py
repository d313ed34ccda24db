import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from envcheck.server.logs import QUIET, JsonLines


class Told(io.StringIO):
    """What a log has told so far."""

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


LOG = logging.getLogger("envcheck.test")


@pytest.fixture
def told() -> Iterator[Told]:
    handler = logging.StreamHandler(Told())
    handler.setFormatter(JsonLines())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    yield handler.stream
    LOG.removeHandler(handler)


def test_a_line_is_one_object_with_what_was_told(told: Told) -> None:
    LOG.info("session over", extra={"fields": {"reason": "closed", "frames": 3}})
    (line,) = told.lines()
    assert line.pop("time")
    assert line == {"level": "info", "event": "session over", "reason": "closed", "frames": 3}


def test_a_text_of_several_lines_stays_one_line(told: Told) -> None:
    LOG.warning("one\ntwo\r\x1b[31m")
    assert [line["event"] for line in told.lines()] == ["one\ntwo\r\x1b[31m"]
    assert "\x1b" not in told.getvalue()


def test_of_what_others_tell_the_first_line_is_enough_since_the_rest_repeats_what_it_speaks_of(told: Told) -> None:
    theirs = logging.getLogger("asyncio")
    theirs.addHandler(LOG.handlers[-1])
    try:
        theirs.error("Task exception was never retrieved\nfuture: <Task exception=ValueError('s3cr3t')>")
    finally:
        theirs.removeHandler(LOG.handlers[-1])
    assert [line["event"] for line in told.lines()] == ["Task exception was never retrieved"]


def test_the_text_of_an_error_is_left_out_since_a_client_may_have_written_it(told: Told) -> None:
    try:
        json.loads("/whip/sessions/s3cr3t")
    except ValueError:
        LOG.exception("failed")
    (line,) = told.lines()
    assert line["error"] == "JSONDecodeError"
    assert "decoder.py:" in str(line["at"])
    assert "s3cr3t" not in told.getvalue()


LOUD = """
import logging
from envcheck.server import logs
logs.set_up()
for name in NAMES:
    logging.getLogger(name).warning("192.0.2.1 asked for s3cr3t")
logging.getLogger("envcheck").info("here")
"""


def test_libraries_that_name_addresses_are_not_heard() -> None:
    names = [*QUIET, "aiortc.rtcpeerconnection", "aioice.ice"]
    code = LOUD.replace("NAMES", repr(names))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert not done.stdout
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == ["here"]
