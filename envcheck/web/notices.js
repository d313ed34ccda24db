/** What is otherwise than somebody asked for: a device that is not there, one that is back, a computer that is busy. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {import("./element.js").EnvCheck} check
 * @returns {Node[]}
 */
export function notices(check) {
  const { capture, words, limited } = check;
  const lines = capture.notices.map((notice) =>
    line(notice, words[`notice-${notice}`], button(`dismiss-${notice}`, words.understood, () => capture.dismiss(notice), { kind: "quiet" })),
  );
  const { offer } = capture;
  if (offer) {
    const text = (words["device-offer"] ?? "").replace("{name}", offer.label);
    lines.push(line("offer", text, button("use-device", words["use-it"], () => check.choose(offer.kind, offer.id), { kind: "quiet" })));
  }
  if (limited !== "none") lines.push(line("limited", words[limited === "cpu" ? "limited-cpu" : "limited-bandwidth"]));
  return lines;
}

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {...Node} more
 */
const line = (name, text, ...more) => h("p", { id: `notice-${name}`, class: "notice" }, icon("eye"), h("span", {}, text ?? ""), ...more);
