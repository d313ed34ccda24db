/** What no camera sees: ticked by hand, and named in the report alone. */

import { button } from "./controls.js";
import { h } from "./dom.js";

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
  return h(
    "section",
    { id: "checklist", class: "panel" },
    h("h3", {}, words.unseen ?? ""),
    h("p", { class: "hint" }, words["unseen-hint"] ?? ""),
    h("div", { class: "ticks" }, ...entries),
  );
}
