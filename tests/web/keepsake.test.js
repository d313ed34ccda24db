/** What is kept of a check that is over. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { keepsake } from "../../envcheck/web/keepsake.js";
import { NOTHING } from "../../envcheck/web/state.js";

const STATE = /** @type {any} */ ({ ...NOTHING, verdict: "ready", text: "Ready", checks: ["BKG106"] });

/** @param {Record<string, unknown>} [more] */
const session = (more = {}) => /** @type {any} */ ({
  report: async (/** @type {string} */ type, /** @type {string[]} */ confirmed) => ({
    json: async () => ({ type, confirmed }),
    blob: async () => type,
  }),
  baseline: async () => "{}",
  ...more,
});

test("the report, its page and the numbers are kept, with what was known and when", async () => {
  const kept = await keepsake(session(), STATE, [], ["door-closed"]);
  assert.deepEqual(kept.report, { type: "application/json", confirmed: ["door-closed"] });
  assert.deepEqual([kept.page, kept.baseline, kept.state], ["text/html", "{}", STATE]);
  assert.ok(Math.abs(Date.now() - kept.at.getTime()) < 10_000);
});

test("a server that is away, or gives no numbers, leaves out that alone", async () => {
  const away = async () => {
    throw new Error("away");
  };
  const kept = await keepsake(session({ baseline: away }), STATE, [], []);
  assert.deepEqual([kept.baseline, kept.page], [null, "text/html"]);
  const nothing = await keepsake(session({ baseline: away, report: away }), STATE, [], []);
  assert.deepEqual([nothing.report, nothing.page, nothing.baseline, nothing.state], [null, null, null, STATE]);
});

test("where nothing was looked at nothing is kept", async () => {
  const kept = await keepsake(null, NOTHING, [], []);
  assert.deepEqual([kept.report, kept.page, kept.baseline], [null, null, null]);
});
