/** A clinic's page as it is before a call: it checks, and joins whatever came of that. */

import { type Options, type Outcome, roomCheck } from "@telehealth-envcheck/web/gate";

const MEANT_MS = 4000;

const joined: Outcome[] = [];
let since = 0;

/** Begins to measure, and how late timers are by themselves: a busy machine has its own part in all that takes long. */
function measure() {
  since = performance.now();
  const began = since;
  setTimeout(() => Object.assign(window, { lateMs: performance.now() - began - MEANT_MS }), MEANT_MS);
}

/** Stands for what a platform's package does once it is called. */
function join(outcome: Outcome) {
  joined.push(outcome);
  Object.assign(window, { tookMs: performance.now() - since });
  const call = document.createElement("h2");
  call.textContent = "Your session";
  document.querySelector("main")?.replaceChildren(call);
}

let leave = new AbortController();

async function enter(options: Options) {
  leave = new AbortController();
  measure();
  join(await roomCheck({ container: document.querySelector("main"), signal: leave.signal, ...options }));
}

addEventListener("click", measure, true);
Object.assign(window, { enter: (options: Options) => void enter(options), leave: () => leave.abort(), joined });
