/** `<env-check>`: the whole room check as one element. */

import { Failure } from "./failures.js";
import { Greeting } from "./greeting.js";
import { Guarding } from "./guard.js";
import { keepsake } from "./keepsake.js";
import { saveLastTime } from "./last-time.js";
import { Looking } from "./looking.js";
import { outcome } from "./outcome.js";
import { Patience } from "./patience.js";
import { Shown, emit } from "./shown.js";
import { SoundChecks } from "./sound-checks.js";
import { NOTHING, next } from "./state.js";
import { sheet } from "./style.js";
import { View } from "./view.js";
import { ENDPOINT } from "./words.js";

/**
 * Attributes, and properties of the same names: `endpoint` (of WHIP), `token`, `lang`, `profile`, `theme` (`light` or
 * `dark`; else the reader's own), `onward` (where the page goes on from the check; its words stand on the button, and
 * what is in the slot of that name stands in its place), `guard` (it may be turned on to tell, during the session, who
 * comes into view). Changed while it looks, they count at once.
 *
 * Events, all of which bubble: `envcheck:update` and `envcheck:verdict` with the state, `envcheck:step` with `{step}`,
 * `envcheck:report` with a report, `envcheck:done` with an outcome, `envcheck:error` with `{code}`,
 * `envcheck:guard` with `{state}`.
 */
export class EnvCheck extends Shown {
  static observedAttributes = ["lang", "profile", "endpoint", "token", "onward"];

