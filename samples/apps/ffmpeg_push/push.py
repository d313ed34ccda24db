"""Sends a clip to the room check by FFmpeg's WHIP muxer, and prints what is seen: python push.py CLIP."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

CHECK = f"http://127.0.0.1:{os.environ.get('PORT', '9000')}"
SOUND = ["-re", "-f", "lavfi", "-i", "anoisesrc=amplitude=0.01:sample_rate=48000", "-shortest"]
VIDEO = ["-c:v", "libx264", "-tune", "zerolatency", "-pix_fmt", "yuv420p"]
CODECS = [*VIDEO, "-c:a", "libopus", "-ar", "48000", "-ac", "2"]


def ffmpeg() -> str:
    """The first FFmpeg here that speaks WHIP, which version 8 was the first to do."""
    packaged = [str(path) for one in sys.path for path in Path(one).glob("imageio_ffmpeg/binaries/ffmpeg-*")]
    for program in (os.environ.get("FFMPEG"), shutil.which("ffmpeg"), *packaged):
        if program and " whip " in subprocess.run([program, "-muxers"], capture_output=True, text=True).stdout:
            return program
    raise SystemExit("No FFmpeg of version 8 or newer is here. `pip install imageio-ffmpeg` brings one.")


def wait_for_it() -> None:
    """Until the room check is ready, or for a minute."""
    for _ in range(600):
        try:
            urlopen(f"{CHECK}/readyz", timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)


def told(session: str) -> Iterator[dict[str, str]]:
    """All that the room check says of a session, to its end."""
    with urlopen(f"{session}/events", timeout=60) as events:
        yield from (json.loads(line[6:]) for line in events if line.startswith(b"data: "))


if __name__ == "__main__":
    wait_for_it()
    source = [ffmpeg(), "-nostdin", "-loglevel", "verbose", "-re", "-i", sys.argv[1]]
    command = [*source, *SOUND, *CODECS, "-f", "whip", f"{CHECK}/whip"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as sending:
        log = iter(sending.stderr or ())
        session = next((found[1] for line in log if (found := re.search(r"location=(\S+),", line))), None)
        if session is None:
            raise SystemExit(f"FFmpeg could not reach {CHECK}.")
        Thread(target=list, args=(log,), daemon=True).start()  # or it stands still once the pipe is full
        for one in told(session):
            if one["type"] in ("finding", "verdict") and one.get("state") != "cleared":
                print(one.get("message") or one["text"], flush=True)
