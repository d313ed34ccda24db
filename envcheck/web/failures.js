/** What can go wrong, as codes: each has its own page of words. */

/**
 * @typedef {"refused" | "none-found" | "in-use" | "lost" | "insecure" | "too-old" | "full" | "not-allowed" |
 *   "server-gone" | "unreached" | "ended" | "oversized" | "failed"} FailureCode
 */

export class Failure extends Error {
  /**
   * @param {FailureCode} code
   * @param {number | null} status of the answer that it came with
   */
  constructor(code, status = null) {
    super(code);
    this.name = "Failure";
    this.code = code;
    this.status = status;
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
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return new Failure(BY_NAME[name] ?? "failed");
}

/**
 * What an answer of the server that is no success comes to.
 * @param {number} status
 */
export function answerFailure(status) {
  if (status === 401 || status === 403) return new Failure("not-allowed", status);
  if (status === 503 || status === 429) return new Failure("full", status);
  return new Failure(status >= 500 ? "server-gone" : "failed", status);
}
