"""A disk that is full, and one that cannot be written to: one sentence, and what lay there is whole.

The disk is a small one in memory, in a namespace of mounts that ends with the process that tries things on it.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chaos.trial import Outcome, Said, begun, client, looks_on
from media_files import READY, command, surroundings
from sent import MEDIA
from serving import served

APART = ("unshare", "--map-root-user", "--mount")
SIZE = "512k"
UNUSABLE = 3


def full_disk() -> Outcome:
    """Writes to a disk without room."""
    return _apart("full")


def read_only_disk() -> Outcome:
    """Writes to a disk that cannot be written to."""
    return _apart("read-only")


def _apart(kind: str) -> Outcome:
    done = f"a setting, a drawn-over picture, a report and a server's log were written to a {kind} disk"
    if not shutil.which("unshare") or subprocess.run([*APART, "true"], capture_output=True).returncode:
        return Outcome(done, "nothing", missing="namespaces of mounts are not permitted here")
    words = [*APART, sys.executable, "-c", "from chaos import disk; disk.inside()", kind]
    told = subprocess.run(words, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=600)
    if told.returncode:
        return Outcome(done, "nothing", (told.stderr[-500:],))
    seen, faults = json.loads(told.stdout.splitlines()[-1])
    return Outcome(done, seen, tuple(faults))


def inside() -> None:
    """What is done in the namespace; its last line is what was seen, and the faults."""
    kind = sys.argv[1]
    disk = Path("/mnt")  # any folder that there is will do: nobody else sees what lies on it here
    _mount(f"size={SIZE}", disk)
    said = Said()
    old = _fill(disk)
    if kind == "full":
        with (disk / "filling").open("wb", buffering=0) as file:
            _write_all(file)
    else:
        _mount("remount,ro", disk)
    codes = [_try(words, disk, said) for words in _calls(disk)]
    if kind == "full":
        codes.append(_report(disk, said))
    session = asyncio.run(_serve(disk, said))
    for path, content in old.items():
        said.expect(path.read_bytes() == content, f"{path.name} is not what it was")
    files = {path.name for path in disk.rglob("*") if path.is_file()}
    left = files - {path.name for path in old} - {"filling", "report.json", "log"}
    said.expect(not left, f"left behind: {left}")
    seen = (
        f"{len(codes)} commands ended with code {', '.join(map(str, sorted(set(codes))))} and one sentence, {session}"
    )
    print(json.dumps([seen, said.faults]))


def _mount(options: str, disk: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)


def _fill(disk: Path) -> dict[Path, bytes]:
    """Lays there what is to be replaced."""
    saved, drawn = disk / "baseline.json", disk / "seen.png"
    subprocess.run(command("baseline", "save", READY, "--out", saved), check=True, capture_output=True)
    drawn.write_bytes(b"drawn before")
    (disk / "report.json").touch()
    (disk / "log").touch()
    return {path: path.read_bytes() for path in (saved, drawn)}


def _write_all(file: object) -> None:
    try:
        while True:
            file.write(bytes(512))  # type: ignore[attr-defined]
    except OSError:
        return


def _calls(disk: Path) -> Sequence[Sequence[str]]:
    second = str(MEDIA / "backlit.jpg")
    return [
        command("baseline", "save", second, "--out", disk / "baseline.json", "--force"),
        command("baseline", "save", second, "--out", disk / "new" / "baseline.json"),
        command("check", second, "--annotate", disk / "seen.png", "--force"),
        command("check", second, "--annotate", disk / "another.jpg"),
    ]


def _try(words: Sequence[str], disk: Path, said: Said) -> int:
    run = subprocess.run(words, cwd=disk, env=surroundings(), capture_output=True, text=True, timeout=300)
    what = " ".join(words[3:])
    said.expect(run.returncode == UNUSABLE, f"{what} ended with {run.returncode}")
    said.expect(_is_sentence(run.stderr), f"{what} said {run.stderr[-300:]!r}")
    return run.returncode


def _report(disk: Path, said: Said) -> int:
    """The report itself has no room."""
    with (disk / "report.json").open("w") as out:
        words = command("check", "--json", READY)
        run = subprocess.run(words, env=surroundings(), stdout=out, stderr=subprocess.PIPE, text=True, timeout=300)
    said.expect(run.returncode == UNUSABLE, f"a report without room ended with {run.returncode}")
    said.expect(_is_sentence(run.stderr), f"a report without room said {run.stderr[-300:]!r}")
    return run.returncode


def _is_sentence(text: str) -> bool:
    return text.startswith("envcheck: ") and text.count("\n") == 1 and "Traceback" not in text


async def _serve(disk: Path, said: Said) -> str:
    """A server that runs there, with its log: nothing of a session needs a disk."""
    logged = ("sh", "-c", f'exec "$@" 2>>{disk}/log', "sh") if os.access(disk, os.W_OK) else ()
    with served(before=logged, cwd=str(disk), environ={"TMPDIR": str(disk)}) as server:
        async with client(server.url) as sending:
            await begun(sending)
            numbers = await sending.http.get(f"{sending.session}/baseline")
            kind = {"Content-Type": "application/json"}
            put = await sending.http.put(f"{sending.session}/baseline", content=numbers.content, headers=kind)
            picture = await sending.http.post(
                f"{server.url}/v1/check", content=READY.read_bytes(), headers={"Content-Type": "image/jpeg"}
            )
            report = await sending.http.get(f"{sending.session}/report", headers={"Accept": "text/html"})
            statuses = [one.status_code for one in (numbers, put, picture, report)]
            said.expect(statuses == [200, 204, 200, 200], f"the server answered {statuses}")
            said.expect(await looks_on(sending), "the session did not go on")
            await sending.end()
    return "a server took and compared a setting, a picture and a report"
