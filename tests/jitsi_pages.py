"""Pages and folders of `plugins/jitsi`, as others install and build them."""

import re
import shutil
import tarfile
from pathlib import Path

import bundled_pages
from npm_package import packed

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "plugins" / "jitsi"
TESTS = ROOT / "tests" / "plugins" / "jitsi"
MODULES = ROOT / "tests" / "plugins" / "node_modules"
COMPILER = MODULES / "typescript" / "bin" / "tsc"
IS_READY = bundled_pages.IS_READY and all(
    (MODULES / name).is_dir() for name in ("@jitsi/react-sdk", "react-dom", "vite", "typescript")
)
DOMAIN = "meet.test"


def installed(folder: Path) -> Path:
    """The clinic's page and the tests of modules, with both packages installed beside them; gives their folder."""
    site = Path(shutil.copytree(TESTS, folder / "site", ignore=shutil.ignore_patterns("*.py", "__pycache__")))
    modules = site / "node_modules"
    modules.mkdir()
    for path in MODULES.iterdir():
        (modules / path.name).symlink_to(path)
    own = modules / "@telehealth-envcheck"
    own.mkdir()
    with tarfile.open(packed(folder)) as archive:
        archive.extractall(folder, filter="data")
    shutil.move(folder / "package", own / "web")
    shutil.copytree(PLUGIN, site / "jitsi")
    (own / "jitsi").symlink_to(site / "jitsi")
    return site


def built(site: Path) -> Path:
    """The clinic's page, built for release; gives the folder of its files."""
    bundled_pages.run(site, MODULES / "vite" / "bin" / "vite.js", "build", "host")
    return site / "host" / "dist"


def call_page(config: str = "") -> str:
    """The stand-in of the page of a room, with what its server configures."""
    script = (TESTS / "jitsi_page_stand_in.js").read_text(encoding="utf-8")
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Jitsi</title><link rel="icon" href="data:,">'
    return f"{head}<body><script>{config}</script><script>{script}</script></body></html>"


def nginx_places(drop_in: Path, server: str, page: str) -> str:
    """The drop-in's configuration for a folder and a server, before what nginx does for Jitsi itself.

    Args:
        drop_in: the folder as it was laid out.
        server: origin of the server of envcheck.
        page: folder of what stands in for Jitsi's own pages.
    """
    ours = (drop_in / "custom-meet.conf").read_text(encoding="utf-8")
    ours = re.sub(r"https://check\.clinic\.example", server, ours).replace("/config/envcheck", f"{drop_in}/envcheck")
    return f"include /etc/nginx/mime.types; root {page}; index index.html; {JITSI}\n{ours}"


JITSI = r"""
location = /config.js { try_files /config.js =404; }
location ~ ^/([^/?&:'"]+)$ { try_files $uri @root_path; }
location @root_path { rewrite ^/(.*)$ / break; }
location ~ ^/([^/?&:'"]+)/(.*)$ { rewrite ^/([^/?&:'"]+)/(.*)$ /$2; }
"""
"""How nginx leads every path to Jitsi's page, as `meet.conf` of docker-jitsi-meet does (commit 086d047); it comes first
there, and what is added for the drop-in has to win all the same."""
