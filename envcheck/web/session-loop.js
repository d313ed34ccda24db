/** Looks at a stream until it is told to stop: one session with the server, and another one where the server went away. */

import { load } from "./baseline-store.js";
import { Failure } from "./failures.js";
import { SenderLimits, asSeen } from "./sender.js";
import { TIMINGS } from "./timings.js";
import { WhipSession } from "./whip-client.js";

/** @typedef {import("./state.js").Message} Message */

const RETRY_MS = [500, 1000, 2000, 4000, 8000];
const RESUME_MS = [0, 500, 1000, 2000];
const WATCH_EVERY_MS = 1000;

/** How long a server that is full may have somebody wait who was looked at already: at once, and in all. */
const FULL_MS = 15_000;
const FULL_TOTAL_MS = 60_000;

/** Reasons for an end that no other session mends. */
const FINAL = ["silent", "limit"];

/** @param {number} ms */
export const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {unknown} error */
const isServerGone = (error) => error instanceof Failure && error.code === "server-gone";

/** @param {unknown} error of a server that is full */
const fullPause = (error) => Math.min(FULL_MS, Math.max(WATCH_EVERY_MS, error instanceof Failure ? error.retryMs : 0));

/** @param {unknown} error */
const isFull = (error) => error instanceof Failure && error.code === "full";

/**
 * @param {import("./whip-client.js").Target} one
 * @param {import("./whip-client.js").Target} other
 */
export const isSameTarget = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class SessionLoop {
  /** @type {WhipSession | null} */
  session = null;
  /** @type {import("./baseline-store.js").Setting[]} what is seen is compared with these, in their order */
  compared = [];
  #limits = new SenderLimits();
  /** @type {import("./sender.js").Reason} */
  #told = "none";
  /** @type {Set<string>} codes of what stands and only the picture in full can refute */
  #fine = new Set();
  #stopped = false;

  /**
   * @param {MediaStream} stream
   * @param {boolean} owned the stream was opened for this alone
   * @param {import("./whip-client.js").Target} target
   * @param {(message: Message) => void} onMessage is given what the server tells
   * @param {() => void} onReconnect is called when the server has gone, and is tried again
   * @param {(reason: import("./sender.js").Reason) => void} [onLimited] is given what keeps the picture from being sent
   *   as it is meant to be, when that changes
   */
  constructor(stream, owned, target, onMessage, onReconnect, onLimited = () => undefined) {
    this.stream = stream;
    this.owned = owned;
    this.target = target;
    this.onMessage = onMessage;
    this.onReconnect = onReconnect;
    this.onLimited = onLimited;
  }

  /**
   * Looks until it is stopped.
   * @throws {Failure} it cannot go on
   */
  async run() {
    let [attempt, fullMs, looked] = [0, 0, false];
    const looks = () => ([attempt, fullMs, looked] = [0, 0, true]);
    while (!this.#stopped) {
      try {
        await this.#runOnce(looks);
        throw new Failure("server-gone");
      } catch (error) {
        if (this.#stopped) return;
        this.#close();
        const waits = looked && isFull(error); // where another server takes over, room may be made
        const pause = waits ? fullPause(error) : RETRY_MS[attempt++];
        fullMs += waits ? (pause ?? 0) : 0;
        if (!(waits || isServerGone(error)) || pause === undefined || fullMs > FULL_TOTAL_MS) throw error;
        this.onReconnect();
        await delay(pause);
      }
    }
  }

  /** Has what is seen compared with the settings that this browser keeps, from now on. */
  async compare() {
    const settings = load();
    if (!settings.length && !this.compared.length) return; // else the server's own would count no more
    this.compared = settings;
    await this.session?.compareWith(settings.map((one) => one.numbers)).catch(() => (this.compared = []));
  }

  /** Ends the session; the stream stays with whoever opened it. */
  stop() {
    this.#stopped = true;
    this.#tell("none");
    this.#close();
  }

  #close() {
    this.session?.stop();
    this.session = null;
  }

  /**
   * One session, to its end.
   * @param {() => void} looks is called while the server looks
   */
  async #runOnce(looks) {
    const session = await WhipSession.begin(this.stream, this.target, this.owned);
    if (this.#stopped) return session.stop();
    this.session = session;
    this.compared = [];
    this.compare();
    this.#boostResolution(session);
    this.#reportLimits(session);
    let looked = false;
    for await (const message of this.#messages(session)) {
      if (this.#stopped) return;
      this.#note(message);
      this.onMessage(message);
      if (message.type === "progress") looks();
      looked ||= message.type === "progress" && message.frames > 0;
      if (message.type === "end" && message.reason === "oversized") throw new Failure("oversized");
      if (message.type === "end" && FINAL.includes(message.reason)) throw new Failure(looked && message.reason === "limit" ? "ended" : "unreached");
    }
  }

  /**
   * All that a session tells, also where the connection to its messages breaks and the session goes on.
   * @param {WhipSession} session
   * @returns {AsyncGenerator<Message, void, void>}
   */
  async *#messages(session) {
    for (let attempt = 0; ; ) {
      let asked = 0;
      try {
        for await (const message of session.messages()) {
          if (message.type === "progress") attempt = 0;
          yield message;
        }
        if (session.over) return;
      } catch (error) {
        if (!isServerGone(error) && !isFull(error)) throw error;
        asked = isFull(error) ? fullPause(error) : 0;
      }
      const pause = RESUME_MS[attempt++];
      if (pause === undefined) throw new Failure("server-gone");
      if (pause) this.onReconnect(); // what is mended at once nobody needs to see
      await delay(Math.max(pause, asked));
    }
  }

  /**
   * Has the server know what limits the sender.
   * @param {WhipSession} session
   */
  async #reportLimits(session) {
    const limits = (this.#limits = new SenderLimits());
    this.#tell("none");
    for (; session === this.session; await delay(WATCH_EVERY_MS)) {
      try {
        const reason = limits.next(limits.measure(await session.stats()), performance.now());
        if (!reason) continue;
        this.#tell(asSeen(reason, session.url));
        await session.limit(reason);
        limits.reported = reason;
      } catch (error) {
        if (!isServerGone(error) && !isFull(error)) return; // it takes no such word
      }
    }
  }

  /** @param {import("./sender.js").Reason} reason */
  #tell(reason) {
    if (reason === this.#told) return;
    this.#told = reason;
    this.onLimited(reason);
  }

  /** @param {Message} message */
  #note(message) {
    if (message.type === "hello") this.#fine.clear();
    if (message.type !== "finding" || !TIMINGS.detailCodes.includes(message.code)) return;
    if (message.state === "cleared") this.#fine.delete(message.code);
    else this.#fine.add(message.code);
  }

  /** @param {WhipSession} session */
  async #boostResolution(session) {
    await delay(TIMINGS.detailFirstMs);
    while (session === this.session) {
      if (this.#limits.reported === "none") await session.boostResolution(); // else it would leave hardly a frame a second
      // while something is told that only the full picture refutes, it is sent more often, so that a fix shows soon
      const pause = () => (this.#fine.size ? TIMINGS.detailAgainMs : TIMINGS.detailEveryMs);
      for (let waited = 0; waited < pause(); waited += WATCH_EVERY_MS) await delay(WATCH_EVERY_MS);
    }
  }
}
