/** What the outline of a head and shoulders over the preview answers, and when it goes away. No page in here. */

import { cutEdge } from "./marks.js";

/**
 * @typedef {"" | "guide-wait" | "guide-into" | "guide-nearer" | "guide-back" | "guide-up" | "guide-down" | "guide-middle" |
 *   "guide-straight" | "guide-camera-up" | "guide-camera-down" | "guide-face" | "guide-right"} GuideKey
 *   names a sentence of the page; "" shows no outline, and "guide-wait" one that does not know yet
 *
 * @typedef {object} Known
 * @property {readonly import("./marks.js").Marked[]} findings
 * @property {Readonly<Record<string, number>>} [meters] how near each fault is: 1 at its limit
 * @property {number} looks how often was looked
 * @property {number} faces how many are seen
 * @property {number} [people] how many there should be
 */

/** Nothing can be said of a place in such a picture: covered, frozen, or turned. */
const BLIND = ["PIC101", "PIC104", "PIC107"];

/** The most important first: who is not in view needs no other word. @type {readonly [string, GuideKey][]} */
const ANSWERS = [
  ["FRM104", "guide-back"],
  ["FRM103", "guide-nearer"],
  ["FRM105", "guide-down"],
  ["FRM102", "guide-middle"],
  ["FRM110", "guide-up"],
  ["FRM108", "guide-straight"],
  ["FRM106", "guide-camera-up"],
  ["FRM107", "guide-camera-down"],
  ["FRM109", "guide-face"],
];

/** A told fault is over below this, as the server has it; one that is not told begins at 1. */
const OVER = 0.75;

/**
 * What the outline answers to what is known just now. Meters are quicker than findings, which wait whether a fault lasts.
 * @param {Known} known
 * @returns {GuideKey}
 */
export function answer({ findings, meters = {}, looks, faces, people = 1 }) {
  const told = new Map(findings.map((finding) => [finding.code, finding]));
  if (BLIND.some((code) => told.has(code))) return "";
  const missing = told.get("FRM101");
  if (missing?.variant === "dark") return "";
  if (missing) return missing.variant === "turned" ? "guide-face" : "guide-into";
  if (!looks) return "guide-wait";
  const [, key = ""] = ANSWERS.find(([code]) => lasts(code, told, meters)) ?? [];
  const cut = told.get("FRM105");
  if (key === "guide-down" && cut) return ofCut(cutEdge(cut));
  if (key) return key;
  return faces >= people ? "guide-right" : "guide-wait";
}

/**
 * @param {string} edge that cuts the head
 * @returns {GuideKey}
 */
function ofCut(edge) {
  if (edge === "side") return "guide-middle";
  return edge === "bottom" ? "guide-up" : "guide-down";
}

/**
 * @param {string} code
 * @param {ReadonlyMap<string, unknown>} told
 * @param {Readonly<Record<string, number>>} meters
 */
function lasts(code, told, meters) {
  const meter = meters[code];
  // only a finding says which edge cuts a head
  if (meter === undefined || code === "FRM105") return told.has(code);
  return meter > (told.has(code) ? OVER : 1);
}

/** Milliseconds for which all has to be well before it is said, and for which it is then shown. */
export const SETTLED = 2000;
export const SHOWN = 3000;

/** The outline over time: "just right" is said a little later than it is so, and goes away soon. */
export class Guide {
  /** @type {GuideKey} */
  #key = "guide-wait";
  /** Since when all is well; undefined while it is not. @type {number | undefined} */
  #well;

  /**
   * What is shown now.
   * @param {GuideKey} key what is answered just now
   * @param {number} now in milliseconds, of any clock that never goes back
   * @returns {GuideKey}
   */
  shown(key, now) {
    if (key !== "guide-right") {
      this.#well = undefined;
      this.#key = key;
      return key;
    }
    this.#well ??= now;
    const lasted = now - this.#well;
    if (lasted >= SETTLED + SHOWN) this.#key = "";
    else if (lasted >= SETTLED) this.#key = "guide-right";
    // until it has lasted, what was answered before is neither repeated nor praised
    else if (this.#key !== "" && this.#key !== "guide-right") this.#key = "guide-wait";
    return this.#key;
  }
}
