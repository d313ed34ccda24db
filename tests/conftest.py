"""What holds for every test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _without_optional_networks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tests see the bundled network alone, whatever is installed here; those about the others ask for them."""
    monkeypatch.setenv("ENVCHECK_MODELS", str(tmp_path / "no-models"))
