"""JSON for other programs: the same bytes whatever the terminal speaks."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from media_files import command, surroundings

MEDIA = Path(__file__).parents[2] / "samples" / "media"
TERMINALS = (
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-16"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
)
COMMANDS = {
    "check": (["check", "room.jpg", "gone.jpg", "--select", "LIT103", "--lang", "de"], "stärker"),
    "watch": (
        [
            "watch",
            "--camera",
            str(MEDIA / "second-person-walks-in.mp4"),
            "--seconds",
            "8",  # by the wall clock: on a busy machine the first look takes one or two of them
            "--select",
            "LIT",
            "--lang",
            "fr",
        ],
        "lumière",
    ),
    "evaluate": (["evaluate", "labels.csv", "--select", "LIT103"], "bücher.jpg"),
    "checks": (["checks"], "LIT103"),
    "models": (["models", "list"], "yunet"),
    "baseline": (["baseline", "compare", "room.jpg", "--baseline", "usual.json", "--lang", "fr"], "même"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_utf_8_whatever_the_terminal_speaks(name: str, tmp_path: Path) -> None:
    arguments, expected = COMMANDS[name]
    for file, sample in (("room.jpg", "backlit.jpg"), ("bücher.jpg", "ready.jpg")):
        shutil.copyfile(MEDIA / sample, tmp_path / file)
    (tmp_path / "labels.csv").write_text("file,LIT103\nroom.jpg,1\nbücher.jpg,1\n", encoding="utf-8")
    if name == "baseline":
        told(["baseline", "save", "room.jpg", "--out", "usual.json"], {}, tmp_path)
    for terminal in TERMINALS:
        text = told([*arguments, "--json"], terminal, tmp_path).decode("utf-8")
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines()), terminal
        assert expected in text, terminal


def told(arguments: list[str], terminal: dict[str, str], folder: Path) -> bytes:
    done = subprocess.run(
        command(*arguments), capture_output=True, cwd=folder, env=surroundings() | terminal, timeout=120
    )
    assert done.returncode in (0, 1, 2, 3), done.stderr
    return done.stdout
