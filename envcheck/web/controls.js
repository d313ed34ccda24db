/** What every screen is made of: headings and buttons. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @param {string | undefined} text of a heading that takes the focus when its screen comes */
export const heading = (text) => h("h2", { tabindex: -1 }, text ?? "");

/**
 * @param {string} id
 * @param {string | undefined} text
 * @param {() => unknown} onclick
 * @param {{kind?: "" | "primary" | "quiet", symbol?: string, disabled?: boolean}} [how] `symbol` is an icon's name
 */
export function button(id, text, onclick, { kind = "", symbol = "", disabled = false } = {}) {
  const attributes = { id, class: kind, part: "button", onclick, disabled };
  return h("button", attributes, symbol ? icon(symbol) : null, h("span", { class: "name" }, text ?? ""));
}

/**
 * Something that is folded away until it is asked for.
 * @param {string} id
 * @param {import("./view.js").View} view knows what is open
 * @param {import("./dom.js").Child[]} summary
 * @param {...import("./dom.js").Child} content
 */
export function fold(id, view, summary, ...content) {
  const ontoggle = (/** @type {Event} */ event) => view.unfold(id, /** @type {HTMLDetailsElement} */ (event.target).open);
  const attributes = { id, class: "fold", open: view.open.has(id), ontoggle };
  return h("details", attributes, h("summary", {}, ...summary, icon("chevron")), ...content);
}
