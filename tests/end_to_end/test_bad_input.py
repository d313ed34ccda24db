"""Bad input, from the outside: one clear sentence each, the right exit code, and everything else still done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import media_files as make
from envcheck.media.camera import cameras
from media_files import Called, called, command, ran, surroundings

pytestmark = pytest.mark.slow

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell and its signals")


def _sentence(run: Called, *words: str) -> None:
    """One sentence on standard error that holds `words`, and nothing else."""
    assert len(run.complaints) == 1, run.err
    assert run.err.startswith("envcheck: ")
    assert len(run.err.removeprefix("envcheck: ").split()) > 3
    assert run.err.rstrip().endswith((".", ")"))
    for word in words:
        assert word in run.err


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with one good picture."""
    (tmp_path / "ready.jpg").write_bytes(make.READY.read_bytes())
    return tmp_path


# files

BAD: dict[str, tuple[make.Maker, str]] = {
    "gone.jpg": (lambda path: None, "there is no such file or folder."),
    "gone.mp4": (lambda path: None, "there is no such file or folder."),
    "nothing-inside": (Path.mkdir, "there is no picture or clip in this folder."),
    "text.jpg": (make.text, "this is not a picture"),
    "text.mp4": (make.text, "this is not a clip"),
    "text.txt": (make.text, "this is neither a picture nor a clip that can be read (.txt)."),
    "empty.png": (Path.touch, "the file is empty."),
    "empty.mp4": (Path.touch, "the file is empty."),
    "corrupt.png": (make.corrupt_png, "this is not a picture, or it is damaged or cut short."),
    "dot.png": (make.of_size(1, 1), "1 × 1 pixels are too few to see a room in"),
    "line.png": (make.of_size(1, 4000), "1 × 4000 pixels are too few to see a room in"),
    "giant.png": (make.promised_png(20000, 20000), "400 megapixels are more than the 120 that are read"),
    "giant.jpg": (make.promised_jpeg(20000, 20000), "400 megapixels are more than the 120 that are read"),
    "index-cut-off.mp4": (make.index_cut_off, "this is not a clip, or it is damaged or cut short."),
    "no-frames.mp4": (make.frameless, "picture"),
    "sound.mp4": (make.sound_only, "there is no picture in this file."),
    **{
        f"cut-at-{share}{suffix}": (make.cut(share), "it is damaged or cut short.")
        for suffix in (".jpg", ".png")
        for share in (0.0005, 0.03, 0.5, 0.97)
    },
}


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bad file, with a good one before and after."""
    folder = tmp_path_factory.mktemp("bad")
    for name in ("first.jpg", "last.jpg"):
        (folder / name).write_bytes(make.READY.read_bytes())
    for name, (maker, _) in BAD.items():
        maker(folder / name)
    return folder


@pytest.fixture(scope="module")
def in_prose(bad_folder: Path) -> Called:
    return called("check", "first.jpg", *BAD, "last.jpg", folder=bad_folder)


@pytest.fixture(scope="module")
def in_json(bad_folder: Path) -> Called:
    return called("check", "--json", "first.jpg", *BAD, "last.jpg", folder=bad_folder)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_costs_one_sentence(name: str, in_prose: Called) -> None:
    (sentence,) = (line for line in in_prose.complaints if line.startswith(f"envcheck: {name}: "))
    assert BAD[name][1] in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_costs_one_message(name: str, in_json: Called) -> None:
    message = in_json.messages[name]
    assert set(message) == {"input", "error"}
    assert BAD[name][1] in message["error"]


def test_nothing_else_is_said_and_the_good_files_are_looked_at(in_prose: Called, in_json: Called) -> None:
    assert (in_prose.code, in_json.code) == (3, 3)
    assert len(in_prose.complaints) == len(BAD)
    assert in_json.err == ""
    assert in_prose.out.count("● Ready") == 2
    assert [in_json.messages[name]["verdict"] for name in ("first.jpg", "last.jpg")] == ["ready", "ready"]


def test_a_folder_gives_its_pictures_and_says_what_is_not_one(room: Path) -> None:
    make.text(room / "broken.jpg")
    make.text(room / "notes.txt")
    run = called("check", ".", folder=room)
    assert run.code == 3
    assert "ready.jpg\n  ● Ready" in run.out
    fault, remark = run.complaints
    assert fault.startswith("envcheck: broken.jpg: this is not a picture")
    assert remark == "Left out, since they are no pictures or clips that are read: notes.txt."


@pytest.mark.parametrize("name", ["[bold]", "[/bold].jpg", ":smile:.jpg", "a" * 300 + ".jpg"])
def test_a_name_is_told_as_it_is(name: str, room: Path) -> None:
    run = called("check", "ready.jpg", "--", name, folder=room)
    assert run.code == 3
    assert run.err == f"envcheck: {name}: there is no such file or folder.\n"
    assert "● Ready" in run.out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names in Unicode")
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["prose", "json"])
def test_a_name_that_is_not_unicode_stops_nothing(options: tuple[str, ...], room: Path) -> None:
    good, bad = (os.fsdecode(os.fsencode(room) + name) for name in (b"/good\xe9.jpg", b"/bad\xe9.jpg"))
    Path(good).write_bytes(make.READY.read_bytes())
    make.text(Path(bad))
    run = called("check", *options, good, bad, "ready.jpg", folder=room)
    assert run.code == 3
    assert "Traceback" not in run.err
    assert len((run.out if options else run.err).splitlines()) == (3 if options else 1)


@pytest.mark.skipif(sys.platform == "win32", reason="names of other systems")
def test_a_name_stays_on_its_line_and_reads_as_it_is_written(room: Path) -> None:
    names = ["a\n\x1b[2Jb\u2028.jpg", "gpj.moor\u202eplan.jpg", "Raum\u202f10.jpg"]
    for name in names:
        (room / name).write_bytes(make.READY.read_bytes())
        (room / f"{name}.txt").write_text("x")
    told = called("check", *names, room, "--select", "PIC101", folder=room)
    for shown in ("a??[2Jb?.jpg", "gpj.moor?plan.jpg", "Raum\u202f10.jpg"):
        assert f"\n{shown}\n  ● Ready\n" in f"\n{told.out}"
        assert f"{shown}.txt" in told.err
    assert not set("\u202e\u2028\x1b") & set(told.out + told.err)
    lines = called("check", *names, "--select", "PIC101", "--json", folder=room).out.split("\n")
    assert [json.loads(line)["input"] for line in lines if line] == names, "programs are given names as they are"


# --annotate

REFUSED_PLACES = {
    "the input itself": (["ready.jpg"], "./ready.jpg", "will not be replaced"),
    "an input by way of its folder": (["ready.jpg", "ready-jpg.png"], ".", "will not be replaced"),
    "another name of the input": (["ready.jpg"], "linked.jpg", "will not be replaced"),
    "a symbolic link to the input": (["ready.jpg"], "symbolic.jpg", "will not be replaced"),
    "no picture": (["ready.jpg"], "seen.txt", "must end in .png, .jpg, .jpeg"),
    "one file for two inputs": (["ready.jpg", "other.jpg"], "seen.png", "need a folder"),
    "below a file": (["ready.jpg"], "notes/seen.png", "cannot be written"),
    "a folder that is a file": (["ready.jpg"], "notes", "cannot be written"),
}


@pytest.mark.parametrize("place", REFUSED_PLACES)
def test_an_annotated_picture_replaces_nothing_and_its_place_is_told(place: str, room: Path) -> None:
    inputs, out, words = REFUSED_PLACES[place]
    for name in ("other.jpg", "ready-jpg.png"):
        (room / name).write_bytes(make.READY.read_bytes())
    (room / "linked.jpg").hardlink_to(room / "ready.jpg")
    (room / "symbolic.jpg").symlink_to("ready.jpg")
    (room / "notes").write_text("notes")
    before = {path.name: path.read_bytes() for path in room.iterdir()}

    run = called("check", *inputs, "--annotate", out, folder=room)

    assert run.code == 3
    _sentence(run, words)
    assert {path.name: path.read_bytes() for path in room.iterdir()} == before


# usage

USAGE = {
    "check ready.jpg --profile nobody": ("'nobody'", "individual"),
    "check ready.jpg --lang xx": ("'xx'", "de, en"),
    "check ready.jpg --select XYZ": ("'XYZ'", "envcheck checks"),
    "check ready.jpg --colour": ("--colour",),
    "check": ("paths",),
    "chekc ready.jpg": ("chekc",),
    "check ready.jpg --fps fast": ("fps", "number"),
    "check ready.jpg --fps nan": ("fps",),
    "check ready.jpg --fps 0": ("fps", "greater than 0"),
    "check ready.jpg --fps -2": ("fps", "greater than 0"),
    "check ready.jpg --seconds nan": ("seconds", "finite number"),
    "check ready.jpg --seconds 0": ("seconds", "greater than 0"),
    "check ready.jpg --seconds -1": ("seconds", "greater than 0"),
    "watch --fps 0": ("fps", "greater than 0"),
    "watch --seconds nan": ("seconds", "finite number"),
    "watch --seconds 0": ("seconds", "greater than 0"),
    "watch --seconds -1": ("seconds", "greater than 0"),
}


@pytest.mark.parametrize("line", USAGE)
def test_a_command_line_that_cannot_be_understood_is_answered_in_a_sentence(line: str, room: Path) -> None:
    run = called(*line.split(), folder=room)
    assert (run.code, run.out) == (3, "")
    _sentence(run, *USAGE[line])


def test_no_arguments_show_the_help_and_no_empty_sentence(tmp_path: Path) -> None:
    run = called(folder=tmp_path)
    assert run.code == 3
    assert "Usage: envcheck" in run.out + run.err
    assert "envcheck:  " not in run.err


# where the report goes


def _unread(*arguments: str, folder: Path) -> Called:
    """Runs envcheck while nobody reads its standard output."""
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(
        command(*arguments), stdout=write, stderr=subprocess.PIPE, cwd=folder, env=surroundings(), encoding="utf-8"
    ) as process:
        os.close(write)
        assert process.stderr
        return Called(process.wait(120), "", process.stderr.read())


@unix
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["prose", "json"])
def test_a_reader_that_has_gone_is_no_fault_of_the_room(options: tuple[str, ...], room: Path) -> None:
    run = _unread("check", *options, "ready.jpg", "ready.jpg", folder=room)
    assert run.err == ""
    assert run.code in (0, 128 + signal.SIGPIPE, -signal.SIGPIPE)


@unix
def test_only_the_head_can_be_read(room: Path) -> None:
    line = f"{' '.join(command('check', *['ready.jpg'] * 3))} | head -1"
    run = ran(["sh", "-c", line], room)
    assert (run.code, run.out, run.err) == (0, "ready.jpg\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["prose", "json"])
def test_a_full_disk_is_told_in_a_sentence(options: tuple[str, ...], room: Path) -> None:
    run = ran(["sh", "-c", 'exec "$@" >/dev/full', "sh", *command("check", *options, "ready.jpg")], room)
    assert run.code == 3
    _sentence(run, "No space left")


@unix
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_does_not_stop_the_check(closed: str, room: Path) -> None:
    run = ran(["sh", "-c", f'exec "$@" {closed}', "sh", *command("check", "ready.jpg")], room)
    assert run.code == 0
    assert run.err == ""
    assert ("● Ready" in run.out) == (closed == "2>&-")


# Ctrl-C


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.mp4"
    make.looped(path)
    return path


@pytest.fixture
def running(request: pytest.FixtureRequest, room: Path, long_clip: Path) -> Iterator["subprocess.Popen[str]"]:
    """A run of envcheck with the arguments of the test's parameter; its name `LONG` is the long clip."""
    arguments = [str(long_clip) if word == "LONG" else word for word in request.param]
    with subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=room,
        env=surroundings(),
        encoding="utf-8",
        errors="replace",
    ) as process:
        yield process
        process.kill()


