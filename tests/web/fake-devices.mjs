/** Devices, streams and storage as a browser has them, for modules that are tried without one. */

/** @param {string} name @param {unknown} value */
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

export class Track extends EventTarget {
  readyState = "live";
  enabled = true;
  contentHint = "";
  /** @type {Track[]} */
  copies = [];

  /** @param {{kind: string, deviceId: string, label: string}} device */
  constructor(device) {
    super();
    this.device = device;
    this.kind = device.kind === "videoinput" ? "video" : "audio";
    this.label = device.label;
  }

  getSettings() {
    return { deviceId: this.device.deviceId };
  }

  clone() {
    const copy = new Track(this.device);
    this.copies.push(copy);
    return copy;
  }

  stop() {
    this.readyState = "ended";
  }

  pulled() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class Stream {
  /** @param {Track[]} tracks */
  constructor(tracks) {
    this.tracks = tracks;
  }
  getTracks() {
    return [...this.tracks];
  }
  getVideoTracks() {
    return this.tracks.filter((track) => track.kind === "video");
  }
  getAudioTracks() {
    return this.tracks.filter((track) => track.kind === "audio");
  }
}

/** @param {string} name @param {string} [message] */
export const refusal = (name, message = "") => new DOMException(message, name);

export class MediaDevices extends EventTarget {
  /** @type {any[]} what was asked for, in order */
  asked = [];
  /** @type {Track[]} */
  opened = [];
  /** @type {(asked: any) => unknown} what is thrown, if anything */
  refuse = () => null;
  named = true;

  /** @param {...[string, string, string]} devices kind, id and label of each */
  constructor(...devices) {
    super();
    this.devices = devices.map(([kind, deviceId, label]) => ({ kind, deviceId, label }));
  }

  async enumerateDevices() {
    return this.named ? this.devices : this.devices.map(({ kind }) => ({ kind, deviceId: "", label: "" }));
  }

  /** @param {any} asked */
  async getUserMedia(asked) {
    this.asked.push(asked);
    const refused = this.refuse(asked);
    if (refused) throw refused;
    const tracks = [];
    for (const [name, kind] of [["video", "videoinput"], ["audio", "audioinput"]]) {
      if (asked[name]) tracks.push(new Track(this.#found(kind, asked[name].deviceId ?? {})));
    }
    this.opened.push(...tracks);
    return new Stream(tracks);
  }

  #found(kind, { exact, ideal }) {
    const some = this.devices.filter((device) => device.kind === kind);
    const one = some.find((device) => device.deviceId === (exact ?? ideal)) ?? (exact ? null : some[0]);
    if (!some.length) throw refusal("NotFoundError");
    if (!one) throw refusal("OverconstrainedError");
    return one;
  }

  /** @param {string} kind @param {string} deviceId @param {string} label */
  plugIn(kind, deviceId, label) {
    this.devices = [...this.devices, { kind, deviceId, label }];
    this.dispatchEvent(new Event("devicechange"));
  }

  /** @param {string} deviceId */
  pullOut(deviceId) {
    this.devices = this.devices.filter((device) => device.deviceId !== deviceId);
    for (const track of this.opened) if (track.device.deviceId === deviceId && track.readyState === "live") track.pulled();
    this.dispatchEvent(new Event("devicechange"));
  }
}

class AudioContext {
  state = "running";
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => undefined });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => (this.state = "closed");
}

/**
 * A browser with those devices, in which a page may use them.
 * @param {MediaDevices} mediaDevices
 * @param {Record<string, string>} [permissions] by the names of devices
 */
export function browser(mediaDevices, permissions = { camera: "granted", microphone: "granted" }) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  put("isSecureContext", true);
  put("RTCPeerConnection", class { close = () => undefined; });
  const answers = Object.entries(permissions).map(([name, state]) => [name, Object.assign(new EventTarget(), { state })]);
  const answered = Object.fromEntries(answers);
  put("navigator", { mediaDevices, permissions: { query: async ({ name }) => answered[name] } });
  put("document", { baseURI: "https://check.test/" });
  put("MediaStream", Stream);
  put("AudioContext", AudioContext);
  class HTMLMediaElement {
    setSinkId() {}
  }
  put("HTMLMediaElement", HTMLMediaElement);
  put("localStorage", {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  });
  return kept;
}

/** Somebody answers otherwise. @param {string} name of a device @param {string} state */
export async function answer(name, state) {
  const status = await /** @type {any} */ (globalThis.navigator).permissions.query({ name });
  status.state = state;
  status.dispatchEvent(new Event("change"));
}

/** Storage that a browser withholds, as in a frame of another page. */
export function withoutStorage() {
  const withheld = () => {
    throw refusal("SecurityError");
  };
  Object.defineProperty(globalThis, "localStorage", { get: withheld, configurable: true });
}

/** Until all that was begun has come to its end. */
export const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};
