"""A stand-in of an OpenEMR site: PHP's own server with the module as its zip lays it down, and stand-ins around it.

What each stand-in imitates, and where that lies in OpenEMR's sources, is said in `stand_ins/`.
"""

import json
import os
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openemr_module import NAME, packed

STAND_INS = Path(__file__).parent / "stand_ins"
PHP = shutil.which("php")
PHPUNIT = shutil.which("phpunit")
LIBRARIES = ("Symfony/Component/EventDispatcher", "Symfony/Component/HttpFoundation", "Twig")
IS_READY = bool(PHP) and all(Path("/usr/share/php", name, "autoload.php").is_file() for name in LIBRARIES)
SIGNED_IN = {"authUserID": 3, "authUser": "somebody", "language_choice": 1}
STARTED = re.compile(r"\((http://[^)]+)\) started")
START_SECS = 60.0


@dataclass
class Site:
    """A running site; `lines` grows by what PHP logs."""

    url: str
    root: Path
    lines: list[str] = field(default_factory=list)

    def tell(self, settings: Mapping[str, str], *, allows: bool = True, session: Mapping[str, Any] = SIGNED_IN) -> None:
        """What is set on its page of settings, who is signed in, and whether that one may write appointments."""
        told = {"allows": allows, "session": dict(session), "settings": dict(settings)}
        (self.root / "told.json").write_text(json.dumps(told), encoding="utf-8")


def encrypted(key: str) -> str:
    """A setting as the stand-ins hold it: turned round."""
    return f"006{key[::-1]}"


@contextmanager
def site(root: Path, version: str = "7") -> Iterator[Site]:
    """The site, until the block is left.

    Args:
        root: an empty folder.
        version: of OpenEMR, whose classes are stood in for.
    """
    _lay(root)
    running = Site("", root)
    running.tell({})
    assert PHP
    environ = {**os.environ, "STAND_IN_OPENEMR": version, "PHP_CLI_SERVER_WORKERS": "4"}
    command = [PHP, "-d", f"session.save_path={root}", "-S", "127.0.0.1:0", "-t", str(root)]
    process = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True)
    started = threading.Event()
    reader = threading.Thread(target=_read, args=(process, running, started), daemon=True)
    reader.start()
    try:
        assert started.wait(START_SECS), running.lines
        yield running
    finally:
        os.killpg(process.pid, 15)
        process.wait(30)
        reader.join(10)
        assert process.stderr
        process.stderr.close()


def _lay(root: Path) -> None:
    """Puts the module and the stand-ins where OpenEMR has them."""
    shutil.copytree(STAND_INS, root / "stand_ins")
    modules = root / "interface" / "modules" / "custom_modules"
    modules.mkdir(parents=True)
    with zipfile.ZipFile(packed(root)) as archive:
        archive.extractall(modules)
    places = {
        "StandInGlobals.php": "interface/globals.php",
        "StandInAppointment.php": "interface/main/calendar/add_edit_event.php",
        "StandInCalendar.php": "index.php",
    }
    for name, place in places.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STAND_INS / name, root / place)
    assert (modules / NAME / "openemr.bootstrap.php").is_file()


def _read(process: "subprocess.Popen[str]", running: Site, started: threading.Event) -> None:
    assert process.stderr
    for line in process.stderr:
        running.lines.append(line.rstrip())
        if not running.url and (found := STARTED.search(line)):
            running.url = found[1]
            started.set()
    started.set()
