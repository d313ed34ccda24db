/** What is left of a check once it is over: for whoever reads it, and nothing of the picture. */

import { maySave } from "./usual-setting.js";

/**
 * @typedef {object} Keepsake
 * @property {Date} at when it was over
 * @property {import("./state.js").State} state what was known by then
 * @property {readonly import("./baseline-store.js").Setting[]} compared what was seen was compared with these
 * @property {import("./messages.d.ts").ReportMessage | null} report null where nothing was looked at
 * @property {Blob | null} page the report as a page
 * @property {string | null} baseline what is seen as numbers, from which no picture can be made
 */

/**
 * @param {import("./whip-client.js").WhipSession | null | undefined} session that is about to end
 * @param {import("./state.js").State} state what is known
 * @param {readonly import("./baseline-store.js").Setting[]} compared
 * @param {readonly string[]} confirmed names of what was ticked
 * @returns {Promise<Keepsake>} what could be had: a server that is away leaves it empty
 */
export async function keepsake(session, state, compared, confirmed) {
  const at = new Date();
  const had = (/** @type {(session: import("./whip-client.js").WhipSession) => Promise<any>} */ ask) =>
    session ? ask(session).catch(() => null) : null;
  const [report, page, baseline] = await Promise.all([
    had(async (one) => (await one.report("application/json", confirmed)).json()),
    had(async (one) => (await one.report("text/html", confirmed)).blob()),
    maySave(state) ? had((one) => one.baseline()) : null,
  ]);
  return { at, state, compared, report, page, baseline };
}
