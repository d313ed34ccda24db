/** The camera and microphone that are looked at: opened here, or given by the page around. */

import { Level, NO_DEVICES, listDevices, namedDevices, openDevices, verifyBrowser } from "./devices.js";
import { findNetworks } from "./whip-client.js";

export class Capture {
  /** @type {MediaStream | null} */
  stream = null;
  /** @type {import("./devices.js").Chosen} */
  chosen = { camera: "", microphone: "" };
  /** those in use, or used last */
  devices = NO_DEVICES;
  /** @type {MediaDeviceInfo[]} */
  cameras = [];
  /** @type {MediaDeviceInfo[]} */
  microphones = [];
  /** @type {Level | null} */
  level = null;
  /** @type {MediaStream | null} */
  #given = null;

  /** @param {() => void} onLost is called when a camera or microphone that is looked at goes away */
  constructor(onLost) {
    this.onLost = onLost;
  }

  /** Whether the page around has given what is looked at. */
  isGiven() {
    return this.#given !== null;
  }

  /**
   * Whether a stream was opened here.
   * @param {MediaStream} stream
   */
  isOwned(stream) {
    return stream !== this.#given;
  }

  /** @param {MediaStream | null} stream taken in place of whatever is there, and left open; null for one opened here */
  give(stream) {
    this.release();
    this.stream = this.#given = stream;
  }

  /**
   * The stream that is there, or one that is opened now. It is held, or discarded, by who asks.
   * @returns {Promise<MediaStream>}
   * @throws {import("./failures.js").Failure}
   */
  async open() {
    verifyBrowser();
    findNetworks();
    if (this.stream?.getTracks().every((track) => track.readyState === "live")) return this.stream;
    this.stream = this.#given = null;
    return openDevices(this.chosen);
  }

  /** @param {MediaStream} stream is looked at from now on */
  async hold(stream) {
    this.level?.close();
    this.stream = stream;
    this.devices = namedDevices(stream);
    this.level = stream.getAudioTracks().length ? new Level(stream) : null;
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => stream === this.stream && this.onLost());
    }
    [this.cameras, this.microphones] = await Promise.all([listDevices("videoinput"), listDevices("audioinput")]);
  }

  /** @param {MediaStream} stream closed where it was opened here */
  discard(stream) {
    if (this.isOwned(stream)) stream.getTracks().forEach((track) => track.stop());
    return false;
  }

  /** Neither hears any longer nor, where it was opened here, holds the camera. */
  release() {
    this.level?.close();
    this.level = null;
    if (this.stream) this.discard(this.stream);
    this.stream = this.#given;
  }
}
