"""The frozen program as a therapist gets it: `make package` builds it and runs this."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from end_to_end.test_open import browser_for, there
from watched import CHECK, until

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build" / "package"
FOLDER = BUILT / "envcheck"
PROGRAM = FOLDER / "envcheck"
MEDIA = ROOT / "samples" / "media"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM.is_file(), reason="`make package` builds what is driven here"),
]


def run(program: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The frozen program, with nothing of this environment's own."""
    bare = {"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}
    return subprocess.run([str(program), *arguments], env=bare, capture_output=True, text=True, timeout=300)


def test_all_that_belongs_to_it_is_there() -> None:
    done = run(PROGRAM, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
    assert "YuNet network                there" in done.stdout
    assert "languages ar, de, en, es, fr" in done.stdout


@pytest.mark.parametrize(
    ("name", "code"), [("ready.jpg", 0), ("second-person.jpg", 1), ("second-person-walks-in.mp4", 1)]
)
def test_it_judges_pictures_and_clips_as_any_other(name: str, code: int) -> None:
    assert run(PROGRAM, "check", str(MEDIA / name)).returncode == code


def test_no_other_module_is_run_by_it() -> None:
    assert run(PROGRAM, "-m", "this").returncode == 3


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's Chromium")
def test_a_click_opens_the_page_which_checks_the_room_and_a_minute_after_it_everything_ends(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    environ = {**os.environ, **browser_for(asked, tmp_path)}
    camera, sound = changing_camera(tmp_path / "camera.mjpeg", ("ready.jpg", 4.0)), still_room(tmp_path / "room.wav")
    with subprocess.Popen([PROGRAM], env=environ, stdout=subprocess.DEVNULL) as running, sync_playwright() as started:
        try:
            address = there(asked, 120)
            browser = launched(started, faked(camera, sound))
            page = browser.new_page()
            page.goto(address)
            page.click("#begin")
            page.locator("[data-verdict=ready]").wait_for(timeout=120_000)
            assert page.evaluate(f"{CHECK}.state.strengths.length") > 3
            headers = {"Content-Type": "image/jpeg"}
            jpeg = (MEDIA / "second-person.jpg").read_bytes()
            told = httpx.post(f"{address}v1/check", content=jpeg, headers=headers, timeout=120)
            assert "PRV101" in [finding["code"] for finding in told.json()["findings"]]
            page.click("#done")
            until(page, f"{CHECK}.keepsake")
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(65)
            page.close()
            assert running.wait(240) == 0
            browser.close()
        finally:
            running.kill()


def test_the_notice_names_whatever_is_packed_and_the_licences_of_both_ffmpegs() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    inside = FOLDER / "_internal"
    packed = [path.name.removesuffix(".dist-info").rpartition("-") for path in inside.glob("*.dist-info")]
    assert len(packed) > 20
    for name, _, version in packed:
        assert f" {version}:" in notice.lower().replace("_", "-") or name in notice
    codecs = {path.resolve().name for path in inside.rglob("libavcodec*.so*")}
    assert len(codecs) == 2, "PyAV's and OpenCV's"
    said = [line for line in notice.splitlines() if line.strip().startswith(tuple(codecs))]
    assert len(said) == 2
    assert all("GPL" in line and "--" in line for line in said), "each with its licence and how it was built"
    linked = {path.resolve().name for path in inside.rglob("libx26*")}
    assert linked, "PyAV's FFmpeg says that it is under the LGPL, and is linked to encoders under the GPL"
    assert all(name in notice for name in linked)
    assert "passed on under\nthe GPL" in notice
    for name in ("opencv-python-headless", "av", "numpy", "aiortc", "telehealth-envcheck"):
        assert list((FOLDER / "licences" / name).iterdir()), name
    assert len(list(inside.rglob("_weights/*.LICENSE"))) == len(
        [*inside.rglob("_weights/*.onnx"), *inside.rglob("_weights/*.tflite")]
    )


def test_the_archive_holds_the_folder() -> None:
    (made,) = BUILT.glob("envcheck-*.tar.xz")
    with tarfile.open(made) as opened:
        names = set(opened.getnames())
    assert {"envcheck/envcheck", "envcheck/NOTICE"} <= names


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The .deb, laid out as it would lie in a system."""
    if not shutil.which("dpkg-deb"):
        pytest.skip("needs dpkg-deb")
    place = tmp_path_factory.mktemp("system")
    (made,) = BUILT.glob("envcheck_*.deb")
    subprocess.run(["dpkg-deb", "--extract", str(made), str(place)], check=True, timeout=300)
    yield place
    shutil.rmtree(place)


def test_the_package_puts_it_into_the_menu(unpacked: Path) -> None:
    entry = unpacked / "usr/share/applications/envcheck.desktop"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True, timeout=60)
    said = dict(line.split("=", 1) for line in entry.read_text(encoding="utf-8").splitlines() if "=" in line)
    program, *rest = said["Exec"].split()
    assert rest == ["open", "--until-left"]
    assert run(unpacked / program.lstrip("/"), "checks").returncode == 0
    assert list((unpacked / "usr/share/icons/hicolor").rglob(f"{said['Icon']}.png"))
    assert (unpacked / "usr/bin/envcheck").readlink() == Path(program)
    assert "GPL" in (unpacked / "usr/share/doc/envcheck/copyright").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")
def test_a_browser_that_it_opens_loads_none_of_its_libraries(tmp_path: Path) -> None:
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "${{LD_LIBRARY_PATH-}}" > "{seen}.part"; mv "{seen}.part" "{seen}"\n')
    browser.chmod(0o755)
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "BROWSER": str(browser)}
    with subprocess.Popen([PROGRAM, "open", "--port", "0"], env=environ, stdout=subprocess.DEVNULL) as running:
        try:
            places = [
                Path(place) for place in there(seen, 120).split(":") if place
            ]  # OpenCV adds one with nothing in it
            assert not [place for place in places if list(place.glob("*.so*"))]
        finally:
            running.kill()