def _interrupted(process: "subprocess.Popen[str]", after: float = 0.0, word: str = "") -> Called:
    """Sends Ctrl-C so many seconds after the first line that holds a word; gives all that came."""
    assert process.stdout
    lines = []
    for line in iter(process.stdout.readline, ""):
        lines.append(line)
        if word in line:
            break
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    return Called(process.returncode, "".join(lines) + out, err)


@unix
@pytest.mark.parametrize("running", [["check", "--json", "ready.jpg", "LONG", "ready.jpg"]], indirect=True)
def test_an_interrupted_check_reports_what_it_has_seen(running: "subprocess.Popen[str]") -> None:
    run = _interrupted(running, after=2.5)
    message = run.messages["long.mp4"]
    assert run.code == 130
    assert len(run.out.splitlines()) == 2
    assert 0 < message["frames"] < 200
    assert run.complaints[-1] == "Stopped; 1 more not looked at."
    assert "the first 2:00" not in run.err


@unix
@pytest.mark.parametrize("running", [["watch", "--json", "--camera", "LONG"]], indirect=True)
def test_an_interrupted_watch_ends_with_the_verdict(running: "subprocess.Popen[str]") -> None:
    run = _interrupted(running, word='"ready')  # on a busy machine the first second says nothing yet
    assert (run.code, run.err) == (0, "")
    assert run.out


# cameras


@pytest.mark.skipif(bool(cameras()), reason="this machine has a camera")
def test_without_a_camera_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    run = called("watch", folder=tmp_path)
    assert (run.code, run.out) == (3, "")
    _sentence(run, "There is no camera 0. Please connect one; `envcheck doctor` lists them.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text.txt", "neither a picture nor a clip"),
        ("text.mp4", "this is not a clip"),
        ("", "Please"),
        ("99999", "Please"),
    ],
)
def test_what_is_no_camera_is_told_in_a_sentence(name: str, words: str, tmp_path: Path) -> None:
    make.text(tmp_path / "text.txt")
    make.text(tmp_path / "text.mp4")
    run = called("watch", "--camera", name, folder=tmp_path)
    assert (run.code, run.out) == (3, "")
    _sentence(run, words)
