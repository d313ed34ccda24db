/** Recorders, loudspeakers and sounds as a browser has them. */

/** What was played, and where; and whether the loudspeaker can be chosen. */
export const heard = { played: /** @type {any[]} */ ([]), chosen: /** @type {string[]} */ ([]), contexts: 0, fails: false, silenced: false };

/** @type {Set<Recorder>} */
export const recorders = new Set();

export class Recorder extends EventTarget {
  state = "inactive";
  constructor(stream) {
    super();
    this.stream = stream;
    recorders.add(this);
  }
  start() {
    this.state = "recording";
  }
  stop() {
    this.state = "inactive";
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob(["spoken"]) }));
    this.dispatchEvent(new Event("stop"));
  }
}

class Source extends EventTarget {
  constructor(context, options = {}) {
    super();
    Object.assign(this, { context, ...options });
    context.sources.push(this);
  }
  connect(into) {
    return into;
  }
  start(at = 0) {
    this.startsAt = at;
    heard.played.push(this);
  }
  stop(at = 0) {
    this.stopsAt = at;
  }
}

class Gain {
  gain = { setValueAtTime: () => this, linearRampToValueAtTime: () => this, setTargetAtTime: () => this };
  connect(into) {
    return into;
  }
}

class Context {
  currentTime = 2;
  sources = [];
  constructor() {
    heard.contexts += 1;
  }
  createMediaStreamDestination = () => ({ stream: {} });
  decodeAudioData = async (data) => ({ bytes: data.byteLength });
  state = "suspended";
  resume = () => (heard.silenced ? new Promise(() => undefined) : ((this.state = "running"), Promise.resolve()));
  close = async () => void (heard.contexts -= 1);
}

class AudioElement {
  srcObject = null;
  async setSinkId(id) {
    if (heard.fails) throw new DOMException("", "NotFoundError");
    heard.chosen.push(id);
  }
  play = async () => undefined;
  pause = () => undefined;
}

/** A browser with all of it. */
export function sound() {
  Object.assign(globalThis, { AudioContext: Context, Audio: AudioElement, MediaRecorder: Recorder });
  Object.assign(globalThis, { OscillatorNode: Source, AudioBufferSourceNode: Source, GainNode: Gain });
  Object.assign(heard, { played: [], chosen: [], contexts: 0, fails: false, silenced: false });
  recorders.clear();
}

/** What is played comes to its end. */
export const playedOut = () => heard.played.forEach((one) => one.dispatchEvent(new Event("ended")));
