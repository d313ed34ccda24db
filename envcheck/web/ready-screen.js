/** The last screen: what the check has come to, the way on, and what may be kept. */

import { actions } from "./actions.js";
import { button, fold, heading } from "./controls.js";
import { h } from "./dom.js";
import { gaps } from "./findings-list.js";
import { guardOffer } from "./guard-bar.js";
import { icon } from "./icons.js";
import { usualSettings } from "./usual-settings.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./state.js").State} State
 */

/**
 * @param {EnvCheck} check
 * @param {import("./view.js").View} view
 */
export function ready(check, view) {
  const { words, keepsake } = check;
  const state = keepsake?.state ?? check.state;
  return [
    h(
      "div",
      { class: "moment", "data-verdict": state.verdict },
      icon(state.verdict),
      heading(state.verdict === "ready" ? words["you-ready"] : state.text || words["nothing-seen"]),
      h("p", { class: "lead" }, [keepsake && checkedAt(keepsake.at, words), isOver(check) && words["may-close"]].filter(Boolean).join(" ")),
      state.looks > 0 && state.verdict === "undetermined" && h("p", { class: "hint" }, words["ready-unsure"] ?? ""),
      ...remaining(state, words),
      ...guardOffer(check),
      h("div", { class: "ways" }, button("look-again", words["look-again"], () => check.go("room")), onward(check)),
      fold("kept", view, [words["ready-more"] ?? ""], ...impressions(check), ...gaps(state), ...usualSettings(check), ...actions(check)),
      h("p", { class: "note", role: "status" }, check.note),
    ),
  ];
}

/** @param {EnvCheck} check */
const isOver = (check) => check.keepsake !== null && !check.leadsOn() && !check.guarding.isOn;

/**
 * @param {Date} at
 * @param {Record<string, string>} words
 */
function checkedAt(at, words) {
  const time = new Intl.DateTimeFormat(words.lang, { timeStyle: "short" }).format(at);
  return (words["checked-at"] ?? "").replace("{time}", time);
}

/**
 * What would still help, in a line each.
 * @param {State} state
 * @param {Record<string, string>} words
 */
function remaining({ findings, verdict }, words) {
  if (!findings.length) return [];
  const lines = findings.map((one) => h("li", { class: one.severity }, icon("arrow"), h("span", {}, one.advice)));
  const yours = verdict !== "ready" && h("p", { class: "hint" }, words["done-hint"] ?? "");
  return [h("ul", { class: "remaining" }, ...lines), yours];
}

/**
 * What leads on from the check: something of the page around, or else a button of ours.
 * @param {EnvCheck} check
 */
function onward(check) {
  const { words } = check;
  if (!check.leadsOn()) return button("finish", words.finish, () => check.finish("finished"));
  const usual = h("button", { id: "finish", class: "primary", part: "button" }, check.onward || words.onward || "");
  return h("slot", { id: "onward", name: "onward", onclick: () => check.finish("finished") }, usual);
}

/**
 * How the room comes across, with what lifts and what lowers it.
 * @param {EnvCheck} check
 */
function impressions({ keepsake, words }) {
  const told = (keepsake?.report?.setting ?? []).filter((reading) => !reading.reason);
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
