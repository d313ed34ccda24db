/** Which screen is shown, from what was seen so far. Pure. */

/**
 * @typedef {"looking" | "away" | "stopped" | "stranger" | "ask" | "check"} Screen
 * @typedef {{ screen: Screen, misses: number }} State
 */

/** @type {State} */
export const BEGINNING = { screen: "looking", misses: 0 };

const ENOUGH = 2;
/** Looks in a row without it after which a check that was there has stopped: one may fail on a busy machine. */

/**
 * @param {State} state
 * @param {import("./look.js").Seen} seen
 * @param {boolean} isAllowed the panel may use the camera
 * @param {boolean} isFinished the check shows that it is done, which is not taken away from its reader
 * @returns {State}
 */
export function next(state, seen, isAllowed, isFinished) {
  const { screen } = state;
  if (seen === "slow") return screen === "looking" ? { screen: "away", misses: 0 } : state;
  if (seen === "there") return { screen: screen === "check" || isAllowed ? "check" : "ask", misses: 0 };
  if (screen !== "check") return { screen: without(screen, seen), misses: 0 };
  const misses = state.misses + 1;
  return isFinished || misses < ENOUGH ? { screen, misses } : { screen: without(screen, seen), misses: 0 };
}

/**
 * @param {Screen} screen
 * @param {"stranger" | "away"} seen
 * @returns {Screen}
 */
function without(screen, seen) {
  if (seen === "stranger") return "stranger";
  return screen === "check" || screen === "stopped" ? "stopped" : "away";
}
