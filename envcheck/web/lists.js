/** What works and what would help, as lists. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mended, strengths } from "./state.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/** How many strengths are shown above what would help, so that it stays in view. */
const FEW = 3;

/**
 * The verdict, in words and by a shape.
 * @param {EnvCheck} check
 */
export function verdict({ state, words, paused, reconnecting }) {
  const kind = paused || reconnecting || !state.looks ? "undetermined" : state.verdict;
  const text = (paused && words.paused) || (reconnecting && words.reconnecting) || state.text || words.connecting;
  const looking = kind === "undetermined" && !paused && !reconnecting && state.looks ? words.looking : text;
  return h("h2", { class: "verdict", part: "verdict", "data-verdict": kind, tabindex: -1 }, icon(kind), looking ?? "");
}

/**
 * @param {EnvCheck} check
 * @param {readonly import("./state.js").Finding[]} findings those that are shown
 * @param {{more: boolean, toggleMore(): void}} view
 */
export function list(check, findings, view) {
  const { state, words } = check;
  const works = [...mended(state).map(better(words)), ...strengths(state).map(strength)];
  const few = view.more || !state.findings.length ? works : works.slice(0, FEW);
  const hidden = state.findings.length - findings.length + works.length - few.length;
  return h(
    "div",
    { class: "lists" },
    works.length > 0 && h("h3", {}, words.works ?? ""),
    h("ul", { class: "works", part: "strengths" }, ...few),
    state.findings.length > 0 && h("h3", {}, words.change ?? ""),
    state.verdict === "ready" && h("p", { class: "calm" }, words["nothing-to-change"] ?? ""),
    h("ol", { class: "changes", part: "findings" }, ...findings.map(change(state))),
    ...gaps(state),
    (hidden > 0 || view.more) &&
      h("button", { id: "more", class: "quiet", onclick: () => view.toggleMore() }, words[view.more ? "fewer" : "more"] ?? ""),
  );
}

/**
 * What would help, in a line each.
 * @param {EnvCheck} check
 */
export function helps({ state, words }) {
  if (!state.findings.length) return [];
  const lines = state.findings.map((one) => h("li", {}, icon("arrow"), h("span", {}, `${one.message} ${one.advice}`)));
  return [h("h3", {}, words.change ?? ""), h("ul", { class: "works" }, ...lines)];
}

/**
 * What is not seen, so that whoever reads looks for it.
 * @param {import("./state.js").State} state
 */
export function gaps(state) {
  return state.gaps.map((gap) => h("p", { class: "hint", part: "gap" }, gap));
}

/**
 * How the room comes across, with what lifts and what lowers it.
 * @param {EnvCheck} check
 */
export function impressions({ setting, words }) {
  const told = setting.filter((reading) => !reading.reason);
  if (!told.length) return [];
  const lines = told.map((reading) =>
    h(
      "li",
      {},
      h("p", {}, reading.message),
      ...reading.lifted_by.map((sign) => h("p", { class: "sign" }, `+ ${sign.message}`)),
      ...reading.lowered_by.map((sign) => h("p", { class: "sign" }, `− ${sign.message}`)),
    ),
  );
  return [h("h3", {}, words.setting ?? ""), h("ul", { class: "setting", part: "setting" }, ...lines)];
}

/** @param {import("./state.js").Strength} one */
function strength(one) {
  return h("li", {}, icon("tick"), h("span", {}, one.message));
}

/** @param {Record<string, string>} words */
function better(words) {
  return (/** @type {import("./state.js").Finding} */ one) =>
    h("li", { class: "better" }, icon("tick"), h("span", {}, `${words.mended}: `, h("s", {}, one.message)));
}

/** @param {import("./state.js").State} state */
function change(state) {
  return (/** @type {import("./state.js").Finding} */ one, /** @type {number} */ place) =>
    h(
      "li",
      { class: one.severity },
      h("span", { class: "number", "aria-hidden": "true" }, String(place + 1)),
      h(
        "div",
        {},
        h("p", { class: "seen" }, one.message),
        h("p", { class: "why" }, one.why),
        h("p", { class: "advice" }, icon("arrow"), h("strong", {}, one.advice)),
        meter(state.meters[one.code]),
      ),
    );
}

/**
 * How near the fault is: the mark is its limit, and what is left of it is well. The list itself says the rest.
 * @param {number | undefined} value
 */
function meter(value) {
  if (value === undefined) return null;
  const bar = h("div", { class: "meter", "aria-hidden": "true" }, h("div", { class: "needle" }));
  bar.style.setProperty("--value", String(Math.min(1, value / 2)));
  return bar;
}
