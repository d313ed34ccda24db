/** Looks whether the room check answers: one request without a body, of which only the answer's being there counts. */

const PATIENCE_MS = 4000;
const NO_CONTENT = 204;

/**
 * @typedef {"there" | "stranger" | "away" | "slow"} Seen
 * `there`: it answers, and lets this panel in; `stranger`: something answers that does not; `away`: nothing does; `slow`:
 * nothing was said in time.
 */

/**
 * @param {string} address of the room check, without a slash at its end
 * @param {typeof fetch} ask
 * @param {number} patience in milliseconds
 * @returns {Promise<Seen>}
 */
export async function look(address, ask = fetch, patience = PATIENCE_MS) {
  /** @param {RequestMode} mode */
  const answered = (mode) =>
    ask(`${address}/healthz`, { mode, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(patience) });
  try {
    const answer = await answered("cors");
    return answer.status === NO_CONTENT ? "there" : "stranger";
  } catch (error) {
    if (isLate(error)) return "slow";
  }
  try {
    await answered("no-cors"); // what may not be read is told from what is not there
    return "stranger";
  } catch (error) {
    return isLate(error) ? "slow" : "away";
  }
}

/** @param {unknown} error */
function isLate(error) {
  return error instanceof DOMException && error.name === "TimeoutError";
}
