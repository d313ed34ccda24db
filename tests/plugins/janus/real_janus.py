"""Debian's Janus as a process of its own, with rooms of a test on free ports of the loopback."""

import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = Path("/usr/bin/janus")
FOLDERS = "/usr/lib/*/janus"
SECRET, PIN = "secret-of-the-test", "1234"
START_SECS, STOP_SECS = 60.0, 20.0

GENERAL = """general: {{
  configs_folder = "{conf}"
  plugins_folder = "{plugins}"
  transports_folder = "{transports}"
  api_secret = "{secret}"
  debug_level = 4
  session_timeout = 20
}}
nat: {{ nice_debug = false }}
plugins: {{ disable = "{other_plugins}" }}
transports: {{ disable = "{other_transports}" }}
"""

WEBSOCKETS = """general: {{ json = "compact"  ws = true  ws_port = {port}  ws_ip = "127.0.0.1"  wss = false }}
admin: {{ admin_ws = false  admin_wss = false }}
"""

ROOMS = """general: { string_ids = true }
room-lobby-vp8: { pin = "PIN"  publishers = 3  bitrate = 2000000  videocodec = "vp8" }
room-lobby-vp9: { pin = "PIN"  publishers = 3  bitrate = 2000000  videocodec = "vp9" }
room-lobby-h264: { pin = "PIN"  publishers = 3  bitrate = 2000000  videocodec = "h264" }
room-therapy: { pin = "PIN"  publishers = 3  bitrate = 2000000  videocodec = "vp8" }
""".replace("PIN", PIN)


@dataclass
class RealJanus:
    """One server; it may be killed and started again at the same port."""

    port: int
    folder: Path
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its WebSocket is."""
        return f"ws://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Starts it, and waits until it listens."""
        log = (self.folder / "janus.log").open("ab")
        with log:
            self.processes.append(
                subprocess.Popen([PROGRAM, "-F", self.folder, "-o"], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            )
        end = time.monotonic() + START_SECS
        while not self._listens():
            assert self.processes[-1].poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ends it."""
        process = self.processes.pop()
        process.send_signal(by)
        try:
            process.wait(STOP_SECS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECS)

    def said(self) -> str:
        """The end of what it printed."""
        return (self.folder / "janus.log").read_text(errors="replace")[-3000:]

    def _listens(self) -> bool:
        with closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def real_janus() -> Iterator[RealJanus]:
    """A server with the rooms of the tests, until the block is left."""
    with tempfile.TemporaryDirectory(prefix="janus-") as name:
        folder, port = Path(name), free_port()
        home = next(Path("/").glob(FOLDERS.removeprefix("/")))
        _write(folder, home, port)
        server = RealJanus(port, folder)
        server.start()
        try:
            yield server
        finally:
            while server.processes:
                server.stop()


def _write(folder: Path, home: Path, port: int) -> None:
    def others(kind: str, kept: str) -> str:
        return ",".join(sorted(path.name for path in (home / kind).glob("*.so") if path.stem != kept))

    general = GENERAL.format(
        conf=folder,
        plugins=home / "plugins",
        transports=home / "transports",
        secret=SECRET,
        other_plugins=others("plugins", "libjanus_videoroom"),
        other_transports=others("transports", "libjanus_websockets"),
    )
    (folder / "janus.jcfg").write_text(general)
    (folder / "janus.transport.websockets.jcfg").write_text(WEBSOCKETS.format(port=port))
    (folder / "janus.plugin.videoroom.jcfg").write_text(ROOMS)
