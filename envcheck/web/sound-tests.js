/** What is tried by ear: the quiet test. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/** @param {EnvCheck} check */
export function soundTests(check) {
  return h("section", { id: "sound", class: "panel" }, h("h3", {}, check.words.sound ?? ""), quietTest(check));
}

/** @param {EnvCheck} check */
function quietTest(check) {
  const { words, state } = check;
  const isRunning = state.quiet !== null;
  const heard = [...state.findings, ...state.strengths].filter((one) => one.code === "PRV104");
  if (!check.capture.level) return h("p", { class: "hint" }, words["quiet-none"] ?? "");
  return h(
    "div",
    { class: "test" },
    h("p", { class: "hint" }, words["quiet-hint"] ?? ""),
    isRunning && h("p", { class: "countdown", role: "timer" }, `${words["quiet-now"]} ${Math.ceil(state.quiet ?? 0)}`),
    !isRunning && state.heard && h("ul", { class: "works" }, ...heard.map((one) => h("li", {}, icon("tick"), h("span", {}, one.message)))),
    !isRunning && button("quiet-begin", words[state.heard ? "quiet-again" : "quiet-begin"], () => check.quietTest(), { disabled: !state.looks }),
  );
}
