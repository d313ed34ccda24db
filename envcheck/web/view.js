/** What the element shows: drawn anew where something has changed, with the focus kept where it was. */

import { Announcer } from "./announcer.js";
import { button } from "./controls.js";
import { deviceBar } from "./device-bar.js";
import { h, morph } from "./dom.js";
import { failure } from "./failure-screen.js";
import { guard, spokenGuard } from "./guard-bar.js";
import { Guide, answer } from "./guide.js";
import { icon } from "./icons.js";
import { Overlay } from "./overlay.js";
import { told } from "./notices.js";
import { ready } from "./ready-screen.js";
import { room } from "./room-screen.js";
import { spokenQuiet, spokenSound } from "./sound-tests.js";
import { besides, verdict } from "./verdict-card.js";
import { welcome } from "./welcome-screen.js";

const SETTLED_MS = 1200;
const LEVEL_MS = 100;
const ASPECT = 16 / 9;

/** How many findings are marked in the picture: more would hide what they mark. */
const MARKED = 3;

const SCREENS = { welcome, room, ready, guard };

export class View {
  /** @type {Set<string>} names of what is unfolded */
  open = new Set();

  /**
   * @param {import("./element.js").EnvCheck} check
   * @param {ShadowRoot} root
   */
  constructor(check, root) {
    this.check = check;
    this.root = root;
    this.key = "";
    this.overlay = new Overlay(ASPECT);
    this.video = /** @type {HTMLVideoElement} */ (h("video", { muted: true, playsinline: true, autoplay: true }));
    this.video.muted = true;
    this.video.addEventListener("resize", () => this.#fit());
    this.guide = new Guide();
    this.live = h("p", { class: "live" });
    this.hint = h("p", { class: "guided", "aria-hidden": "true" }); // the findings say it to who listens
    this.picture = h("div", { class: "picture", part: "preview" }, this.video, this.overlay.root, this.live, this.hint);
    this.bar = h("div", { class: "bar" });
    this.stage = h("div", { class: "stage" }, this.picture, this.bar); // always the same: a video that is moved stops
    const said = h("p", { class: "said", role: "status", "aria-live": "polite" });
    this.announcer = new Announcer((text) => (said.textContent = text));
    this.body = h("div", { class: "body" });
    this.foot = h("div", { class: "foot" }, h("slot", { name: "skip" })); // before there are words, a page may have some
    this.main = h("div", { class: "main", part: "main" }, this.body, this.foot, said);
    this.root.append(this.main);
    /** @type {import("./level.js").LevelWord | ""} how loud it is, in a word; empty where that is not known */
    this.loudness = "";
    /** @type {number | undefined} */
    this.listening = undefined;
  }

  /** The element is on a page, or no longer. */
  shown(isShown = true) {
    clearInterval(this.listening);
    if (isShown) this.listening = setInterval(() => this.#level(), LEVEL_MS);
  }

  /** @param {boolean} [moved] another screen is shown, to which the focus goes */
  render(moved = false) {
    const { check } = this;
    if (!check.words.title) return;
    const focused = this.#isFocused();
    this.main.lang = check.words.lang ?? "";
    this.main.dir = check.words.dir ?? "";
    const shown = check.failure ? failure(check) : SCREENS[check.step](check, this);
    const key = `${check.failure ?? check.step} ${check.words.lang}`;
    if (key !== this.key) this.body.replaceChildren();
    this.key = key;
    if (this.video.srcObject !== check.stream) this.video.srcObject = check.stream;
    morph(this.body, shown);
    morph(this.foot, this.#past());
    this.main.dataset.step = check.failure ? "failure" : check.step;
    this.#preview();
    if (moved && focused) /** @type {HTMLElement | null} */ (this.body.querySelector("h2"))?.focus();
    this.#announce();
  }

  /**
   * @param {string} id
   * @param {boolean} isOpen
   */
  unfold(id, isOpen) {
    if (isOpen) this.open.add(id);
    else this.open.delete(id);
  }

  /** @param {import("./state.js").Finding} finding */
  isMarked(finding) {
    return this.check.state.findings.indexOf(finding) < MARKED;
  }

  #preview() {
    const { paused, reconnecting, state, words, people } = this.check;
    const key = paused ? "" : this.guide.shown(answer({ ...state, people }), performance.now());
    this.picture.toggleAttribute("data-paused", paused);
    const looks = reconnecting ? [] : [icon("dot"), h("span", {}, words.live ?? "")];
    morph(this.live, paused ? [icon("pause")] : looks);
    morph(this.bar, deviceBar(this.check, this));
    this.hint.textContent = (key && key !== "guide-wait" && words[key]) || "";
    this.overlay.draw({ findings: paused ? [] : state.findings.slice(0, MARKED), guide: key ? { key, people } : null });
  }

  /** The way past the check, for a page that goes on from it. */
  #past() {
    const { check } = this;
    if (!check.leadsOn() || (["ready", "guard"].includes(check.step) && !check.failure)) return [];
    const skip = button("skip-check", check.words["skip-check"], () => check.finish("skipped"), { kind: "quiet" });
    return [h("slot", { name: "skip" }, skip)];
  }

  /** False while the focus is elsewhere on the page, from where no screen of ours should take it. */
  #isFocused() {
    const { activeElement, body } = document;
    return this.root.activeElement !== null || activeElement === null || activeElement === body;
  }

  #fit() {
    const { videoWidth, videoHeight } = this.video;
    if (!videoHeight) return;
    this.picture.style.setProperty("--aspect", String(videoWidth / videoHeight));
    this.overlay.resize(videoWidth / videoHeight);
  }

  #level() {
    const { level } = this.check.capture;
    const { word = "", level: now = 0, peak = 0 } = level?.runs ? level.read() : {};
    if (word !== this.loudness) {
      this.loudness = word;
      this.render();
    }
    const bar = this.root.getElementById("level-bar");
    bar?.style.setProperty("--level", String(now));
    bar?.style.setProperty("--peak", String(peak));
  }

  /** Says what has settled, and nothing that still changes. */
  #announce() {
    const { check, announcer } = this;
    const { kind, text } = verdict(check);
    const isKnown = check.step === "room" && kind !== "undetermined";
    const advised = isKnown ? [text, check.state.findings[0]?.advice].filter(Boolean).join(". ") : "";
    announcer.say("verdict", advised, SETTLED_MS);
    announcer.say("patience", check.step === "room" && !isKnown ? besides(check, kind) : "", SETTLED_MS);
    announcer.say("connection", (check.reconnecting && check.words.reconnecting) || "", SETTLED_MS);
    announcer.say("quiet", spokenQuiet(check));
    announcer.say("sound", spokenSound(check));
    const isHeard = check.step === "room" && this.loudness !== "level-silent"; // who is silent need not be told so
    announcer.say("level", (isHeard && check.words[this.loudness]) || "", SETTLED_MS);
    announcer.say("guard", spokenGuard(check));
    announcer.say("notices", told(check).map((one) => one.text).join(" "), SETTLED_MS);
  }
}
