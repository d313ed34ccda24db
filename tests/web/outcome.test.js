/** What a page is told that goes on from the check. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { outcome } from "../../envcheck/web/outcome.js";

const DEVICES = { camera: { id: "1", label: "Camera" }, microphone: null };

/** @param {() => Promise<any>} report @param {boolean} [isOn] a guard */
const check = (report, isOn = false) =>
  /** @type {any} */ ({ state: { verdict: "ready" }, capture: { devices: DEVICES }, guarding: { isOn }, report });

test("who has finished is told with the report", async () => {
  const told = await outcome(check(async () => ({ frames: 7 })), "finished");
  assert.deepEqual(told, { how: "finished", verdict: "ready", devices: DEVICES, guard: false, report: { frames: 7 } });
});

test("that a guard stays on is told, so that the element is left on the page", async () => {
  assert.equal((await outcome(check(async () => null, true), "finished")).guard, true);
});

test("who passes the check by waits for no report", async () => {
  const report = mock.fn(async () => ({}));
  assert.equal((await outcome(check(report), "skipped")).report, null);
  assert.equal(report.mock.callCount(), 0);
});

test("a report that fails, or is late, keeps nobody from the session", async () => {
  assert.equal((await outcome(check(async () => Promise.reject(new Error("gone"))), "finished")).report, null);
  mock.timers.enable({ apis: ["setTimeout"] });
  const late = outcome(check(() => new Promise(() => undefined)), "finished");
  mock.timers.tick(60_000);
  assert.equal((await late).report, null);
  mock.timers.reset();
});
