"""A web page that sends camera and microphone by WHIP, and a place to serve it from."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PAGE = """<!doctype html>
<title>Room</title>
<script>
const told = [];

const publicExponent = new Uint8Array([1, 0, 1]);
const RSA = {name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent, hash: "SHA-256"};

async function offered(codec, trickles, certificates, sendEncodings) {
  const sound = {echoCancellation: false, noiseSuppression: false, autoGainControl: false};
  const stream = await navigator.mediaDevices.getUserMedia({video: {width: 640, height: 360}, audio: sound});
  const peer = new RTCPeerConnection({certificates});
  for (const track of stream.getTracks()) {
    const several = track.kind === "video" && sendEncodings ? {sendEncodings} : {};
    const transceiver = peer.addTransceiver(track, {direction: "sendonly", streams: [stream], ...several});
    if (track.kind === "video" && codec) {
      const known = RTCRtpSender.getCapabilities("video").codecs;
      transceiver.setCodecPreferences(known.filter(one => one.mimeType === codec));
    }
  }
  const candidates = [];
  const gathered = new Promise(done => {
    peer.onicecandidate = ({candidate}) => candidate ? candidates.push(candidate.candidate) : done(candidates);
  });
  await peer.setLocalDescription();
  const early = peer.localDescription.sdp;
  if (!trickles) await gathered;
  return {peer, gathered, sdp: trickles ? early : peer.localDescription.sdp};
}

function fragment(sdp, candidates) {
  const credentials = sdp.split("\\r\\n").filter(line => /^a=ice-(ufrag|pwd):/.test(line)).slice(0, 2);
  const section = ["m=audio 9 UDP/TLS/RTP/SAVPF 0", `a=${/a=(mid:\\S+)/.exec(sdp)[1]}`];
  const found = candidates.filter(Boolean).map(candidate => `a=${candidate}`);
  return [...credentials, ...section, ...found, "a=end-of-candidates", ""].join("\\r\\n");
}

async function begin(endpoint, codec, trickles, byRsa, sendEncodings) {
  const certificates = byRsa ? [await RTCPeerConnection.generateCertificate(RSA)] : undefined;
  const {peer, gathered, sdp} = await offered(codec, trickles, certificates, sendEncodings);
  const answer = await fetch(endpoint, {method: "POST", headers: {"Content-Type": "application/sdp"}, body: sdp});
  if (answer.status !== 201) throw new Error(answer.status);
  const session = new URL(answer.headers.get("Location"), endpoint);
  const events = /<([^>]+)>; rel="urn:envcheck:events"/.exec(answer.headers.get("Link"))[1];
  const source = new EventSource(new URL(events, endpoint));
  for (const kind of ["hello", "progress", "finding", "strength", "verdict", "end"]) {
    source.addEventListener(kind, event => told.push(JSON.parse(event.data)));
  }
  await peer.setRemoteDescription({type: "answer", sdp: await answer.text()});
  if (trickles) {
    const headers = {"Content-Type": "application/trickle-ice-sdpfrag", "If-Match": answer.headers.get("ETag")};
    const patched = await fetch(session, {method: "PATCH", headers, body: fragment(sdp, await gathered)});
    if (patched.status !== 204) throw new Error(patched.status);
  }
  window.peer = peer;
  window.session = session.href;
}

async function sent() {
  const stats = [...(await peer.getStats()).values()];
  const video = stats.find(one => one.type === "outbound-rtp" && one.kind === "video");
  return stats.find(one => one.id === video.codecId).mimeType;
}

async function widths() {
  const stats = [...(await peer.getStats()).values()];
  const video = stats.filter(one => one.type === "outbound-rtp" && one.kind === "video" && one.framesSent);
  return Object.fromEntries(video.map(one => [one.rid, one.frameWidth]));
}

async function firstRate() {
  for (let tries = 0; tries < 6000; tries++) {
    const stats = [...(await peer.getStats()).values()];
    const pair = stats.find(one => one.type === "candidate-pair" && one.availableOutgoingBitrate);
    if (pair) return pair.availableOutgoingBitrate;
    await new Promise(done => setTimeout(done, 10));
  }
}
</script>
"""


@contextmanager
def page_served(text: str = PAGE) -> Iterator[str]:
    """The page on a free port of this machine; gives its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, text))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Page(BaseHTTPRequestHandler):
    def __init__(self, text: str, *rest: Any) -> None:
        self._text = text
        super().__init__(*rest)

    def do_GET(self) -> None:
        body = self._text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
