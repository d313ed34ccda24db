"""What a node of a cluster does with one file, without a cluster."""

from pathlib import Path

import pytest

from begun_command import MEDIA
from envcheck.batch.node import look
from envcheck.batch.one_file import Outcome, Request
from envcheck.model.errors import DamagedInput, SettingsError
from envcheck.model.provenance import product_version
from envcheck.settings import Settings

READY = MEDIA / "ready.jpg"


def request(path: Path) -> Request:
    return Request("mine.jpg", path, Settings(select=("PRV101",)))


def stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def test_a_file_that_is_found_is_looked_at_where_it_lies() -> None:
    outcome = look(request(READY), stamp(READY), None, product_version())
    assert isinstance(outcome, Outcome)
    assert (outcome.name, outcome.report.faces) == ("mine.jpg", 1)


@pytest.mark.parametrize("is_there", [False, True])
def test_another_file_of_that_path_is_not_the_one_that_is_meant(is_there: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    if is_there:
        path.write_bytes(READY.read_bytes())
    assert look(request(path), (stamp(READY)[0], 1), None, product_version()) is None


@pytest.mark.parametrize("has_memfd", [True, False])
def test_a_file_that_was_sent_lies_nowhere_afterwards(
    has_memfd: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if not has_memfd:
        monkeypatch.delattr("os.memfd_create", raising=False)
    outcome = look(request(Path("/nowhere/a.jpg")), (1, 1), READY.read_bytes(), product_version())
    assert isinstance(outcome, Outcome)
    assert (outcome.name, outcome.report.faces) == ("mine.jpg", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_that_was_sent_is_named_as_it_was_asked_for() -> None:
    error = look(request(Path("/nowhere/a.jpg")), (1, 1), b"\xff\xd8\xff\xe0", product_version())
    assert isinstance(error, DamagedInput)
    assert error.input == "mine.jpg"


def test_another_version_is_told() -> None:
    error = look(request(READY), stamp(READY), None, "0.0.9")
    assert isinstance(error, SettingsError)
    assert "this is 0.0.9: install one version" in str(error)
