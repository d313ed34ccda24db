/** What is said where nothing can be looked at, and what helps. */

import { button, heading } from "./controls.js";
import { h } from "./dom.js";
import { permission } from "./examples.js";

/** @param {import("./element.js").EnvCheck} check */
export function failure(check) {
  const { words } = check;
  return [
    h(
      "div",
      { class: "welcome failure", role: "alert" },
      heading(words[`failure-${check.failure}`]),
      check.failure === "refused" && permission(),
      h("p", { class: "lead" }, words[`remedy-${check.failure}`] ?? ""),
      button("again", check.failure === "ended" ? words.resume : words.again, () => check.again(), { kind: "primary" }),
    ),
  ];
}
