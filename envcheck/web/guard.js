/** During a session: somebody else has come into view, or has gone, and nothing besides. One camera, no sound, no end by itself. */

import { isLive, openDevice, verifyBrowser } from "./devices.js";
import { Failure } from "./failures.js";
import { delay } from "./session-loop.js";
import { WhipSession } from "./whip-client.js";

/**
 * @typedef {import("./state.js").Message} Message
 * @typedef {"off" | "watching" | "someone" | "blind"} GuardState what a page around is told: it is off; nobody else is
 *   seen; somebody is; it cannot be told
 *
 * @typedef {object} Camera
 * @property {MediaStream | null} given by the page around, and left open; null where one is opened here
 * @property {string} id of the device that is opened; empty for the usual one
 *
 * @typedef {object} Asking
 * @property {() => import("./whip-client.js").Target} target whom to send to
 * @property {() => Camera} camera
 * @property {() => void} onChange
 * @property {(state: GuardState) => void} onState
 */

/** Between a session that broke and the next one: at first, and at most. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

/** A session that lasted so long was no failure, so that the next one begins as soon as the first. */
const LASTED_MS = 60_000;

/** Failures that another session mends once there was one. */
const PASSING = ["server-gone", "full"];

export class Guarding {
  /** @type {GuardState | "starting"} */
  seen = "off";
  /** @type {import("./failures.js").FailureCode | null} why it is off, where it failed */
  failure = null;
  /** @type {object | null} stands for what was begun last, until it is ended */
  #begun = null;
  /** @type {WhipSession | null} */
  #session = null;
  /** @type {MediaStreamTrack | null} */
  #opened = null;
  /** @type {import("./messages.d.ts").LiveFindingMessage | null} who is told */
  #finding = null;
  /** @type {import("./messages.d.ts").GuardMessage | null} what was said of it last */
  #said = null;
  #isConnected = false;
  /** @type {GuardState} */
  #told = "off";

  /** @param {Asking} asking */
  constructor(asking) {
    this.asking = asking;
  }

  get isOn() {
    return this.#begun !== null;
  }

  /** What the server says of what is seen, in the reader's language: the most important first. */
  get texts() {
    const { message, advice } = this.#finding ?? {};
    const said = this.#said && (!this.#finding || this.#said.state === "blind") ? this.#said.text : "";
    return [message, advice, said, ...(this.#said?.gaps ?? [])].filter((text) => text !== undefined && text !== "");
  }

  /** Begins, or begins anew with what is asked for by now. */
  async start() {
    this.#close();
    const begun = (this.#begun = {});
    this.failure = null;
    this.#forget();
    this.#show("starting");
    const isWanted = () => begun === this.#begun;
    try {
      const { given, id } = this.asking.camera();
      const track = given ? given.getVideoTracks().find(isLive) : await this.#open(id);
      if (!isWanted()) return track && !given ? track.stop() : undefined;
      if (!track) throw new Failure("none-found");
      if (!given) this.#opened = track;
      track.addEventListener("ended", () => isWanted() && this.#fail(new Failure("lost")));
      await this.#run(new MediaStream([track]), !given, isWanted);
    } catch (error) {
      if (isWanted()) this.#fail(error);
    }
  }

  /** Ends it at once; a camera that was opened here is closed. */
  stop() {
    if (!this.isOn) return;
    this.#close();
    this.#forget();
    this.#show("off");
  }

  /** @param {string} id */
  async #open(id) {
    verifyBrowser();
    return openDevice("camera", id);
  }

  /**
   * One session after another, as long as it is wanted.
   * @param {MediaStream} stream
   * @param {boolean} owned
   * @param {() => boolean} isWanted
   * @throws {Failure} it cannot go on
   */
  async #run(stream, owned, isWanted) {
    for (let attempt = 0, hasBegun = false; isWanted(); ) {
      const began = performance.now();
      try {
        const session = await WhipSession.begin(stream, { ...this.asking.target(), guard: true }, owned);
        if (!isWanted()) return session.stop();
        hasBegun = true;
        await this.#listen(session, isWanted);
      } catch (error) {
        if (!isWanted()) return;
        const failure = error instanceof Failure ? error : new Failure(hasBegun ? "server-gone" : "failed");
        if (!hasBegun || !PASSING.includes(failure.code)) throw failure;
      }
      if (!isWanted()) return;
      this.#session?.stop();
      this.#forget();
      this.#show("blind");
      attempt = performance.now() - began > LASTED_MS ? 0 : attempt + 1;
      await delay(Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** attempt));
    }
  }

  /**
   * @param {WhipSession} session
   * @param {() => boolean} isWanted
   * @throws {Failure} no other session would be better
   */
  async #listen(session, isWanted) {
    this.#session = session;
    const { peer } = session;
    peer.addEventListener("connectionstatechange", () => {
      if (session !== this.#session || !isWanted()) return;
      this.#isConnected = peer.connectionState === "connected";
      if (peer.connectionState === "failed") session.stop(); // what tells of it may be cut as well, and not know it
      else this.#see();
    });
    for await (const message of session.messages()) {
      if (!isWanted()) return;
      this.#take(message);
    }
  }

  /**
   * @param {Message} message
   * @throws {Failure} it is over
   */
  #take(message) {
    if (message.type === "guard") this.#said = message;
    if (message.type === "finding") this.#finding = message.state === "cleared" ? null : message;
    if (message.type === "end" && message.reason === "limit") throw new Failure("ended");
    if (message.type === "end" && message.reason === "oversized") throw new Failure("oversized");
    if (message.type !== "end") this.#see();
  }

  /** Shows what is known by now; before the camera is connected to anything, that is nothing. */
  #see() {
    const { seen } = this;
    if (!this.#said || (!this.#isConnected && seen === "starting")) return;
    if (this.#finding) this.#show("someone");
    else this.#show(this.#isConnected && this.#said.state === "watching" ? "watching" : "blind");
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#close();
    this.#forget();
    this.failure = error instanceof Failure ? error.code : "failed";
    this.#show("off");
  }

  #close() {
    this.#begun = null;
    this.#session?.stop();
    this.#session = null;
    this.#opened?.stop();
    this.#opened = null;
  }

  #forget() {
    this.#finding = this.#said = null;
    this.#isConnected = false;
  }

  /** @param {GuardState | "starting"} seen */
  #show(seen) {
    this.seen = seen;
    this.asking.onChange();
    if (seen === "starting" || seen === this.#told) return;
    this.#told = seen;
    this.asking.onState(seen);
  }
}
