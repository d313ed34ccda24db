/** Looking: a camera and a microphone, and one session with a server after another. */

import { Capture } from "./capture.js";
import { Failure } from "./failures.js";
import { cameraReturn } from "./returning.js";
import { SessionLoop, delay, isSameTarget } from "./session-loop.js";

const LONGEST_WAIT_MS = 60_000; // after longer, nobody expects that a camera opens by itself

/**
 * @typedef {import("./whip-client.js").Target} Target
 *
 * @typedef {object} Listener
 * @property {() => Promise<Target>} target whom to send to; it may fail
 * @property {() => void} onOpen a camera is open
 * @property {(message: import("./state.js").Message) => void} onMessage
 * @property {() => void} onReconnect the server has gone, and is tried again
 * @property {(error: unknown) => void} onFailure nothing is looked at any longer
 * @property {() => void} [onDevices] devices have come or gone, or another one is in use, offered or missed
 * @property {(reason: import("./sender.js").Reason) => void} [onLimited] what keeps the picture from being sent as it is
 *   meant to be; `none` once nothing does any more
 */

export class Looking {
  capture = new Capture({
    onLost: (kind) => this.#lose(kind),
    onChange: () => this.listener.onDevices?.(),
  });
  /** @type {object | null} stands for what was begun last, until it is left */
  #begun = null;
  /** @type {object | null} stands for the device that was chosen last */
  #chosen = null;
  /** @type {SessionLoop | null} */
  #loop = null;
  /** a server that is full is asked once more by itself */
  #isPatient = true;

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  get session() {
    return this.#loop?.session;
  }

  /** The usual settings that what is seen is compared with, in the order in which the server counts them. */
  get compared() {
    return this.#loop?.compared ?? [];
  }

  /** Has what is seen compared with the settings that this browser keeps by now. */
  async compare() {
    await this.#loop?.compare();
  }

  /**
   * Opens camera and microphone where no stream was given, and begins to look.
   * @returns {Promise<boolean>} whether it looks, once it does; false where it failed, or was left before
   */
  async start() {
    this.#isPatient = true;
    return this.#start();
  }

  /** @param {import("./devices.js").Notice} [notice] what is to be said of it */
  async #start(notice) {
    const begun = (this.#begun = {});
    try {
      const stream = await this.capture.open();
      if (begun !== this.#begun) return this.capture.discard(stream); // left while somebody was asked for the camera
      await this.capture.hold(stream);
      if (notice) this.capture.note(notice);
      const target = await this.listener.target();
      if (begun !== this.#begun) return false;
      this.listener.onOpen();
      return this.#run(stream, target);
    } catch (error) {
      if (begun === this.#begun) this.#fail(error);
      return false;
    }
  }

  /**
   * Looks through another device, and through the one before until that is open; where nothing is looked at, it is
   * noted for the next time.
   * @param {keyof import("./devices.js").Chosen} kind
   * @param {string} id
   * @returns {Promise<boolean>} whether another session has begun with it, once it looks
   */
  async choose(kind, id) {
    if (this.capture.isGiven()) return false;
    this.capture.choose(kind, id);
    this.listener.onDevices?.();
    if (kind === "speaker" || !this.#loop) return false;
    const chosen = (this.#chosen = {});
    const begun = this.#begun;
    const isWanted = () => chosen === this.#chosen && begun === this.#begun;
    try {
      const stream = await this.capture.exchange(kind);
      if (!stream) return false;
      if (!isWanted()) return this.capture.discard(stream);
      await this.capture.hold(stream);
      return isWanted() && this.#loop ? this.#run(stream, this.#loop.target) : false;
    } catch (error) {
      if (isWanted()) this.#fail(error);
      return false;
    }
  }

  /**
   * Begins another session with the same picture, where somebody else is to be asked, or in another way.
   * @param {Target} target
   * @returns {boolean} whether it was needed
   */
  renew(target) {
    if (!this.#loop || isSameTarget(this.#loop.target, target)) return false;
    this.#run(this.#loop.stream, target);
    return true;
  }

  /**
   * Looks no longer at what it did, and next at this.
   * @param {MediaStream | null} stream null for one that is opened here
   * @returns {boolean} whether it looked, or was about to
   */
  give(stream) {
    const looked = this.#begun !== null;
    this.release();
    this.capture.give(stream);
    return looked;
  }

  /** Looks no longer: neither the server nor, where it was opened here, the camera is held. */
  release() {
    this.#begun = null;
    this.#loop?.stop();
    this.#loop = null;
    this.capture.release();
  }

  /**
   * @param {MediaStream} stream
   * @param {Target} target
   * @returns {Promise<boolean>} whether it looks, once it does, or no longer
   */
  #run(stream, target) {
    this.#loop?.stop();
    return new Promise((resolve) => {
      const onMessage = (/** @type {import("./state.js").Message} */ message) => {
        this.listener.onMessage(message);
        if (message.type === "progress" && message.looks) resolve(true);
      };
      const { onReconnect, onLimited } = this.listener;
      const loop = new SessionLoop(stream, this.capture.isOwned(stream), target, onMessage, onReconnect, onLimited);
      this.#loop = loop;
      const fail = (/** @type {unknown} */ error) => loop === this.#loop && this.#fail(error);
      loop.run().catch(fail).finally(() => resolve(false));
    });
  }

  /** @param {import("./devices.js").Kind} kind of what has gone away */
  #lose(kind) {
    const { camera } = this.capture.devices;
    const isOwned = !this.capture.isGiven();
    if (kind === "microphone") return void (this.#loop && this.#run(this.#loop.stream, this.#loop.target));
    this.#fail(new Failure("lost"));
    if (camera && isOwned) this.#startOnReturn(camera);
  }

  /** @param {import("./devices.js").Device} camera that has gone away */
  async #startOnReturn(camera) {
    const begun = (this.#begun = {});
    const isWanted = () => begun === this.#begun;
    if (await cameraReturn(camera, isWanted)) await this.#start("camera-back");
  }

  /** @param {unknown} error */
  #fail(error) {
    this.release();
    this.listener.onFailure(error);
    if (error instanceof Failure && error.code === "full") this.#startLater(error.retryMs);
  }

  /** @param {number} ms until a server that is full wants to be asked again */
  async #startLater(ms) {
    if (!this.#isPatient || ms > LONGEST_WAIT_MS) return;
    this.#isPatient = false;
    const begun = (this.#begun = {});
    await delay(ms);
    if (begun === this.#begun) await this.#start(); // nobody has begun, or gone away, by then
  }
}
