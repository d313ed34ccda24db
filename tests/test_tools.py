"""The tools' own pages name every file there is, and none that is gone."""

import re
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.mark.parametrize(
    "folder", [TOOLS, TOOLS / "calibration", TOOLS / "chaos", TOOLS / "studio"], ids=lambda folder: folder.name
)
def test_each_tool_stands_in_the_index_of_its_folder(folder: Path) -> None:
    table = [line for line in (folder / "README.md").read_text().splitlines() if line.startswith("| `")]
    named = {name.rstrip("/") for line in table for name in re.findall(r"`([\w.]+/?)`", line.split("|")[1])}
    hidden = {"README.md", "__init__.py", "__pycache__", "calibration", "chaos", "studio"}
    assert named - hidden == {path.name for path in folder.iterdir()} - hidden
