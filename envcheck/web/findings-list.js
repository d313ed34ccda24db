/** What would help and what works already, as cards and folded lines. */

import { fold } from "./controls.js";
import { h } from "./dom.js";
import { example } from "./examples.js";
import { icon, kindIcon } from "./icons.js";
import { changes, strengths } from "./state.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./view.js").View} View
 * @typedef {import("./state.js").Finding} Finding
 */

const SECTIONS = /** @type {const} */ (["must", "should", "could"]);

/**
 * All that would help, the most important thing apart from the rest.
 * @param {EnvCheck} check
 * @param {View} view
 * @returns {{first: Node[], sections: Node[]}}
 */
export function helps(check, view) {
  const { state, words } = check;
  const all = changes(state);
  const cards = all.map((one) => ({ severity: one.finding.severity, card: card(one, check, view) }));
  const [first, ...rest] = cards;
  const sections = SECTIONS.flatMap((severity) => {
    const own = rest.filter((one) => one.severity === severity).map((one) => one.card);
    return own.length ? [section(severity, words, own)] : [];
  });
  return { first: first ? [h("ol", { class: "changes", part: "findings" }, first.card)] : [], sections };
}

/**
 * @param {typeof SECTIONS[number]} severity
 * @param {Record<string, string>} words
 * @param {Node[]} cards
 */
function section(severity, words, cards) {
  return h(
    "section",
    { id: `section-${severity}`, class: severity },
    h("h3", {}, words[`section-${severity}`] ?? ""),
    h("ol", { class: "changes", part: "findings" }, ...cards),
  );
}

/**
 * @param {{finding: Finding, isMended: boolean}} one
 * @param {EnvCheck} check
 * @param {View} view
 */
function card({ finding, isMended }, check, view) {
  const id = `finding-${finding.code}`;
  if (isMended) return mended(id, finding, check);
  const place = check.state.findings.indexOf(finding) + 1;
  const number = finding.regions.length > 0 && view.isMarked(finding) && h("span", { class: "number", "aria-hidden": "true" }, String(place));
  const more = [h("p", { class: "why" }, finding.why), example(finding), finding.is_gradual && meter(finding.code, check)];
  return h(
    "li",
    { id, class: finding.severity },
    h("p", { class: "seen" }, kindIcon(finding.code), h("span", {}, finding.message), number),
    h("p", { class: "advice" }, icon("arrow"), h("strong", {}, finding.advice)),
    fold(`more-${finding.code}`, view, [check.words["show-how"] ?? ""], ...more),
  );
}

/**
 * What was just mended stays where it stood for a moment: as what works now, or as what is over.
 * @param {string} id
 * @param {Finding} finding
 * @param {EnvCheck} check
 */
function mended(id, finding, { state, words }) {
  const strength = state.strengths.find((one) => one.code === finding.code);
  const text = strength?.message ?? (words.mended ?? "").replace("{title}", finding.title);
  return h("li", { id, class: "mended" }, h("p", { class: "seen" }, icon("tick"), h("span", {}, text)));
}

/**
 * How near a fault is, where turning something moves it: from what is well to what is to change, with the limit between.
 * @param {string} code
 * @param {EnvCheck} check
 */
function meter(code, { state, words }) {
  const value = state.meters[code];
  if (value === undefined) return null;
  const bar = h("div", { class: "meter" }, h("div", { class: "needle" }));
  bar.style.setProperty("--value", String(Math.min(1, value / 2)));
  const ends = h("div", { class: "ends" }, h("span", {}, words["meter-well"] ?? ""), h("span", {}, words["meter-change"] ?? ""));
  return h("div", { class: "measure", "aria-hidden": "true" }, bar, ends);
}

/**
 * What works, folded into one line.
 * @param {EnvCheck} check
 * @param {View} view
 */
export function works({ state, words }, view) {
  const lines = strengths(state).map((one) => h("li", {}, icon("tick"), h("span", {}, one.message)));
  if (!lines.length) return [];
  const summary = [icon("tick"), h("span", {}, words.works ?? ""), h("span", { class: "count" }, String(lines.length))];
  return [fold("works", view, summary, h("ul", { class: "works", part: "strengths" }, ...lines))];
}

/**
 * What is not seen, so that whoever reads looks for it.
 * @param {import("./state.js").State} state
 */
export function gaps(state) {
  return state.gaps.map((gap) => h("p", { class: "hint", part: "gap" }, gap));
}
