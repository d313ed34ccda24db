/** The one screen of the check: the preview with its devices, the verdict with what would help, and what is done by hand. */

import { checklist } from "./checklist.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { gaps, helps, works } from "./findings-list.js";
import { notices } from "./notices.js";
import { soundTests } from "./sound-tests.js";
import { verdictCard } from "./verdict-card.js";

/**
 * @param {import("./element.js").EnvCheck} check
 * @param {import("./view.js").View} view
 */
export function room(check, view) {
  const { first, sections } = helps(check, view);
  const isReady = check.state.verdict.startsWith("ready");
  return [
    view.stage,
    soundTests(check, view),
    h(
      "div",
      { class: "column" },
      h("div", { class: "side" }, ...notices(check), verdictCard(check, first), ...sections, ...works(check, view), ...gaps(check.state)),
      checklist(check),
      h("div", { class: "ways" }, button("done", check.words.done, () => check.go("ready"), { kind: isReady ? "primary" : "" })),
    ),
  ];
}
