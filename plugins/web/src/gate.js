/** The room check as a promise: it is shown, and whatever becomes of it, the page that asked goes on. */

import { Failure } from "./failures.js";
import { awaitWords, fallbackWords, words } from "./words.js";

/**
 * @typedef {object} Options
 * @property {string} endpoint address of the server's WHIP endpoint, `https://…/whip`
 * @property {Element | null} [container] takes the check; the page's body where there is none
 * @property {string | (() => string | Promise<string>)} [token] bearer token, or what gets one
 * @property {string} [lang] a code; else the page's language, or the browser's
 * @property {string} [profile] the server's own where there is none
 * @property {"light" | "dark"} [theme] else the reader's own
 * @property {MediaStream | null} [stream] looked at in place of a camera that the check opens, and left open
 * @property {string} [onward] words of the button at the end of the check; else the usual ones
 * @property {number} [reachableMs] after how long a server that has told nothing counts as away, in milliseconds
 * @property {number} [maxMs] after how long the page goes on in any case, in milliseconds; Infinity for never
 * @property {AbortSignal} [signal] ends the check
 *
 * @typedef {object} Outcome
 * @property {"finished" | "skipped" | "unavailable"} how
 * @property {import("./failures.js").FailureCode | "too-long" | "aborted"} [why] where it was not finished for a reason
 * @property {import("./state.js").Verdict | null} verdict advice to a therapist, and nothing to decide by; null where
 *   nothing was looked at
 * @property {import("./devices.js").Devices} devices that the session may use too; their camera is closed by now
 * @property {import("./messages.d.ts").ReportMessage | null} report of a check that was finished
 *
 * @typedef {HTMLElement & Partial<import("./element.js").EnvCheck>} Check not yet what it is, where its module is awaited
 */

const REACHABLE_MS = 4000;
const MAX_MS = 300_000;

/** What a timer of a browser can wait for, in milliseconds: it takes more for nothing at all. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Shows the room check until somebody has finished it, or goes on without it, or it turns out not to be there. A way
 * past it is on the page at once, in words that come from here.
 * @param {Options} options
 * @returns {Promise<Outcome>} it is never rejected. A camera that the check had opened is closed by then
 */
export async function roomCheck(options) {
  const over = new AbortController();
  /** @type {Gate | undefined} */
  let gate;
  try {
    if (options.signal?.aborted) return left(null, "skipped", "aborted");
    gate = draw(options);
    return told(await first(gate, options, over.signal));
  } catch (error) {
    return told(left(gate?.check ?? null, "unavailable", error instanceof Failure ? error.code : "failed"));
  } finally {
    over.abort();
    gate?.place.remove();
    await null; // an element that has left the page lets go of its camera right after
  }
}

/** @typedef {{place: HTMLElement, check: Check, skip: HTMLButtonElement}} Gate what is on the page */

/**
 * @param {Options} options
 * @returns {Gate}
 */
function draw({ container, endpoint, lang, profile, theme, stream, onward = "" }) {
  const said = fallbackWords(languageOf(lang));
  const place = document.createElement("section");
  const check = /** @type {Check} */ (document.createElement("env-check"));
  const skip = document.createElement("button");
  place.lang = said.lang ?? "";
  place.dir = said.dir ?? "";
  place.setAttribute("aria-label", said.title ?? "");
  Object.assign(skip, { type: "button", slot: "skip", textContent: said["skip-check"] });
  skip.style.setProperty("min-height", "44px"); // by this, for a policy may forbid whatever else says how it looks
  Object.assign(check, { endpoint, onward, lang: languageOf(lang) });
  for (const [name, value] of Object.entries({ profile, theme, stream })) if (value) Object.assign(check, { [name]: value });
  check.append(skip);
  place.append(check);
  (container ?? document.body).append(place);
  return { place, check, skip };
}

/**
 * What comes first of all that ends a check.
 * @param {Gate} gate
 * @param {Options} options
 * @param {AbortSignal} over
 * @returns {Promise<Outcome>}
 * @throws {Failure} there is no check to be had
 */
function first({ check, skip }, options, over) {
  const { signal, maxMs = MAX_MS, reachableMs = REACHABLE_MS } = options;
  return new Promise((resolve, reject) => {
    check.addEventListener("envcheck:done", (event) => resolve(ended(check, event.detail)), { signal: over });
    skip.addEventListener("click", () => resolve(left(check, "skipped")), { signal: over });
    signal?.addEventListener("abort", () => resolve(left(check, "skipped", "aborted")), { signal: over });
    after(maxMs, over, () => resolve(left(check, "unavailable", "too-long")));
    const reached = new AbortController();
    over.addEventListener("abort", () => reached.abort());
    after(reachableMs, reached.signal, () => reject(new Failure("server-gone")));
    reach(check, options, over).then(() => reached.abort(), reject);
  });
}

/**
 * Waits until the element is what it is, and its server has told its words.
 * @param {Check} check
 * @param {Options} options
 * @param {AbortSignal} over
 * @throws {Failure} this browser cannot show it, or nobody gives a token
 */
async function reach(check, { endpoint, token, lang, profile }, over) {
  const given = Promise.resolve(typeof token === "function" ? token() : token).catch(() => {
    throw new Failure("not-allowed");
  });
  const [bearer] = await Promise.all([given, import("./element.js")]);
  const kind = customElements.get("env-check");
  if (!kind || !(check instanceof kind)) throw new Failure("too-old");
  if (bearer) Object.assign(check, { token: bearer });
  await awaitWords(() => words(endpoint, languageOf(lang), profile), () => !over.aborted, () => undefined);
}

/**
 * @param {Check} check
 * @param {import("./outcome.js").Outcome} detail
 * @returns {Outcome}
 */
function ended(check, detail) {
  return detail.how === "finished" ? { ...detail } : left(check, "skipped");
}

/**
 * A check that was not finished.
 * @param {Check | null} check
 * @param {"skipped" | "unavailable"} how
 * @param {Outcome["why"]} [why]
 * @returns {Outcome} unavailable as well where somebody went on because it had failed
 */
function left(check, how, why) {
  const failed = how === "skipped" && !why ? check?.failure : null;
  const verdict = check?.state?.looks ? check.state.verdict : null;
  const devices = check?.capture?.devices ?? { camera: null, microphone: null };
  const reason = failed ?? why;
  return { how: failed ? "unavailable" : how, ...(reason && { why: reason }), verdict, devices, report: null };
}

/**
 * Leaves a line for whoever looks for it, where the check was not to be had.
 * @param {Outcome} outcome
 */
function told(outcome) {
  if (outcome.how === "unavailable") console.info(`envcheck: no room check (${outcome.why})`);
  return outcome;
}

/**
 * @param {number} ms
 * @param {AbortSignal} over nothing is done after
 * @param {() => void} act
 */
function after(ms, over, act) {
  if (ms > LONGEST_MS) return;
  const timer = setTimeout(act, ms);
  over.addEventListener("abort", () => clearTimeout(timer));
}

/** @param {string} [lang] */
const languageOf = (lang) => lang || document.documentElement.lang || navigator.language;
