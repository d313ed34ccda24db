/** What the element shows: drawn anew where something has changed, with the focus kept where it was. */

import { h, morph } from "./dom.js";
import { icon } from "./icons.js";
import { list, verdict } from "./lists.js";
import { Overlay } from "./overlay.js";
import { panel, past } from "./panels.js";
import { STEPS } from "./steps.js";

const SETTLED_MS = 1200;
const LEVEL_MS = 100;
const ASPECT = 16 / 9;

export class View {
  /**
   * @param {import("./element.js").EnvCheck} check
   * @param {ShadowRoot} root
   */
  constructor(check, root) {
    this.check = check;
    this.root = root;
    this.more = false;
    this.key = "";
    this.overlay = new Overlay(ASPECT);
    this.video = /** @type {HTMLVideoElement} */ (h("video", { muted: true, playsinline: true, autoplay: true }));
    this.video.muted = true;
    this.video.addEventListener("resize", () => this.#fit());
    this.picture = h("div", { class: "picture", part: "preview" }, this.video, this.overlay.root);
    this.said = h("p", { class: "said", role: "status", "aria-live": "polite" });
    this.head = h("div", { class: "head" });
    this.body = h("div", { class: "body" });
    this.foot = h("div", { class: "foot" });
    this.main = h("div", { class: "main", part: "main" }, this.head, this.body, this.foot, this.said);
    this.root.append(this.main);
    this.hearing = false;
    this.spoken = "";
    /** @type {number | undefined} */
    this.saying = undefined;
    /** @type {number | undefined} */
    this.listening = undefined;
  }

  /** The element is on a page, or no longer. */
  shown(isShown = true) {
    clearInterval(this.listening);
    if (isShown) this.listening = setInterval(() => this.#level(), LEVEL_MS);
  }

  /** @param {boolean} [moved] another step is shown, to which the focus goes */
  render(moved = false) {
    const { check } = this;
    if (!check.words.title) return;
    const focused = this.#isFocused();
    this.main.lang = check.words.lang ?? "";
    this.main.dir = check.words.dir ?? "";
    const shown = panel(check, this);
    const key = `${check.failure ?? check.step} ${check.words.lang}`;
    if (key !== this.key) {
      this.key = key;
      this.head.replaceChildren();
      this.body.replaceChildren();
    }
    if (this.video.srcObject !== check.stream) this.video.srcObject = check.stream;
    morph(this.head, this.#steps());
    morph(this.body, shown);
    morph(this.foot, past(check));
    this.body.dataset.step = check.failure ? "failure" : check.step;
    const [looks, guides] = [check.step === "look", check.step === "look" || check.step === "devices"];
    this.overlay.draw(looks && !check.paused ? this.findings() : [], guides && !check.paused);
    if (moved && focused) /** @type {HTMLElement | null} */ (this.body.querySelector("h2"))?.focus();
    this.#say();
  }

  /** The findings that are shown now: three at most, or all where more were asked for. */
  findings() {
    return this.more ? this.check.state.findings : this.check.state.findings.slice(0, 3);
  }

  toggleMore() {
    this.more = !this.more;
    this.render();
  }

  /** The preview with what works and what would help beside it. */
  look() {
    return [verdict(this.check), list(this.check, this.findings(), this)];
  }

  #steps() {
    const { check } = this;
    if (check.step === "welcome" || check.failure) return [];
    const at = STEPS.indexOf(check.step);
    const entries = STEPS.map((step, place) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            id: `step-${step}`,
            class: place < at ? "past" : "",
            "aria-current": step === check.step && "step",
            onclick: () => check.go(step),
          },
          h("span", { class: "place", "aria-hidden": "true" }, String(place + 1)),
          h("span", { class: "name" }, check.words[`step-${step}`] ?? step),
        ),
      ),
    );
    const pause = h(
      "button",
      { id: "pause", class: "quiet", onclick: () => (check.paused ? check.start() : check.pause()) },
      icon(check.paused ? "play" : "pause"),
      h("span", { class: "name" }, (check.paused ? check.words.resume : check.words.pause) ?? ""),
    );
    return [h("nav", { "aria-label": check.words.steps }, h("ol", { class: "steps" }, ...entries)), pause];
  }

  /** False while the focus is elsewhere on the page, from where no step of ours should take it. */
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
    if (this.hearing !== Boolean(level?.runs)) {
      this.hearing = Boolean(level?.runs);
      this.render();
    }
    const bar = this.root.getElementById("level-bar");
    if (bar && level) bar.style.setProperty("--level", String(level.now()));
  }

  /** Says what has settled, and nothing that still changes. */
  #say() {
    const { check } = this;
    const { verdict, text: told, findings } = check.state;
    const known = check.step === "look" && verdict !== "undetermined";
    const text =
      (check.reconnecting && check.words.reconnecting) ||
      (known && [told, findings[0]?.advice].filter(Boolean).join(". ")) ||
      "";
    if (text === this.spoken) return;
    this.spoken = text;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.said.textContent = text), SETTLED_MS);
  }
}
