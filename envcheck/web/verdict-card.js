/** The verdict, and with it the first thing to do. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, seenSetting } from "./usual-setting.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/**
 * @param {EnvCheck} check
 * @param {import("./dom.js").Child[]} first what would help most
 */
export function verdictCard(check, first) {
  const { kind, text } = verdict(check);
  const head = h("h2", { class: "verdict", tabindex: -1 }, icon(kind), h("span", {}, text));
  const attributes = { class: "card", part: "verdict", "data-verdict": kind };
  const said = besides(check, kind);
  const calm = said && h("p", { class: "calm" }, said);
  return h("section", attributes, head, usual(check), ...(first.length ? first : [calm]));
}

/**
 * The verdict as it may be shown: none while nothing is looked at.
 * @param {EnvCheck} check
 */
export function verdict({ state, words, paused, reconnecting }) {
  const looks = !paused && !reconnecting && state.looks > 0;
  if (looks && state.verdict !== "undetermined") return { kind: state.verdict, text: state.text };
  const text = (paused && words.paused) || (reconnecting && words.reconnecting) || words.looking;
  return { kind: "undetermined", text: text ?? "" };
}

/**
 * What is said where nothing stands to be changed: that this is so, what is open yet, or why there is no verdict so far.
 * @param {EnvCheck} check
 * @param {string} kind of the verdict that is shown
 */
export function besides(check, kind) {
  const { words, sound, state } = check;
  if (kind === "ready") return words[sound.quiet.isOpen ? "quiet-open" : "nothing-to-change"] ?? "";
  const waits = kind === "undetermined" && !check.paused && !check.reconnecting && !state.looks;
  return (waits && check.slow && words["looking-long"]) || "";
}

/**
 * That the room is as last time, and which one it is.
 * @param {EnvCheck} check
 */
function usual(check) {
  const { state, words } = check;
  const seen = seenSetting(check.comparedWith(), state.usual);
  if (state.usual === null) return null;
  const text = [words["as-last-time"], seen && nameOf(seen, words)].filter(Boolean).join(" · ");
  return h("p", { class: "usual" }, icon("tick"), h("span", {}, text));
}
