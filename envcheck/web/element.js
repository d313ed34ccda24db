/** `<env-check>`: the whole room check as one element. */

import { saveBaseline } from "./baseline-store.js";
import { Level, listDevices, openDevices, verifyBrowser } from "./devices.js";
import { Failure } from "./failures.js";
import { Reflected } from "./reflected.js";
import { SessionLoop, delay } from "./session-loop.js";
import { NOTHING, next } from "./state.js";
import { sheet } from "./style.js";
import { View } from "./view.js";
import { findNetworks } from "./whip-client.js";
import { UNREACHED, words } from "./words.js";

/** @typedef {import("./steps.js").Step} Step */

const WORDS_RETRY_MS = 3000;
const LONGEST_WAIT_MS = 60_000; // after longer, nobody expects that a camera opens by itself

/**
 * Attributes, and properties of the same names: `endpoint` (of WHIP), `token`, `lang`, `profile`, `theme` (`light` or
 * `dark`; else the reader's own).
 *
 * Events, all of which bubble: `envcheck:update` and `envcheck:verdict` with the state, `envcheck:report` with a
 * report, `envcheck:error` with `{code}`.
 */
export class EnvCheck extends Reflected {
  static observedAttributes = ["lang", "profile"];

  /** @type {import("./state.js").State} */
  state = NOTHING;
  /** @type {Step | "welcome"} */
  step = "welcome";
  /** @type {import("./failures.js").FailureCode | null} */
  failure = null;
  paused = false;
  reconnecting = false;
  note = "";
  words = UNREACHED.words;
  attestations = UNREACHED.attestations;
  /** @type {readonly import("./state.js").Reading[]} of the last report */
  setting = [];
  /** @type {Set<string>} */
  confirmed = new Set();
  /** @type {import("./devices.js").Chosen} */
  chosen = { camera: "", microphone: "" };
  /** @type {MediaDeviceInfo[]} */
  cameras = [];
  /** @type {MediaDeviceInfo[]} */
  microphones = [];
  /** @type {Level | null} */
  level = null;

