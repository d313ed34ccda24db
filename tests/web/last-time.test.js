/** What is kept for the next time. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forgetDevices, loadDevices, saveDevices } from "../../envcheck/web/device-store.js";
import { forgetLastTime, loadLastTime, saveLastTime } from "../../envcheck/web/last-time.js";
import { MediaDevices, browser, withoutStorage } from "./fake-devices.mjs";

/** @type {Map<string, string>} */
let kept;
const NOTHING = { camera: null, microphone: null, speaker: null };
const HEADSET = { id: "m2", label: "Headset" };

beforeEach(() => (kept = browser(new MediaDevices())));

test("ticks are kept by their names, with whether the quiet test was done", () => {
  assert.deepEqual(loadLastTime(), { ticks: [], quiet: null });
  assert.equal(saveLastTime(new Set(["door", "phone"]), "skipped"), true);
  assert.deepEqual(loadLastTime(), { ticks: ["door", "phone"], quiet: "skipped" });
  forgetLastTime();
  assert.deepEqual([loadLastTime(), kept.size], [{ ticks: [], quiet: null }, 0]);
});

test("devices are kept by id and name, and one that is not in use stays as it was", () => {
  assert.deepEqual(loadDevices(), NOTHING);
  saveDevices({ microphone: HEADSET });
  saveDevices({ camera: { id: "c", label: "Camera" }, microphone: null });
  assert.deepEqual(loadDevices(), { ...NOTHING, camera: { id: "c", label: "Camera" }, microphone: HEADSET });
  forgetDevices();
  assert.deepEqual([loadDevices(), kept.size], [NOTHING, 0]);
});

for (const text of ["{", "7", "[]", '{"ticks": 3, "quiet": "loud", "camera": "c", "microphone": {"id": 1}}', '{"ticks": [1, null]}']) {
  test(`what somebody else has written there is passed over: ${text}`, () => {
    for (const key of ["envcheck.devices", "envcheck.last-time"]) kept.set(key, text);
    assert.deepEqual([loadDevices(), loadLastTime()], [NOTHING, { ticks: [], quiet: null }]);
  });
}

test("where nothing may be kept nothing is, and nothing breaks", () => {
  withoutStorage();
  assert.equal(saveDevices({ camera: HEADSET }), false);
  assert.equal(saveLastTime([], "done"), false);
  forgetDevices();
  forgetLastTime();
  assert.deepEqual([loadDevices(), loadLastTime()], [NOTHING, { ticks: [], quiet: null }]);
});
