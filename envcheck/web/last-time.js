/** What somebody has ticked, and whether they took the quiet test, kept by this browser for the next time. */

import { keep, load } from "./storage.js";

const KEY = "envcheck.last-time";

/**
 * @typedef {object} LastTime
 * @property {readonly string[]} ticks names of the attestations
 * @property {"done" | "skipped" | null} quiet null where nothing is known
 */

/** @returns {LastTime} */
export function loadLastTime() {
  const { ticks, quiet } = /** @type {Record<string, unknown>} */ (load(KEY) ?? {});
  return {
    ticks: Array.isArray(ticks) ? ticks.filter((one) => typeof one === "string") : [],
    quiet: quiet === "done" || quiet === "skipped" ? quiet : null,
  };
}

/**
 * @param {Iterable<string>} ticks names of the attestations that are ticked
 * @param {"done" | "skipped"} quiet
 * @returns {boolean} whether it is kept
 */
export function saveLastTime(ticks, quiet) {
  return keep(KEY, { ticks: [...ticks], quiet });
}

export function forgetLastTime() {
  keep(KEY, null);
}