  #greeting = new Greeting({
    wants: () => ({ endpoint: this.endpoint, lang: this.lang || document.documentElement.lang, profile: this.profile }),
    isThere: () => this.isConnected,
    onFound: (found) => Object.assign(this, found),
    onUnreached: (few) => {
      this.words = few;
      if (!this.failure) this.#fail(new Failure("server-gone"));
    },
  });
  #looking = new Looking({
    target: () => this.#greet(),
    onOpen: () => this.#open(),
    onMessage: (message) => this.#receive(message),
    onReconnect: () => this.be({ reconnecting: true }),
    onFailure: (error) => this.#fail(error),
    onDevices: () => this.render(),
    onLimited: (limited) => this.be({ limited }),
  });
  #patience = new Patience(() => this.be({ slow: true }));
  capture = this.#looking.capture;
  guarding = new Guarding({
    target: () => this.#target(),
    camera: () => ({ given: this.capture.isGiven() ? this.stream : null, id: this.capture.devices.camera?.id ?? "" }),
    onChange: () => this.render(),
    onState: (state) => emit(this, "guard", { state }),
  });
  sound = new SoundChecks(() => this.render());
  #isEnding = false;
  /** @type {Promise<import("./keepsake.js").Keepsake> | null} what is being kept of the check */
  #keeping = null;
  #view;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    this.#view = new View(this, root);
  }

  /** @param {boolean} [moved] another screen is shown, to which the focus goes */
  render(moved = false) {
    this.#view?.render(moved);
  }

  connectedCallback() {
    this.adopt();
    this.#view.shown();
    this.#speak();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#leave()); // one that is only moved goes on
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#speak();
  }

  /**
   * The stream that is looked at; one that is given here is left open when the check ends.
   * @returns {MediaStream | null}
   */
  get stream() {
    return this.capture.stream;
  }

  /** @param {MediaStream | null | undefined} stream looked at in place of the one that is, where one is */
  set stream(stream) {
    if (stream ? stream === this.stream : !this.capture.isGiven()) return; // a camera that was opened here stays
    const looked = this.#looking.give(stream ?? null);
    if (this.guarding.isOn) this.guarding.start();
    this.#forget();
    if (looked && stream) this.start();
    else if (looked) this.pause();
  }

  /** Gets the words that are asked for by now, and looks in that way from then on. */
  async #speak() {
    const came = await this.#greeting.renew();
    if (!came) return;
    const isMended = came.isFirst && this.failure === "server-gone";
    if (isMended) this.failure = null;
    this.render(isMended);
    if (!this.#looking.renew(this.#target())) return;
    this.reconnecting = false;
    this.#forget();
  }

  /**
   * Whom to send to, once it has told its words.
   * @throws {Failure}
   */
  async #greet() {
    await this.#greeting.verify();
    return this.#target();
  }

  #target() {
    const { token, profile } = this;
    return { endpoint: this.endpoint || ENDPOINT, token, lang: this.words.lang ?? "", profile };
  }

  /**
   * Opens camera and microphone where no stream was given, and begins to look.
   * @returns {Promise<boolean>} whether it looks, once it does; false where it failed, or was left before
   */
  start() {
    this.guarding.stop();
    return this.#looking.start();
  }

  #open() {
    const moved = this.step !== "room" || this.failure !== null;
    this.failure = null;
    this.paused = false;
    this.keepsake = null;
    this.slow = false;
    this.#patience.begin();
    this.enter("room");
    this.render(moved);
  }

  /** Tries once more what has failed: to look, or to get the words that say what this is. */
  again() {
    return this.#greeting.isReached ? this.start() : this.#speak();
  }

  /** Ends the check and goes back to its beginning. A camera that was opened here is closed; one that was given stays. */
  stop() {
    this.confirmed.clear();
    this.failure = null;
    this.keepsake = null;
    this.enter("welcome");
    this.pause();
    this.#forget();
    this.render(true);
  }

  /** Stops looking at once; `start` goes on. */
  pause() {
    this.guarding.stop();
    this.#looking.release();
    this.#patience.end();
    this.sound.stop();
    this.reconnecting = false;
    this.paused = this.step === "room";
    this.render();
  }

  /**
   * Ends the check for a page that goes on from it. A camera that was opened here is closed before that is told, unless
   * somebody has asked for a guard, which stays on.
   * @param {import("./outcome.js").How} how
   */
  async finish(how) {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const detail = await outcome(this, how);
    this.#isEnding = false;
    if (this.guarding.isOn) this.move("guard");
    else if (this.leadsOn()) this.pause();
    else this.stop();
    emit(this, "done", detail);
  }

  /** It is on no page any more; put on one again, it goes on from where it was, and says nothing of the room. */
  #leave() {
    this.#view.shown(false);
    this.pause();
    this.#forget();
  }

  /** What was told of the room, no session stands behind any more. */
  #forget() {
    const { verdict } = this.state;
    this.state = NOTHING;
    this.render();
    if (verdict !== NOTHING.verdict) emit(this, "verdict", this.state);
  }

  /**
   * Goes to a screen: back to the beginning, to the room, where it looks, to the end, where it has looked, or on to the
   * guard, where one is on.
   * @param {import("./shown.js").Step} step
   */
  go(step) {
    if (step === "welcome") this.stop();
    else if (step === "room") this.start();
    else if (this.step === "guard") this.move("ready");
    else if (step === "ready") this.#end();
    else if (this.guarding.isOn) this.move("guard");
  }

  /** What was seen is kept for whoever reads it, and neither camera nor server is any longer. */
  async #end() {
    this.enter("ready");
    this.#keeping = keepsake(this.#looking.session, this.state, this.comparedWith(), [...this.confirmed]);
    this.render(true);
    const kept = await this.#keeping;
    if (this.step !== "ready" || this.keepsake) return;
    this.capture.remember();
    saveLastTime(this.confirmed, this.sound.quiet.isDone ? "done" : "skipped");
    this.#looking.release();
    this.sound.stop();
    this.keepsake = kept;
    this.render();
    if (kept.report) emit(this, "report", kept.report);
  }

  /**
   * Looks through another device.
   * @param {keyof import("./devices.js").Chosen} kind
   * @param {string} id
   */
  async choose(kind, id) {
    await this.#looking.choose(kind, id);
  }

  /** Asks for three seconds of silence, and says whether voices were heard in them. */
  async quietTest() {
    const { session } = this.#looking;
    this.sound.hear.stop();
    if (session) await this.sound.quiet.begin(() => session.quietTest()).catch((error) => this.#fail(error));
  }

  /** The usual settings that what is seen is compared with, in the order in which the server counts them. */
  comparedWith() {
    return this.#looking.compared;
  }

  /**
   * The report so far, or once it is over that of its end; null where nothing was looked at.
   * @returns {Promise<import("./messages.d.ts").ReportMessage | null>}
   */
  async report() {
    if (this.step === "ready" || this.step === "guard") return (await this.#keeping)?.report ?? null;
    const { session } = this.#looking;
    const report = await (await session?.report("application/json", [...this.confirmed]))?.json();
    if (report && session === this.#looking.session) emit(this, "report", report);
    return report ?? null;
  }

  /** @param {import("./state.js").Message} message */
  #receive(message) {
    const before = this.state;
    this.reconnecting = false;
    this.state = next(before, message);
    if (this.state.looks) this.#patience.end();
    if (message.type === "hello") this.sound.quiet.reset();
    else this.sound.quiet.take(this.state);
    this.render();
    emit(this, "update", this.state);
    if (this.state.verdict !== before.verdict) emit(this, "verdict", this.state);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#looking.release();
    this.#patience.end();
    this.sound.stop();
    this.reconnecting = false;
    if (this.step === "ready" || this.step === "guard") return; // what was seen has been told by then
    this.failure = error instanceof Failure ? error.code : "failed";
    this.render(true);
    emit(this, "error", { code: this.failure });
  }
}

if (globalThis.customElements && !customElements.get("env-check")) customElements.define("env-check", EnvCheck);
