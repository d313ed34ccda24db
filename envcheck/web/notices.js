/** What is otherwise than somebody asked for: a device that is not there, one that is back, a computer that is busy. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 *
 * @typedef {object} Line
 * @property {string} name
 * @property {string} text
 * @property {[string, string | undefined, () => unknown]} [button] its id, its text and what it does
 */

/**
 * @param {EnvCheck} check
 * @returns {Line[]}
 */
export function told(check) {
  const { capture, words, limited } = check;
  /** @type {Line[]} */
  const lines = capture.notices.map((notice) => ({
    name: notice,
    text: words[`notice-${notice}`] ?? "",
    button: [`dismiss-${notice}`, words.understood, () => capture.dismiss(notice)],
  }));
  const { offer } = capture;
  if (offer) {
    const text = `${words["device-offer"] ?? ""} ${isolated(offer.label)}`;
    lines.push({ name: "offer", text, button: ["use-device", words["use-device"], () => check.choose(offer.kind, offer.id)] });
  }
  if (isLimited(check)) lines.push({ name: "limited", text: words[limited === "cpu" ? "limited-cpu" : "limited-bandwidth"] ?? "" });
  return lines;
}

/**
 * A name of whatever direction within a sentence of another (UAX #9, first strong isolate).
 * @param {string} name
 */
const isolated = (name) => `\u2068${name}\u2069`;

/** What keeps the picture from being sent in full; once, whoever says so. */
const SAID = ["PIC103", "PIC104", "PIC105", "NET101", "NET103"];

/** @param {EnvCheck} check */
function isLimited({ limited, state }) {
  const isSaid = state.findings.some((one) => SAID.includes(one.code));
  return (limited === "cpu" || limited === "bandwidth") && !isSaid;
}

/** @param {EnvCheck} check */
export const notices = (check) => told(check).map(shown);

/** @param {Line} line */
function shown({ name, text, button: pressed }) {
  const more = pressed ? [button(...pressed, { kind: "quiet" })] : [];
  return h("p", { id: `notice-${name}`, class: "notice" }, icon("eye"), h("span", {}, text), ...more);
}
