"""Traces of values over time, and the events they must lead to under each check's own limit."""

import tomllib
from pathlib import Path

import pytest

from envcheck.checks.catalog import BUILT_IN
from envcheck.judgement.check_state import CheckState
from envcheck.model.findings import Mode, NotAssessed, Observation

TRACES = sorted((Path(__file__).parents[1] / "traces").glob("*.toml"))
CHECKS = {check.code: check for check in BUILT_IN}


@pytest.mark.parametrize("path", TRACES, ids=lambda path: path.stem)
def test_trace(path: Path) -> None:
    trace = tomllib.loads(path.read_text())
    check = CHECKS[trace["code"]]()
    record = CheckState(check, check.limit, Mode.VIDEO)
    events = []
    for time, value in trace["values"]:
        answer = NotAssessed(check.code, "-") if value == "-" else Observation(value)
        event = record.update(time, answer)
        if event:
            events.append([time, type(event).__name__.removeprefix("Finding").lower()])
    assert events == trace["events"], trace["about"]


def test_there_are_traces() -> None:
    assert len(TRACES) >= 5
