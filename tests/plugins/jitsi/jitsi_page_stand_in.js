// A stand-in of the page of a Jitsi room, written for these tests: it joins nothing. It imitates how Jitsi reads its
// address (parseURLParams.ts at 1c8216e, setConfigFromURLParams in functions.any.ts at 000c370), shows its page before
// the call or not, and takes devices by their names (functions.web.ts at 0941570).

const isEmbedded = window.parent !== window;
const KINDS = { videoInput: "video", audioInput: "audio" };

function params() {
  const found = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [key, value] = part.split("=");
    if (!key) continue;
    const text = decodeURIComponent(value)
      .replace(/\\&/, "&")
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u201C\u201D]/g, '"');
    try {
      found[key] = JSON.parse(text);
    } catch {
      // passed over, as Jitsi does
    }
  }
  return found;
}

const said = params();
const configured = window.config ?? {};
const before = said["config.prejoinConfig"]?.enabled ?? said["config.prejoinConfig.enabled"];
const showsPrejoin = before ?? configured.prejoinConfig?.enabled ?? true;
const hasMedia = isEmbedded || before !== false;

/** What the tests read: how the call came to be, and with which devices. */
window.call = { showsPrejoin, hasMedia, joined: false, address: location.href, devices: {} };

const tell = (event, told = {}) => isEmbedded && window.parent.postMessage({ event, told }, "*");

async function open(kind, label) {
  const type = KINDS[kind];
  const found = (await navigator.mediaDevices.enumerateDevices()).find(
    (one) => one.kind === `${type}input` && one.label === label,
  );
  const stream = await navigator.mediaDevices.getUserMedia({ [type]: found ? { deviceId: { exact: found.deviceId } } : true });
  window.call.devices[kind] = stream.getTracks()[0].label;
}

async function join() {
  document.body.replaceChildren("In the call");
  if (hasMedia) {
    const first = await navigator.mediaDevices.getUserMedia({ video: true, audio: true }); // names are known by it
    for (const track of first.getTracks()) track.stop();
    for (const kind of Object.keys(KINDS)) await open(kind, said[`devices.${kind}`]);
  }
  window.call.joined = true;
  tell("videoConferenceJoined", { roomName: location.pathname.slice(1) });
}

addEventListener("message", ({ source, data }) => {
  if (source === window.parent && data.kind in KINDS) open(data.kind, data.label);
});

if (showsPrejoin) {
  const button = document.createElement("button");
  Object.assign(button, { id: "join", textContent: "Join meeting", onclick: join });
  document.body.append(button);
  tell("prejoinScreenLoaded");
} else {
  join();
}
