/** The first screen: what will happen, where the picture goes, and how a good room looks. */

import { button, heading } from "./controls.js";
import { h } from "./dom.js";
import { goodSetup } from "./examples.js";
import { icon } from "./icons.js";
import { ENDPOINT } from "./words.js";

const THIS_COMPUTER = ["localhost", "127.0.0.1", "[::1]"];

/** @param {import("./element.js").EnvCheck} check */
export function welcome(check) {
  const { words } = check;
  const steps = [
    ["eye", words["welcome-look"]],
    ["microphone", words["welcome-listen"]],
    ["checklist", words["welcome-tick"]],
  ];
  return [
    h(
      "div",
      { class: "welcome" },
      heading(words.welcome),
      h("p", { class: "lead" }, words.promise ?? ""),
      h("figure", { class: "setup" }, goodSetup(words["good-setup"])),
      h("ul", { class: "plan" }, ...steps.map(([symbol = "", text]) => h("li", {}, icon(symbol), h("span", {}, text ?? "")))),
      button("begin", words.begin, () => check.start(), { kind: "primary" }),
      h("p", { class: "hint" }, [words["browser-asks"], whereto(check)].join(" ")),
    ),
  ];
}

/**
 * Where picture and sound go.
 * @param {import("./element.js").EnvCheck} check
 */
function whereto({ endpoint, words }) {
  const host = farHost(endpoint);
  return host ? (words["goes-to"] ?? "").replace("{host}", host) : words["stays-here"];
}

/**
 * Whom all goes to; empty where that is this computer.
 * @param {string} endpoint of WHIP; empty for that of the page's own server
 */
export function farHost(endpoint) {
  const { hostname } = new URL(endpoint || ENDPOINT, document.baseURI);
  return THIS_COMPUTER.includes(hostname) ? "" : hostname;
}
