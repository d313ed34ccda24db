/** The usual settings that this browser keeps: saved under a name, renewed and forgotten. */

import { forget, load, save } from "./baseline-store.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { maySave, nameOf, offeredName, seenSetting } from "./usual-setting.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./keepsake.js").Keepsake} Keepsake
 */

/**
 * @param {EnvCheck} check
 * @returns {Node[]}
 */
export function usualSettings(check) {
  const { words, keepsake } = check;
  const saved = load();
  if (!keepsake?.report || (!saved.length && !keepsake.state.checks.length)) return [];
  const lines = saved.map((one) => kept(one, check));
  return [
    h("section", { id: "usual" }, h("h3", {}, words["setting-which"] ?? ""), ...saving(check, keepsake), h("ul", { class: "saved" }, ...lines)),
  ];
}

/**
 * @param {EnvCheck} check
 * @param {Keepsake} keepsake
 */
function saving(check, { state, compared, baseline }) {
  const { words } = check;
  const hint = (/** @type {string} */ key) => [h("p", { class: "hint" }, words[key] ?? "")];
  if (!maySave(state)) return hint("setting-not-yet");
  if (baseline === null) return hint("setting-unseen");
  const [settings, seen] = [load(), seenSetting(compared, state.usual)];
  const names = [...settings.map((one) => nameOf(one, words)), ...["practice", "home", "mine"].map((key) => words[`setting-${key}`] ?? "")];
  const field = { id: "usual-name", list: "usual-names", maxlength: 40, autocomplete: "off", "aria-label": words["setting-which"] };
  const keep = () => {
    const { value } = /** @type {HTMLInputElement} */ (check.shadowRoot?.getElementById("usual-name"));
    const done = save(value, baseline, seen?.name ?? value);
    check.say((done.saved ? words.saved : words[done.why]) ?? "");
  };
  return [
    h(
      "div",
      { class: "saving" },
      h("input", { ...field, value: offeredName(settings, seen, words) }),
      h("datalist", { id: "usual-names" }, ...[...new Set(names)].map((name) => h("option", { value: name }))),
      button("save", words[seen ? "setting-renew" : "save"], keep, { symbol: "save" }),
    ),
  ];
}

/**
 * One that is kept, and may be forgotten.
 * @param {import("./baseline-store.js").Setting} setting
 * @param {EnvCheck} check
 */
function kept(setting, check) {
  const { words } = check;
  const name = nameOf(setting, words);
  const label = (words["setting-forget"] ?? "").replace("{name}", name);
  const doForget = () => {
    const done = forget(setting.name);
    check.say((done.saved ? words.forgotten : words[done.why]) ?? "");
  };
  const cross = h("button", { class: "quiet", "aria-label": label, title: label, onclick: doForget }, icon("cross"));
  return h("li", { id: `setting-${encodeURIComponent(setting.name)}` }, icon("home"), h("span", {}, name), cross);
}
