/** What the sender's own statistics say of it, so that no camera is blamed for a busy computer or a narrow connection. */

/** How long what was told has to be away before something else is told: it comes and goes by the second. */
const AWAY_MS = 5000;

/** @typedef {"none" | "cpu" | "bandwidth" | "other"} Reason as the W3C's `RTCQualityLimitationReason` has it */

/**
 * What keeps the video from being sent as it is meant to be. Pictures that are made smaller on purpose, by
 * `scaleResolutionDownBy` and `maxFramerate`, are not limited by that; a browser that says nothing limits nothing.
 * @param {Iterable<any>} stats as `getStats()` gives them
 * @returns {Reason}
 */
export function limitation(stats) {
  for (const one of stats) {
    if (one.type === "outbound-rtp" && one.kind === "video" && one.qualityLimitationReason) {
      return one.qualityLimitationReason;
    }
  }
  return "none";
}

/** When a limitation, or its end, is worth telling. */
export class Limits {
  /** @type {Reason} what the server knows */
  told = "none";
  #lasted = 0;

  /**
   * @param {Reason} reason what is found now
   * @param {number} now milliseconds
   * @returns {Reason | null} what to tell; null for nothing new
   */
  next(reason, now) {
    if (reason === this.told) {
      this.#lasted = now;
      return null;
    }
    return this.told === "none" || now - this.#lasted >= AWAY_MS ? reason : null;
  }
}
