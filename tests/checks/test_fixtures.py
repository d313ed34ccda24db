"""Every check against its three fixtures: a fault, a good case, and one it cannot judge."""

from importlib import import_module

import pytest
from syrupy.assertion import SnapshotAssertion

from envcheck.checks.base import Check
from envcheck.checks.catalog import BUILT_IN
from envcheck.checks.examine import run_checks
from envcheck.judgement.check_state import CheckState
from envcheck.model.findings import Mode, NotAssessed, Observation, Status
from envcheck.perception.scene import Scene
from envcheck.render.pages import page
from envcheck.wire.messages import finding_message

CHECKS = [pytest.param(check(), id=check.code) for check in BUILT_IN]


def fixture(check: Check, case: str) -> Scene:
    made = getattr(import_module(f"checks.fixtures.{check.code.lower()}"), case)()
    assert isinstance(made, Scene)
    return made


def judged(check: Check, case: str) -> tuple[CheckState, Observation | NotAssessed]:
    answer = run_checks(fixture(check, case), [check])[check.code].result
    record = CheckState(check, check.limit, Mode.PICTURE)
    record.update(10.0, answer)
    return record, answer


@pytest.mark.parametrize("check", CHECKS)
def test_a_fault_is_found(check: Check, snapshot: SnapshotAssertion) -> None:
    record, _ = judged(check, "flagged")

    assert record.status is Status.FOUND
    assert record.strength is None
    assert record.current
    assert finding_message(record.current, str).model_dump() == snapshot


@pytest.mark.parametrize("check", CHECKS)
def test_a_good_case_passes(check: Check, snapshot: SnapshotAssertion) -> None:
    record, answer = judged(check, "clean")

    assert record.status is Status.PASSED
    assert isinstance(answer, Observation)
    assert check.limit.deactivates(answer.value)
    assert record.strength == snapshot


@pytest.mark.parametrize("check", CHECKS)
def test_what_cannot_be_judged_is_neither(check: Check) -> None:
    record, answer = judged(check, "not_assessed")

    assert record.status is Status.NOT_ASSESSED
    assert isinstance(answer, NotAssessed)
    assert "failed" not in answer.reason


@pytest.mark.parametrize("check", CHECKS)
def test_the_page_reads(check: Check, snapshot: SnapshotAssertion) -> None:
    assert page(check, str) == snapshot
