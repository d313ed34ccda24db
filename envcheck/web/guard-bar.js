/** How a guard is shown: a switch that offers it, and a bar that says that it is on, and what it sees. */

import { button, heading } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { farHost } from "./welcome-screen.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

export const GUARD_CSS = `
.guarding { width: 100%; display: grid; gap: .4rem; text-align: start; border: 1px solid var(--ec-line); border-radius: var(--ec-radius); background: var(--ec-card); padding-block: .5rem .6rem }
.guarding > .hint { padding-inline: 4.4rem 1.1rem; font-size: .95rem }
.guarding > .guard { margin: .3rem .6rem 0 }
.switch { display: flex; gap: .7rem; align-items: center; min-height: 2.75rem; cursor: pointer; line-height: 1.35 } .guarding > .switch { padding-inline: 1.1rem }
.switch input { appearance: none; position: relative; flex: none; width: 2.6rem; height: 1.5rem; margin: 0; border: 2px solid var(--ec-faint); border-radius: 99px; background: none; cursor: pointer }
.switch input::after { content: ""; position: absolute; inset-block: .15rem; inset-inline-start: .15rem; width: .95rem; border-radius: 50%; background: var(--ec-faint); transition: inset-inline-start .15s }
.switch input:checked { background: var(--ec-accent); border-color: var(--ec-accent) }
.switch input:checked::after { inset-inline-start: calc(100% - 1.1rem); background: var(--ec-on-accent) }
.guard { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .9rem; padding: .7rem 1rem; border-radius: var(--ec-radius); background: var(--ec-soft); border: 2px solid transparent }
.guard > .icon { color: var(--ec-well) } .guard > div { flex: 1 1 14rem; min-width: 0 } .guard h2 { font-size: 1rem }
.guard[data-seen="someone"] { background: var(--ec-soft-should); border-color: var(--ec-should) } .guard[data-seen="someone"] > .icon { color: var(--ec-should) }
.guard[data-seen="someone"] :is(h2, .title) { font-size: .9rem; font-weight: 400; color: var(--ec-faint) } .guard[data-seen="someone"] .told { font-size: 1.1rem; font-weight: 600 }
.guard:is([data-seen="blind"], [data-seen="starting"], [data-seen="off"]) { background: var(--ec-card); border-color: var(--ec-line) }
.guard:is([data-seen="blind"], [data-seen="starting"], [data-seen="off"]) > .icon { color: var(--ec-faint) }
.main[data-step="guard"] { align-content: start; padding-block: .6rem }
@media (forced-colors: active) {
  .guard, .guarding { border: 2px solid CanvasText } .guard[data-seen="someone"] { border: 4px double Highlight }
  .switch input, .switch input::after { forced-color-adjust: none; border-color: CanvasText } .switch input::after { background: CanvasText }
  .switch input:checked { background: Highlight; border-color: Highlight } .switch input:checked::after { background: HighlightText }
}
`;

/** Shapes, and not colours alone. */
const SIGNS = { watching: "eye", someone: "person", blind: "undetermined", starting: "undetermined", off: "pause" };

/**
 * On the last screen of a check, where the page around allows it: off until it is turned on, each time.
 * @param {EnvCheck} check
 */
export function guardOffer(check) {
  const { guarding, words, keepsake } = check;
  if (!keepsake || !(check.guard || guarding.isOn)) return [];
  const host = farHost(check.endpoint);
  const whereto = host ? (words["guard-goes-to"] ?? "").replace("{host}", host) : words["guard-stays-here"];
  const hint = h("p", { id: "guard-hint", class: "hint" }, [words["guard-hint"], whereto].join(" "));
  const shown = guarding.isOn || guarding.failure ? [bar(check, h("p", { class: "title" }, title(check)))] : [];
  return [h("section", { class: "guarding" }, toggle(check), hint, ...shown)];
}

/**
 * The screen of a session: the bar alone.
 * @param {EnvCheck} check
 */
export function guard(check) {
  const { guarding, words } = check;
  const off = () => button("guard-off", words["guard-off"], () => guarding.stop());
  return [bar(check, heading(title(check)), guarding.isOn ? off() : toggle(check))];
}

/**
 * What a screen reader is told; nothing while nobody has asked for it.
 * @param {EnvCheck} check
 */
export function spokenGuard(check) {
  const { guarding, step } = check;
  const isTold = step === "guard" || (step === "ready" && (guarding.isOn || guarding.failure));
  return isTold ? lines(check).join(" ") : "";
}

/**
 * @param {EnvCheck} check
 * @param {Node} name
 * @param {Node | null} [control]
 */
function bar(check, name, control = null) {
  const { seen } = check.guarding;
  const told = lines(check).map((line, place) => h("p", { class: place ? "hint" : "told" }, line));
  return h("div", { id: "guard-bar", class: "guard", part: "guard", "data-seen": seen }, icon(SIGNS[seen]), h("div", {}, name, ...told), control);
}

/** @param {EnvCheck} check */
function toggle({ guarding, words, step }) {
  const onchange = (/** @type {Event} */ event) =>
    /** @type {HTMLInputElement} */ (event.target).checked ? guarding.start() : guarding.stop();
  const box = h("input", { id: "guard", type: "checkbox", role: "switch", "aria-describedby": step === "ready" && "guard-hint", onchange });
  box.checked = guarding.isOn;
  return h("label", { class: "switch" }, box, h("span", {}, words["guard-offer"] ?? ""));
}

/** @param {EnvCheck} check */
function title({ guarding, words }) {
  if (guarding.seen === "starting") return words["guard-starting"] ?? "";
  return words[guarding.isOn ? "guard-on" : "guard-none"] ?? "";
}

/** @param {EnvCheck} check */
function lines({ guarding, words }) {
  const { seen, failure, texts } = guarding;
  if (failure && failure !== "ended") return [`${words[`failure-${failure}`] ?? ""}. ${words["guard-not-told"] ?? ""}`];
  if (seen === "off") return [words["guard-ended"] ?? ""];
  if (seen === "blind" && !texts.length) return [words["guard-lost"] ?? ""];
  return texts;
}
