/** What no camera sees: ticked by hand, and named in the report alone. */

import { button } from "./controls.js";
import { h } from "./dom.js";

import { loadLastTime } from "./last-time.js";

/** @param {import("./element.js").EnvCheck} check */
export function checklist(check) {
  const { words, attestations, confirmed } = check;
  const entries = attestations.map((one) => {
    const onchange = (/** @type {Event} */ event) =>
      check.confirm(one.name, /** @type {HTMLInputElement} */ (event.target).checked);
    const box = h("input", { type: "checkbox", id: one.name, onchange });
    box.checked = confirmed.has(one.name);
    return h("label", { class: "tick" }, box, h("span", {}, one.text));
  });
  const { ticks } = loadLastTime(); // what was so then may be otherwise now: it is said anew, by one press
  const again = attestations.map((one) => one.name).filter((name) => ticks.includes(name) && !confirmed.has(name));
  return h(
    "section",
    { id: "checklist", class: "panel" },
    h("h3", {}, words.unseen ?? ""),
    h("p", { class: "hint" }, words["unseen-hint"] ?? ""),
    again.length > 0 && button("tick-again", words["tick-again"], () => again.forEach((name) => check.confirm(name, true)), { symbol: "tick" }),
    h("div", { class: "ticks" }, ...entries),
  );
}
