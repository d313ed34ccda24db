/** The usual settings that this browser keeps: saved under a name, renewed and forgotten. */

import { forget, load, save } from "./baseline-store.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./baseline-store.js").Outcome} Outcome
 */

/**
 * @param {EnvCheck} check
 * @returns {Node[]}
 */
export function usualSettings(check) {
  const { words, keepsake } = check;
  const saved = load();
  if (!keepsake?.baseline && !saved.length) return [];
  return [
    h(
      "section",
      { id: "usual" },
      h("h3", {}, words["usual-settings"] ?? ""),
      maySave(check) ? saving(check) : h("p", { class: "hint" }, words["usual-once-ready"] ?? ""),
      h("ul", { class: "saved" }, ...saved.map((one) => kept(one.name, check))),
    ),
  ];
}

/**
 * A room in which nothing has to be changed may become the usual one; a fault would become the norm.
 * @param {EnvCheck} check
 */
const maySave = ({ keepsake }) => Boolean(keepsake?.baseline && keepsake.state.verdict.startsWith("ready"));

/** @param {EnvCheck} check */
function saving(check) {
  const { words } = check;
  const known = load().map((one) => one.name);
  const names = [...new Set([...known, words["usual-practice"] ?? "", words["usual-home"] ?? ""])].filter(Boolean);
  const field = h("input", { id: "usual-name", list: "usual-names", maxlength: 40, autocomplete: "off", value: seenAs(check) || names[0] });
  const keep = () => {
    const { value } = /** @type {HTMLInputElement} */ (field.isConnected ? field : check.shadowRoot?.getElementById("usual-name"));
    check.say(outcome(save(value, check.keepsake?.baseline ?? ""), words.saved, words));
  };
  return h(
    "div",
    { class: "saving" },
    h("label", { for: "usual-name" }, words["usual-place"] ?? ""),
    field,
    h("datalist", { id: "usual-names" }, ...names.map((name) => h("option", { value: name }))),
    button("save", words.save, keep, { symbol: "save" }),
  );
}

/**
 * One that is kept, and may be forgotten.
 * @param {string} name
 * @param {EnvCheck} check
 */
function kept(name, check) {
  const { words } = check;
  const shown = name || (words["usual-unnamed"] ?? "");
  const label = (words["usual-forget"] ?? "").replace("{name}", shown);
  const doForget = () => check.say(outcome(forget(name), words.forgotten, words));
  return h("li", {}, icon("home"), h("span", {}, shown), h("button", { class: "quiet", "aria-label": label, title: label, onclick: doForget }, icon("cross")));
}

/**
 * The name of the usual setting that is seen; empty where it is none of them, or not known.
 * @param {EnvCheck} check
 */
export function seenAs({ state, keepsake, compared }) {
  const { usual } = keepsake?.state ?? state;
  const names = keepsake?.compared ?? compared;
  return usual === null ? "" : (names[usual]?.name ?? "");
}

/**
 * @param {Outcome} outcome
 * @param {string | undefined} done
 * @param {Record<string, string>} words
 */
const outcome = (outcome, done, words) => (outcome.saved ? done : words[outcome.why]) ?? "";
