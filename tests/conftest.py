"""What holds for every test."""

import signal
from pathlib import Path

import pytest

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell that starts the tests in the background leaves Ctrl-C ignored, in every program that they start as well."""


@pytest.fixture(autouse=True)
def _without_optional_networks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tests see the bundled network alone, whatever is installed here; those about the others ask for them."""
    monkeypatch.setenv("ENVCHECK_MODELS", str(tmp_path / "no-models"))
