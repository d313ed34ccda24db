"""The table of clients: programs of others send to one server, and how soon each is seen is told.

    python tools/clients.py [--sessions 10] [--seconds 0] [--only CLIENT…] [--loss PERCENT --delay MILLISECONDS]

Prints a line for each client: how many sessions came up, the median of the seconds from the offer to the first finding
or strength and to the first verdict, and the verdicts they ended with. With a loss or a delay, which hold there and
back alike, media goes by a relay. A client whose program is not installed is said to be missing. Gives exit code 1
where some session did not come up.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import imageio_ffmpeg
from playwright.sync_api import Browser, sync_playwright

from bidi import FIREFOX, firefox
from chromium import CHROMIUM, RATE, breathing_camera, faked, launched, still_room
from ffmpeg_client import CLIP, command
from relay import Way
from serving import served
from tap import Heard, Tap, tapped, wait_for
from whip_page import page_served

TESTS = Path(__file__).parents[1] / "tests"

UP_SECS, VERDICT_SECS = 40.0, 10.0
"""How long a session may take to be seen, and how long its verdict may take from then on."""

PICTURE = "backlit.jpg"
"""Who is shown by clients that can be given a picture, and breathes in it: else it would be a picture after a while."""

DEBIANS_PYTHON = "/usr/bin/python3"

OPEN = {"ENVCHECK_SERVER__REQUESTS_PER_MINUTE": "1000000", "ENVCHECK_SERVER__SESSIONS_PER_CLIENT": "20"}

Session = Callable[[str], AbstractContextManager[object]]
"""A session by that endpoint, until the block is left."""


def by_program(words: Callable[[str], list[str]]) -> Session:
    """Sessions by a program that sends until it is ended."""

    @contextmanager
    def session(endpoint: str) -> Iterator[None]:
        with subprocess.Popen(words(endpoint), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            try:
                yield
            finally:
                running.terminate()
                try:
                    running.wait(10)
                except subprocess.TimeoutExpired:
                    running.kill()

    return session


def by_chromium(browser: Browser, origin: str, codec: str, by_rsa: bool) -> Session:
    """Sessions by a page of another origin, each in a page of its own."""

    @contextmanager
    def session(endpoint: str) -> Iterator[None]:
        with browser.new_page() as page:
            page.goto(origin)
            page.evaluate("given => begin(...given)", [endpoint, codec, False, by_rsa])
            yield
            page.evaluate("fetch(session, {method: 'DELETE'}).then(answer => answer.status)")

    return session


def by_firefox(folder: Path, origin: str) -> Session:
    """Sessions by a page of another origin, each in a browser of its own with its own fake camera."""

    @contextmanager
    def session(endpoint: str) -> Iterator[None]:
        with tempfile.TemporaryDirectory(dir=folder) as profile, firefox(Path(profile)) as tab:
            tab.open(origin)
            tab.run(f"begin('{endpoint}')")
            yield
            tab.run("fetch(session, {method: 'DELETE'}).then(answer => answer.status)")

    return session


@contextmanager
def clients(origin: str) -> Iterator[dict[str, Session | None]]:
    """All of them by name; None for those that are not installed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        camera = breathing_camera(folder / "camera.mjpeg", PICTURE)
        found: dict[str, Session | None] = {
            f"ffmpeg-{profile}": by_program(_ffmpeg(profile, camera)) for profile in ("baseline", "main", "high")
        }
        for video in ("VP8", "H.264 constrained-baseline", "H.264 main", "H.264 high"):
            has = Path(DEBIANS_PYTHON).exists() and shutil.which("gst-launch-1.0")
            found[f"gstreamer-{video.split()[-1].lower()}"] = by_program(_gstreamer(video)) if has else None
        found["libdatachannel"] = _libdatachannel()
        if CHROMIUM:
            flags = faked(camera, still_room(folder / "sound.wav"))
            browser = launched(stack.enter_context(sync_playwright()), flags)
            stack.callback(browser.close)
        for codec, by_rsa in (("video/VP8", False), ("video/H264", False), ("video/VP8", True)):
            made = by_chromium(browser, origin, codec, by_rsa) if CHROMIUM else None
            found[f"chromium-{codec[6:].lower()}{'-rsa' if by_rsa else ''}"] = made
        found["firefox"] = by_firefox(folder, origin) if FIREFOX else None
        yield found


