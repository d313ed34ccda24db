/** What a check has come to, for the page that goes on from it. */

/**
 * @typedef {"finished" | "skipped"} How
 *
 * @typedef {object} Outcome
 * @property {How} how
 * @property {import("./state.js").Verdict} verdict as it stood; it advises, and bars nobody's way
 * @property {import("./devices.js").Devices} devices those that were used last, so that the session may use them too
 * @property {boolean} guard it stays on the page, since somebody has asked for a guard during the session
 * @property {import("./messages.d.ts").ReportMessage | null} report null where it was skipped, or nothing was looked at
 */

/** How long a report may keep somebody from the session, in milliseconds. */
const REPORT_MS = 4000;

/**
 * @param {import("./element.js").EnvCheck} check
 * @param {How} how
 * @returns {Promise<Outcome>}
 */
export async function outcome(check, how) {
  const late = new Promise((resolve) => setTimeout(resolve, REPORT_MS));
  const report = how === "finished" ? await Promise.race([check.report().catch(() => null), late]) : null;
  return { how, verdict: check.state.verdict, devices: check.capture.devices, guard: check.guarding.isOn, report: report ?? null };
}
