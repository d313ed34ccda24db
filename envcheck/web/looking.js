/** Looking: a camera and a microphone, and one session with a server after another. */

import { Capture } from "./capture.js";
import { Failure } from "./failures.js";
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
 */

export class Looking {
  capture = new Capture(() => this.#fail(new Failure("lost")));
  /** @type {object | null} stands for what was begun last, until it is left */
  #begun = null;
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

  /**
   * Opens camera and microphone where no stream was given, and begins to look.
   * @returns {Promise<boolean>} whether it looks, once it does; false where it failed, or was left before
   */
  async start() {
    this.#isPatient = true;
    return this.#start();
  }

  async #start() {
    const begun = (this.#begun = {});
    try {
      const stream = await this.capture.open();
      if (begun !== this.#begun) return this.capture.discard(stream); // left while somebody was asked for the camera
      await this.capture.hold(stream);
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
      const { onReconnect } = this.listener;
      const loop = new SessionLoop(stream, this.capture.isOwned(stream), target, onMessage, onReconnect);
      this.#loop = loop;
      const fail = (/** @type {unknown} */ error) => loop === this.#loop && this.#fail(error);
      loop.run().catch(fail).finally(() => resolve(false));
    });
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