  /** @type {MediaStream | null} */
  #stream = null;
  #owned = true;
  /** a server that is full is asked once more by itself */
  #isPatient = true;
  /** @type {object | null} stands for what was begun last, until it is left */
  #begun = null;
  /** @type {SessionLoop | null} */
  #loop = null;
  /** @type {View} */
  #view;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    this.#view = new View(this, root);
  }

  async connectedCallback() {
    this.adopt();
    this.#view.shown();
    await this.#loadWords();
  }

  disconnectedCallback() {
    this.#view.shown(false);
    this.#release();
  }

  async attributeChangedCallback() {
    if (this.isConnected) await this.#loadWords();
  }

  /** The stream that is looked at; one that is given here is left open when the check ends. */
  get stream() {
    return this.#stream;
  }

  set stream(stream) {
    this.#stream = stream;
    this.#owned = !stream;
  }

  async #loadWords() {
    const { lang, profile } = this;
    for (;;) {
      const found = await words(lang || document.documentElement.lang, profile);
      if (!this.isConnected || lang !== this.lang || profile !== this.profile) return; // another one is asked for
      if (found.words.title) {
        Object.assign(this, found);
        return this.#view.render();
      }
      this.#emit("error", { code: "server-gone" }); // without the server there are no words to say it in
      await delay(WORDS_RETRY_MS);
    }
  }

  /** Opens camera and microphone where no stream was given, and begins to look. */
  async start() {
    this.#isPatient = true;
    await this.#start();
  }

  async #start() {
    const moved = this.step === "welcome" || this.failure !== null;
    this.failure = null;
    const begun = (this.#begun = {});
    try {
      verifyBrowser();
      findNetworks();
      const stream = await this.#openStream();
      if (begun !== this.#begun) return this.#close(stream); // it was left while somebody was asked for the camera
      this.#stream = stream;
      this.#attach(stream);
      [this.cameras, this.microphones] = await Promise.all([listDevices("videoinput"), listDevices("audioinput")]);
    } catch (error) {
      return begun === this.#begun ? this.#fail(error) : undefined;
    }
    if (begun !== this.#begun) return;
    this.paused = false;
    if (this.step === "welcome") this.step = "devices";
    this.#view.render(moved);
    await this.#run(this.#stream);
  }

  /** The stream that is open, or a new one. */
  async #openStream() {
    if (this.#stream?.getTracks().every((track) => track.readyState === "live")) return this.#stream;
    this.#owned = true;
    return openDevices(this.chosen);
  }

  /** @param {MediaStream | null} stream closed where it was opened here */
  #close(stream) {
    if (this.#owned) stream?.getTracks().forEach((track) => track.stop());
  }

  /** Ends the check and goes back to its beginning. A camera that was opened here is closed; one that was given stays. */
  stop() {
    this.#release();
    this.state = NOTHING;
    this.setting = [];
    this.paused = this.reconnecting = false;
    this.failure = null;
    this.confirmed.clear();
    this.go("welcome");
  }

  /** Stops looking at once; `start` goes on. */
  pause() {
    this.#release();
    this.paused = true;
    this.#view.render();
  }

  /** Looks no longer: neither the server nor, where it was opened here, the camera is held. */
  #release() {
    this.#begun = null;
    this.#loop?.stop();
    this.#loop = null;
    this.level?.close();
    this.level = null;
    this.#close(this.#stream);
    if (this.#owned) this.#stream = null;
  }

  /** @param {string} note what an action has come to */
  say(note) {
    this.note = note;
    this.#view.render();
  }

  /** @param {Step | "welcome"} step */
  go(step) {
    this.step = step;
    this.note = "";
    this.#view.render(true);
    if (step === "done") this.report().catch(() => null); // it says how the room comes across
  }

  /**
   * @param {keyof import("./devices.js").Chosen} kind
   * @param {string} id
   */
  async choose(kind, id) {
    this.#release();
    this.chosen = { ...this.chosen, [kind]: id };
    await this.start();
  }

  /** Asks for three seconds of silence, and says whether voices were heard in them. */
  async quietTest() {
    await this.#session?.quietTest().catch((error) => this.#fail(error));
  }

  /**
   * The report so far; null while nothing is looked at.
   * @returns {Promise<import("./messages.d.ts").ReportMessage | null>}
   */
  async report() {
    const answer = await this.#session?.report("application/json", [...this.confirmed]);
    const report = answer ? await answer.json() : null;
    if (report) {
      this.setting = report.setting;
      this.#view.render();
      this.#emit("report", report);
    }
    return report;
  }

  /** The report as a page; null while nothing is looked at. */
  async page() {
    return (await this.#session?.report("text/html", [...this.confirmed]))?.blob() ?? null;
  }

  /** Keeps what is seen as the usual setting, in this browser; gives whether it could. */
  async save() {
    try {
      const numbers = await this.#session?.baseline();
      if (numbers) saveBaseline(numbers);
      return Boolean(numbers);
    } catch {
      return false;
    }
  }

  /** @param {MediaStream} stream */
  #attach(stream) {
    this.level?.close();
    this.level = stream.getAudioTracks().length ? new Level(stream) : null;
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => stream === this.#stream && this.#fail(new Failure("lost")));
    }
  }

  /** @param {MediaStream} stream */
  async #run(stream) {
    this.#loop?.stop();
    const onReconnect = () => {
      this.reconnecting = true;
      this.#view.render();
    };
    const loop = new SessionLoop(stream, this.#owned, this.#target(), (message) => this.#receive(message), onReconnect);
    this.#loop = loop;
    try {
      await loop.run();
    } catch (error) {
      if (loop === this.#loop) this.#fail(error);
    }
  }

  get #session() {
    return this.#loop?.session;
  }

  #target() {
    return {
      endpoint: this.endpoint || "/whip",
      token: this.token,
      lang: this.words.lang ?? "",
      profile: this.profile,
    };
  }

  /** @param {import("./state.js").Message} message */
  #receive(message) {
    const before = this.state;
    this.reconnecting = false;
    this.state = next(before, message);
    this.#view.render();
    this.#emit("update", this.state);
    if (this.state.verdict !== before.verdict) this.#emit("verdict", this.state);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#release();
    this.reconnecting = false;
    this.failure = error instanceof Failure ? error.code : "failed";
    this.#view.render(true);
    this.#emit("error", { code: this.failure });
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

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`envcheck:${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (globalThis.customElements && !customElements.get("env-check")) customElements.define("env-check", EnvCheck);
