"""The container's recipe: its steps, carried out in a folder, and its server, run as the image runs it."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import httpx
import pytest

from deployment.containerfile import ROOT, Stage, environment, of, stages
from made_session import picture
from serving import served
from whip_client import Client, PictureTrack

STAGES = stages((ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8"))
BUILD, IMAGE = STAGES["build"], STAGES[""]
CONFINED = Path(__file__).with_name("confined.sh")
TOKEN = "k7Qe-creates-and-reads"


def can_confine() -> bool:
    """True where this user may make a root of its own that nobody can write to."""
    names = ("unshare", "setpriv", "mount")
    if not all(map(shutil.which, names)):
        return False
    mounted = "mount -t proc -o hidepid=invisible,subset=pid proc /proc"
    return subprocess.run(["unshare", "--mount", "sh", "-c", mounted], capture_output=True).returncode == 0


def test_whatever_is_copied_is_there_and_nothing_of_a_secret_is() -> None:
    copied = [word for step in of(BUILD, "COPY") for word in step.words()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert "." not in copied, "a whole checkout may hold tokens"
    needed = {"envcheck", "hatch_build.py", "pyproject.toml", "tools/licences", "README.md", "LICENSE"}
    assert needed <= set(copied)


def test_the_image_brings_the_libraries_that_the_makefile_names() -> None:
    named = re.search(r"^LIBRARIES := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    wanted = {pair.partition(":")[2] for pair in named[1].split()}
    brought = next(step.rest for step in of(IMAGE, "RUN") if "apt-get install" in step.rest)
    assert wanted <= set(brought.split())
    assert "rm -rf /var/lib/apt/lists" in brought


def test_the_image_is_run_by_a_user_of_its_own_by_number() -> None:
    (user,) = of(IMAGE, "USER")
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", user.rest), "Kubernetes takes no name for not being root"
    assert IMAGE.index(user) > max(IMAGE.index(step) for step in of(IMAGE, "RUN"))


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="makes a user as root")
def test_its_user_is_made_with_that_number_and_can_log_in_nowhere(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    for name in ("passwd", "group", "shadow", "gshadow", "login.defs"):
        if (Path("/etc") / name).exists():
            shutil.copy(Path("/etc") / name, tmp_path / "etc")
    made = next(step.rest for step in of(IMAGE, "RUN") if step.rest.startswith("useradd"))
    subprocess.run(["sh", "-ec", made.replace("useradd", f"useradd --prefix {tmp_path}", 1)], check=True)
    entry = (tmp_path / "etc" / "passwd").read_text().splitlines()[-1].split(":")
    assert [entry[0], entry[2], entry[6]] == ["envcheck", of(IMAGE, "USER")[0].rest.split(":")[0], "/usr/sbin/nologin"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or not can_confine(), reason="makes a root that nobody can write to")
def test_the_steps_give_a_server_that_needs_no_root_and_writes_nowhere(tmp_path: Path) -> None:
    built = carried_out(tmp_path)
    asked = {**environment(IMAGE), "ENVCHECK_TOKENS": TOKEN, "ENVCHECK_SERVER__BEHIND_PROXY": "192.0.2.1"}
    program = f"{built.root}/opt/envcheck/bin/envcheck"
    assert (of(IMAGE, "ENTRYPOINT")[0].words(), Path(program).exists()) == (["envcheck"], True)
    command, *flags = of(IMAGE, "CMD")[0].words()
    assert command == "serve"
    needed = ",".join(str(place) for place in (sys.base_prefix, sys.prefix, ROOT, built.root))
    user, _, _ = of(IMAGE, "USER")[0].rest.partition(":")
    python = f"{built.root}/opt/envcheck/bin/python"
    before = ("unshare", "--mount", "--propagation", "private", "sh", str(CONFINED), user, needed)
    with served(*flags, environ=asked, before=before, program=(python, program)) as server:
        url = server.url.replace("0.0.0.0", "127.0.0.1")
        assert held(server.process.pid) == (int(user), "0" * 16, 1)
        health = next(step.rest for step in of(IMAGE, "HEALTHCHECK")).partition(" CMD ")[2]
        assert health == '["python", "/opt/envcheck/healthcheck.py"]'
        port = url.rpartition(":")[2]
        healthy = [sys.executable, str(built.root / "opt/envcheck/healthcheck.py")]
        assert subprocess.run([*healthy, port], timeout=60).returncode == 0
        assert subprocess.run([*healthy, "1"], timeout=60).returncode == 1
        asyncio.run(session(url))
        jpeg = (ROOT / "samples" / "media" / "ready.jpg").read_bytes()
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "image/jpeg"}
        told = httpx.post(f"{url}/v1/check", content=jpeg, headers=headers, timeout=120)
        assert told.status_code == 200, told.text
        assert server.stop() in (0, -15)


def carried_out(folder: Path) -> Stage:
    """Both stages. What the image gets from a registry comes from this environment instead."""
    offline = {
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # of this variable, what is false means that there is none
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_QUIET": "1",
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    build = Stage(folder / "build", offline)
    for step in BUILD:
        if step.name == "WORKDIR":
            build.folder = step.rest
            (build.root / step.rest.lstrip("/")).mkdir(parents=True)
            laid = build.root / step.rest.lstrip("/") / "build" / "weights"
            shutil.copytree(ROOT / "build" / "weights", laid)  # else they come out of packages of a registry
        elif step.name == "COPY":
            build.copy(step, ROOT)
        elif step.name == "RUN":
            build.run(step)
    image = Stage(build.root, {})  # in its place, for an environment cannot be moved in a folder as in an image
    for step in of(IMAGE, "COPY"):
        if not step.rest.startswith("--from="):
            image.copy(step, ROOT)
    (found,) = (build.root / "opt/envcheck/lib").glob("python*/site-packages")
    (found / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return image


def held(process: int) -> tuple[int, str, int]:
    """User, capabilities and whether it may gain none, of a process."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return int(status["Uid"].split()[0]), status["CapBnd"], int(status["NoNewPrivs"])


async def session(url: str) -> None:
    shown = picture("ready.jpg")
    client = Client(f"{url}/whip", PictureTrack(lambda secs: shown), token=TOKEN)
    assert (await client.begin()).status_code == 201
    await client.until(lambda told: told["type"] == "verdict" and told["verdict"] != "undetermined")
    await client.end()
