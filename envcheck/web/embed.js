/** The iframe form: what the element tells goes to the page around it, and that page may ask for what it does. */

import "./element.js";
import { applyParams } from "./params.js";
import { stay } from "./presence.js";

const check = applyParams();
stay();
const meta = document.querySelector('meta[name="envcheck-origins"]');
const allowed = (meta?.getAttribute("content") ?? "").split(" ").filter(Boolean);
const around = window.parent;
const onward = new URLSearchParams(location.search).get("onward");
if (onward !== null && around !== window) check.setAttribute("onward", onward); // words of a page that is allowed alone

/** @type {string | null} */
let origin = null;

/** @type {Record<string, () => unknown>} */
const COMMANDS = {
  start: () => check.start(),
  stop: () => check.stop(),
  report: () => check.report(),
  quietTest: () => check.quietTest(),
};

addEventListener("message", (event) => {
  if (event.source !== around || !allowed.includes(event.origin)) return;
  origin = event.origin; // nothing is told before the page around has said who it is
  const name = event.data?.envcheck;
  if (Object.hasOwn(COMMANDS, name)) COMMANDS[name]?.();
  else if (name === "hello") tell("hello", null);
});

for (const name of ["update", "verdict", "step", "report", "done", "error", "guard"]) {
  check.addEventListener(`envcheck:${name}`, (event) => tell(name, /** @type {CustomEvent} */ (event).detail));
}

/**
 * @param {string} name
 * @param {unknown} detail
 */
function tell(name, detail) {
  if (origin && around !== window) around.postMessage({ envcheck: name, detail }, origin);
}
