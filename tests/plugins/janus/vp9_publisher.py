"""Chromium as somebody in a room who sends VP9, which aiortc cannot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import async_playwright

from chromium import CHROMIUM
from plugins.janus.real_janus import PIN, SECRET, RealJanus

PUBLISH = """async ([url, apisecret, pin, room]) => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 320, height: 180});
  const pen = canvas.getContext("2d");
  setInterval(() => { pen.fillStyle = `hsl(${performance.now() / 20} 80% 50%)`; pen.fillRect(0, 0, 320, 180); }, 50);
  const socket = new WebSocket(url, "janus-protocol");
  await new Promise((done, fail) => { socket.onopen = done; socket.onerror = fail; });
  const waiting = {};
  socket.onmessage = ({data}) => {
    const said = JSON.parse(data);
    if (said.janus !== "ack") waiting[said.transaction]?.(said);
  };
  const ids = {};
  const ask = (janus, rest) => new Promise(done => {
    const transaction = crypto.getRandomValues(new Uint32Array(2)).join("-");
    waiting[transaction] = done;
    socket.send(JSON.stringify({janus, transaction, apisecret, ...ids, ...rest}));
  });
  ids.session_id = (await ask("create", {})).data.id;
  ids.handle_id = (await ask("attach", {plugin: "janus.plugin.videoroom"})).data.id;
  await ask("message", {body: {request: "join", ptype: "publisher", room, pin}});
  const peer = new RTCPeerConnection();
  const [track] = canvas.captureStream(20).getTracks();
  peer.addTransceiver(track, {direction: "sendonly"});
  await peer.setLocalDescription();
  const gathered = () => peer.iceGatheringState === "complete";
  while (!gathered()) await new Promise(done => setTimeout(done, 50));
  const {jsep} = await ask("message", {body: {request: "publish"}, jsep: peer.localDescription.toJSON()});
  await peer.setRemoteDescription(jsep);
  window.kept = {peer, socket};
}"""


@asynccontextmanager
async def publishing_vp9(server: RealJanus, room: str) -> AsyncIterator[None]:
    """Somebody is there as long as the block lasts; the room chooses the codec."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = await browser.new_page()
            await page.evaluate(PUBLISH, [server.url, SECRET, PIN, room])
            yield
        finally:
            await browser.close()
