"""What goes wrong round a server, each in its short form; `make torture` takes longer."""

import sys
from collections.abc import Callable

import pytest

from chaos.clock import clock
from chaos.descriptors import descriptors
from chaos.disk import full_disk, read_only_disk
from chaos.killed import killed
from chaos.stopped import stopped
from chaos.trial import Outcome

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals, namespaces and /proc are Linux's"),
]


@pytest.mark.parametrize(
    "trial",
    [killed, lambda: stopped(5.0, 3.0, after=1.0), full_disk, read_only_disk, lambda: clock(0.0), descriptors],
    ids=["killed", "stopped", "full disk", "read-only disk", "clock", "descriptors"],
)
def test_it_is_borne_or_said(trial: Callable[[], Outcome]) -> None:
    outcome = trial()
    if outcome.missing:
        pytest.skip(outcome.missing)
    assert not outcome.faults, outcome


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (Outcome("it fell", "it stood"), "it fell / it stood / right"),
        (
            Outcome("it fell", "it lay", ("it lay there", "for long")),
            "it fell / it lay / WRONG: it lay there; for long",
        ),
        (Outcome("it fell", "nothing", missing="no floor"), "it fell / nothing / left out: no floor"),
    ],
)
def test_an_outcome_is_one_line(outcome: Outcome, line: str) -> None:
    assert str(outcome) == line
