/** Five seconds of somebody's own voice, as clients hear it: recorded into memory, played once, and forgotten. */

import { isLive } from "./devices.js";
import { play } from "./playback.js";

const SECS = 5;

/** @typedef {"idle" | "recording" | "playing" | "played" | "failed"} Phase */

export class HearYourself {
  /** @type {Phase} */
  phase = "idle";
  /** whole seconds that are left of the recording */
  left = 0;
  #running = new AbortController();

  /** @param {() => void} onChange is called whenever `phase` or `left` is another one */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** Whether this browser can do it at all. */
  static isPossible() {
    return "MediaRecorder" in globalThis && "AudioContext" in globalThis;
  }

  get isRunning() {
    return this.phase === "recording" || this.phase === "playing";
  }

  /**
   * Records, plays, and forgets.
   * @param {MediaStream} stream its microphone is recorded
   * @param {string} [sinkId] of the loudspeaker; empty for the usual one
   */
  async begin(stream, sinkId = "") {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    try {
      const tracks = stream.getAudioTracks().filter(isLive);
      if (!tracks.length || !HearYourself.isPossible()) return this.#be("failed");
      const parts = await this.#record(new MediaStream(tracks), signal);
      if (signal.aborted) return;
      this.#be("playing");
      await playBack(parts, sinkId, signal);
      if (!signal.aborted) this.#be("played");
    } catch {
      if (!signal.aborted) this.#be("failed");
    }
  }

  /** Ends it at once, and forgets what was recorded. */
  stop() {
    this.#running.abort();
    if (this.phase !== "idle") this.#be("idle");
  }

  /**
   * @param {MediaStream} stream
   * @param {AbortSignal} signal
   * @returns {Promise<Blob[]>} empty where it was ended
   */
  #record(stream, signal) {
    const recorder = new MediaRecorder(stream);
    return new Promise((resolve, reject) => {
      /** @type {Blob[]} */
      const parts = [];
      const end = () => recorder.state !== "inactive" && recorder.stop();
      const counting = setInterval(() => (this.left > 1 ? this.#be("recording", this.left - 1) : end()), 1000);
      signal.addEventListener("abort", end);
      recorder.addEventListener("dataavailable", (event) => !signal.aborted && parts.push(event.data));
      recorder.addEventListener("error", reject);
      recorder.addEventListener("stop", () => {
        clearInterval(counting);
        resolve(parts);
      });
      recorder.start();
      this.#be("recording", SECS);
    });
  }

  /**
   * @param {Phase} phase
   * @param {number} [left]
   */
  #be(phase, left = 0) {
    [this.phase, this.left] = [phase, left];
    this.onChange();
  }
}

/**
 * @param {Blob[]} parts of a recording
 * @param {string} sinkId
 * @param {AbortSignal} signal
 */
async function playBack(parts, sinkId, signal) {
  const context = new AudioContext();
  try {
    const buffer = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
    const begin = (/** @type {AudioNode} */ into) => {
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(into);
      source.start();
      return source;
    };
    await play(context, begin, sinkId, signal);
  } catch (error) {
    context.close().catch(() => undefined);
    throw error;
  }
}
