"""The sample programs that need no browser."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from sample_apps import APPS, ended, free_ports
from sent import MEDIA

FOLDERS = sorted(path for path in APPS.iterdir() if (path / "README.md").is_file())
WRITTEN_FOR_A_MACHINE = {".lock", "package-lock.json", "node_modules", "dist", "__pycache__"}
LINES, README_LINES = 60, 10


def own(folder: Path) -> list[Path]:
    """The files that somebody wrote."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "README.md"]
    return [path for path in found if not WRITTEN_FOR_A_MACHINE & {*path.relative_to(folder).parts, path.suffix}]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_sample_is_short_and_says_how_it_is_run(folder: Path) -> None:
    lines = [line for path in own(folder) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= LINES
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert len(page.splitlines()) <= README_LINES
    assert f"make sample NAME={folder.name}" in page
    assert (folder / "run.sh").is_file()


def test_every_sample_is_in_the_list() -> None:
    page = (APPS.parent / "README.md").read_text(encoding="utf-8")
    assert not [folder.name for folder in FOLDERS if f"`{folder.name}`" not in page]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clip", "told"),
    [("second-person-walks-in.mp4", "time to change"), ("nothing.mp4", "The check is away this time (3)")],
)
def test_a_shell_goes_by_the_exit_code_and_begins_the_program(clip: str, told: str) -> None:
    done = ended("terminal_only", "echo", "the session", "begins", CAMERA=MEDIA / clip)
    assert done.returncode == 0
    assert told in done.stdout
    assert done.stdout.endswith("\nthe session begins\n")


def test_a_shell_begins_the_program_with_the_check_away(tmp_path: Path) -> None:
    done = ended("terminal_only", "echo", "begins", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert done.stdout == "The check is away this time (127); the session can begin.\nbegins\n"


@pytest.mark.slow
def test_a_folder_becomes_a_table_in_which_a_broken_file_is_listed(tmp_path: Path) -> None:
    shutil.copy(MEDIA / "ready.jpg", tmp_path / "c.jpg")
    shutil.copy(MEDIA / "covered-lens.jpg", tmp_path / "a.jpg")
    (tmp_path / "b.mp4").write_bytes(b"broken")
    done = ended("folder_script", tmp_path)
    head, *rows = csv.reader(io.StringIO(done.stdout))
    assert head[0] == "file"
    assert [(row[0], row[1]) for row in rows] == [("a.jpg", "not ready"), ("b.mp4", ""), ("c.jpg", "ready")]
    assert rows[0][2]
    assert rows[1][3]


@pytest.mark.slow
def test_ffmpeg_sends_a_clip_and_what_is_seen_is_printed() -> None:
    done = ended("ffmpeg_push", PORT=free_ports(1))
    assert done.returncode == 0, done.stderr
    assert "Someone else seems to be in view." in done.stdout