def _ffmpeg(profile: str, camera: Path) -> Callable[[str], list[str]]:
    source = ("-stream_loop", "-1", "-f", "mjpeg", "-framerate", str(RATE), "-i", str(camera))
    return lambda url: command(url, "-profile:v", profile, source=source)


def _gstreamer(video: str) -> Callable[[str], list[str]]:
    return lambda url: [DEBIANS_PYTHON, str(TESTS / "gstreamer_client.py"), url, video, "100000"]


def _libdatachannel() -> Session | None:
    node = shutil.which("node")
    if not node or not (TESTS / "web" / "node_modules" / "node-datachannel").is_dir():
        return None
    encoder = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-loglevel",
        "error",
        "-re",
        *CLIP,
        "-an",
        "-c:v",
        "libx264",
        "-bf",
        "0",
    ]
    encoder += ["-profile:v", "baseline", "-tune", "zerolatency", "-g", "60", "-bsf:v", "dump_extra"]
    encoder += ["-f", "rtp", "rtp://127.0.0.1:{port}?pkt_size=1200"]
    return by_program(lambda url: [node, str(TESTS / "web" / "libdatachannel.mjs"), url, "1", "60", *encoder])


def stays(tap: Tap, before: int, secs: float) -> None:
    """Waits until the session that has just begun has a verdict, and so many seconds more."""
    if wait_for(lambda: len(tap.heard) > before and (tap.heard[-1].frames or tap.heard[-1].over), UP_SECS):
        one = tap.heard[-1]
        wait_for(lambda: one.over or one.verdict not in ("none", "undetermined"), VERDICT_SECS)
        wait_for(lambda: one.over, secs)


def line(name: str, heard: list[Heard], sessions: int) -> str:
    """What came of one client's sessions."""
    up = [one for one in heard if one.frames]
    told = [[secs for secs, _ in one.of("finding") + one.of("strength")] for one in up]
    decided = [[secs for secs, message in one.of("verdict") if message["verdict"] != "undetermined"] for one in up]
    times = [_median([min(secs) for secs in all_of if secs]) for all_of in (told, decided)]
    verdicts = ", ".join(f"{verdict} {count}" for verdict, count in Counter(one.verdict for one in up).most_common())
    codes = " ".join(sorted(set().union(*(one.codes for one in up))))
    return f"{name:32} {len(up):3} of {sessions:<3} {times[0]:>6} {times[1]:>8}  {verdicts} ({codes})"


def _median(secs: list[float]) -> str:
    return f"{statistics.median(secs):.1f}" if secs else "-"


def main() -> int:
    """Runs the whole thing; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=0.0, help="that each goes on after its first verdict")
    parser.add_argument("--only", nargs="*", default=[], help="names of clients, or their beginnings")
    parser.add_argument("--loss", type=float, default=0.0, help="percent of the packets")
    parser.add_argument("--delay", type=float, default=0.0, help="milliseconds")
    given = parser.parse_args()
    way = Way(given.loss / 100, given.delay / 1000) if given.loss or given.delay else None
    failed = False
    print(f"{'client':32} {'came up':>10} {'first s':>6} {'verdict s':>8}  verdicts (faults told)")
    with page_served() as origin, served("--origin", origin, environ=OPEN) as server, clients(origin) as all_of:
        for name, session in all_of.items():
            if given.only and not name.startswith(tuple(given.only)):
                continue
            if session is None:
                print(f"{name:32} missing", flush=True)
                continue
            with tapped(server.url, way) as (tap, url):
                for _ in range(given.sessions):
                    before = len(tap.heard)
                    with session(f"{url}/whip"):
                        stays(tap, before, given.seconds)
                print(line(name, tap.heard, given.sessions), flush=True)
                failed |= sum(bool(one.frames) for one in tap.heard) < given.sessions
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
