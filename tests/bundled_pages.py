"""Pages of `tests/web/hosts`, in which the element stands as others install and bundle it."""

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from npm_package import packed

WEB = Path(__file__).parent / "web"
MODULES = WEB / "node_modules"
NODE = shutil.which("node")
IS_READY = bool(NODE and shutil.which("npm")) and all((MODULES / name).is_dir() for name in ("vite", "webpack", "vue"))
SECS = 600.0

BUILD: dict[str, tuple[str | Path, ...]] = {
    "react": (MODULES / "vite" / "bin" / "vite.js", "build", "react"),
    "vue": (MODULES / "vite" / "bin" / "vite.js", "build", "vue"),
    "webpack": ("webpack/build.js",),
}


def installed(folder: Path, pages: Path = WEB / "hosts", others: Path = MODULES) -> Path:
    """A copy of the pages, with the package installed beside what they need of others; gives its folder."""
    hosts = Path(shutil.copytree(pages, folder / "hosts"))
    modules = hosts / "node_modules"
    modules.mkdir()
    for path in others.iterdir():
        (modules / path.name).symlink_to(path)
    with tarfile.open(packed(folder)) as archive:
        archive.extractall(folder, filter="data")
    (modules / "@telehealth-envcheck").mkdir()
    shutil.move(folder / "package", modules / "@telehealth-envcheck" / "web")
    return hosts


def run(hosts: Path, *words: str | Path) -> str:
    """What Node prints there, once it has ended well."""
    done = subprocess.run([str(NODE), *map(str, words)], cwd=hosts, capture_output=True, encoding="utf-8", timeout=SECS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(hosts: Path, name: str) -> Path:
    """One of the pages, built for release; gives the folder of its files."""
    run(hosts, *BUILD[name])
    place = hosts / name / "dist"
    if name == "webpack":
        shutil.copy(hosts / name / "index.html", place)
    return place


@contextmanager
def folder_served(folder: Path) -> Iterator[str]:
    """A folder's files on a free port of this machine; gives its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
