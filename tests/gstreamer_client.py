"""GStreamer's `webrtcbin` as a WHIP client, whose certificate is of RSA.

Run by Debian's own Python, whose bindings of GStreamer are, with the endpoint, an encoder and a number of pictures;
prints how the connection came out once so many came, and how the session was ended.
"""

import json
import sys
import threading
from typing import Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import gi

for name in ("Gst", "GstSdp", "GstWebRTC"):
    gi.require_version(name, "1.0")

from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

VIDEO = {
    "VP8": "vp8enc deadline=1 ! rtpvp8pay pt=96",
    **{
        f"H.264 {profile}": "x264enc tune=zerolatency speed-preset=ultrafast ! "
        f"video/x-h264,profile={profile} ! rtph264pay pt=96 config-interval=-1"
        for profile in ("constrained-baseline", "main", "high")
    },
}

PIPELINE = """
webrtcbin name=client bundle-policy=max-bundle
videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=320,height=180,framerate=15/1 ! {video} ! client.
audiotestsrc is-live=true wave=pink-noise volume=0.02 ! opusenc ! rtpopuspay pt=97 ! client.
"""


class Client:
    """One session, as `webrtcbin` has it in threads of its own."""

    def __init__(self, url: str, video: str, pictures: str = "5") -> None:
        Gst.init(None)
        self.loop, self.failed = GLib.MainLoop(), True
        self._url, self._enough = url, int(pictures)
        self._pipeline = Gst.parse_launch(PIPELINE.format(video=VIDEO[video]))
        self._peer = self._pipeline.get_by_name("client")
        self._peer.connect("on-negotiation-needed", self._offer)
        self._peer.connect("notify::ice-gathering-state", self._gathered)

    def run(self) -> None:
        """To the session's end."""
        self._pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        self._pipeline.set_state(Gst.State.NULL)

    def _offer(self, *_: Any) -> None:
        self._peer.emit("create-offer", None, Gst.Promise.new_with_change_func(self._offered))

    def _offered(self, promise: Any, *_: Any) -> None:
        reply = promise.get_reply()  # what it holds goes with it
        kind = GstWebRTC.WebRTCSDPType.OFFER
        self._peer.emit("set-local-description", _described(kind, reply.get_value("offer").sdp.as_text()), None)

    def _gathered(self, *_: Any) -> None:
        if self._peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            threading.Thread(target=self._begin, daemon=True).start()

    def _begin(self) -> None:
        try:
            self._send()
            self.failed = False
        finally:
            self.loop.quit()

    def _send(self) -> None:
        sdp = self._peer.get_property("local-description").sdp.as_text()
        with urlopen(Request(self._url, sdp.encode(), {"Content-Type": "application/sdp"})) as answer:
            session = urljoin(self._url, answer.headers["Location"])
            described = _described(GstWebRTC.WebRTCSDPType.ANSWER, answer.read().decode())
        self._peer.emit("set-remote-description", described, None)
        with urlopen(f"{session}/events", timeout=60) as events:
            told = (json.loads(line[6:]) for line in events if line.startswith(b"data: "))
            seen = next(one["frames"] for one in told if one.get("frames", 0) >= self._enough)
        with urlopen(Request(session, method="DELETE")) as answer:
            print(json.dumps({"seen": seen >= self._enough, "ended": answer.status}))


def _described(kind: Any, text: str) -> Any:
    return GstWebRTC.WebRTCSessionDescription.new(kind, GstSdp.SDPMessage.new_from_text(text)[1])


if __name__ == "__main__":
    client = Client(*sys.argv[1:])
    client.run()
    sys.exit(client.failed)
