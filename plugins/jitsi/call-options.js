/** What a call is opened with: what the check came to, under what the host wants. */

import { jitsi } from "@telehealth-envcheck/web/jitsi";

/**
 * @template {object} Options
 * @param {import("@telehealth-envcheck/web/gate").Outcome} outcome
 * @param {Options} options the host's own; they win, key by key
 * @returns {Options & {devices?: Partial<Record<"videoInput" | "audioInput" | "audioOutput", string>>}}
 */
export function callOptions(outcome, options) {
  return /** @type {any} */ (under(jitsi(outcome), options));
}

/**
 * Lays objects of plain keys into one another.
 * @param {Record<string, any>} base
 * @param {Record<string, any>} over wins wherever it says something
 * @returns {Record<string, any>}
 */
function under(base, over) {
  const both = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value !== undefined) both[key] = isPlain(base[key]) && isPlain(value) ? under(base[key], value) : value;
  }
  return both;
}

/** @param {unknown} value */
const isPlain = (value) => Object.prototype.toString.call(value) === "[object Object]";
