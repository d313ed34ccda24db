/** What can go wrong, as codes: each has its own page of words. */

/**
 * @typedef {"refused" | "refused-by-system" | "blocked" | "none-found" | "in-use" | "lost" | "insecure" | "too-old" |
 *   "full" | "not-allowed" | "server-gone" | "unreached" | "ended" | "oversized" | "failed"} FailureCode
 */

/** What a server that does not say when it wants to be asked again is given, in milliseconds. */
const RETRY_MS = 15_000;

export class Failure extends Error {
  /**
   * @param {FailureCode} code
   * @param {number | null} status of the answer that it came with
   * @param {number} retryMs after which the server wants to be asked again, in milliseconds
   */
  constructor(code, status = null, retryMs = RETRY_MS) {
    super(code);
    this.name = "Failure";
    this.code = code;
    this.status = status;
    this.retryMs = retryMs;
  }
}

/** @type {Record<string, FailureCode>} */
const BY_NAME = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none-found",
  DevicesNotFoundError: "none-found",
  OverconstrainedError: "none-found",
  NotReadableError: "in-use",
  TrackStartError: "in-use",
  AbortError: "in-use",
};

/**
 * What a failed request for camera and microphone comes to.
 * @param {unknown} error
 */
export function deviceFailure(error) {
  if (error instanceof Failure) return error;
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error();
  const code = BY_NAME[name] ?? "failed";
  // Chromium alone tells by whom, and by these words alone
  return new Failure(code === "refused" && /by system/i.test(message) ? "refused-by-system" : code);
}

/**
 * What an answer of the server that is no success comes to.
 * @param {number} status
 * @param {string | null} retryAfter its header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date
 */
export function answerFailure(status, retryAfter = null) {
  if (status === 401 || status === 403) return new Failure("not-allowed", status);
  if (status === 503 || status === 429) return new Failure("full", status, retryMs(retryAfter ?? ""));
  return new Failure(status >= 500 ? "server-gone" : "failed", status);
}

/** @param {string} retryAfter */
function retryMs(retryAfter) {
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? RETRY_MS : Math.max(0, ms);
}
