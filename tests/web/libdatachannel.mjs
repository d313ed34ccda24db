// Sessions one after another as OBS has them, by libdatachannel; prints how each connection came out.
// With a number of seconds, each sends for so long what FFmpeg is told to send: `{port}` in its words is where to.

import {spawn} from "node:child_process";
import {createSocket} from "node:dgram";

import {PeerConnection, Audio, Video} from "node-datachannel";

const [endpoint, sessions, secs = 0, ...encoder] = process.argv.slice(2);
const SECS = 30;

function offered(number) {
  const peer = new PeerConnection(`session ${number}`, {iceServers: []});
  const audio = new Audio("0", "SendOnly");
  audio.addOpusCodec(111);
  audio.addSSRC(2 * number + 1, "name", "stream", "audio");
  const video = new Video("1", "SendOnly");
  video.addH264Codec(96);
  video.addSSRC(2 * number + 2, "name", "stream", "video");
  const tracks = [peer.addTrack(audio), peer.addTrack(video)];
  const gathered = new Promise(done => peer.onGatheringStateChange(state => state === "complete" && done()));
  const settled = new Promise(done => {
    peer.onStateChange(state => ["connected", "failed", "closed"].includes(state) && done(state));
  });
  peer.setLocalDescription("offer");
  return {peer, tracks, gathered, settled};
}

// Has a track carry the packets (RTP) of an encoder, as of its own source and format.
async function sent(track, source) {
  const socket = createSocket("udp4");
  await new Promise(done => socket.bind(0, "127.0.0.1", done));
  socket.on("message", packet => {
    packet.writeUInt32BE(source, 8);
    packet[1] = (packet[1] & 0x80) | 96;
    if (track.isOpen()) track.sendMessageBinary(packet);
  });
  const [program, ...words] = encoder.map(word => word.replace("{port}", socket.address().port));
  const child = spawn(program, words, {stdio: "ignore"});
  process.once("SIGTERM", () => {
    child.kill();
    process.exit(143);
  });
  await new Promise(done => setTimeout(done, secs * 1000));
  child.kill();
  socket.close();
}

async function session(number) {
  const {peer, tracks, gathered, settled} = offered(number);
  await gathered;
  const headers = {"Content-Type": "application/sdp"};
  const answer = await fetch(endpoint, {method: "POST", headers, body: peer.localDescription().sdp});
  if (answer.status !== 201) return String(answer.status);
  peer.setRemoteDescription(await answer.text(), "answer");
  const state = await Promise.race([settled, new Promise(done => setTimeout(done, SECS * 1000, "late"))]);
  if (state === "connected" && encoder.length) await sent(tracks[1], 2 * number + 2);
  await fetch(new URL(answer.headers.get("Location"), endpoint), {method: "DELETE"});
  tracks.forEach(track => track.close());
  peer.close();
  return state;
}

const states = [];
for (let number = 0; number < Number(sessions); number++) states.push(await session(number));
console.log(JSON.stringify(states));
process.exit(0);
