/** The quiet test as somebody goes through it. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { QuietTest } from "../../envcheck/web/quiet-test.js";

const VOICE = () => /** @type {any} */ ({ code: "PRV104", message: "A voice was heard.", advice: "Close the door." });
const NO_VOICE = () => /** @type {any} */ ({ code: "PRV104", message: "No voice was heard." });
const NOISE = () => /** @type {any} */ ({ code: "SND103", message: "It is noisy.", advice: "Close the window." });
const QUIET = () => /** @type {any} */ ({ code: "SND103", message: "The room is quiet." });

/** @type {QuietTest} */
let quiet;
/** @type {string[]} */
let seen;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  seen = [];
  quiet = new QuietTest(() => seen.push(`${quiet.phase} ${quiet.left}`));
});

afterEach(() => mock.timers.reset());

/** @param {any[]} [findings] @param {any[]} [strengths] */
const know = (findings = [], strengths = []) => quiet.take({ findings, strengths });

async function counted() {
  await quiet.begin(async () => undefined);
  for (let second = 0; second < 3; second++) mock.timers.tick(1000);
}

const told = () => quiet.told.map((/** @type {any} */ one) => one.message);

test("it counts once the server has taken it, and evenly, whatever else is told meanwhile", async () => {
  let take = () => undefined;
  const begun = quiet.begin(() => new Promise((resolve) => (take = () => resolve(undefined))));
  mock.timers.tick(5000);
  assert.deepEqual([seen, quiet.isRunning], [["asking 0"], true]);
  take();
  await begun;
  for (let step = 0; step < 30; step++) {
    know([NOISE()]);
    mock.timers.tick(100);
  }
  assert.deepEqual(seen, ["asking 0", "counting 3", "counting 2", "counting 1", "waiting 0"]);
  assert.deepEqual([quiet.isRunning, quiet.isDone, told()], [false, true, []]);
});

test("a quiet room is told with what goes with it", async () => {
  await counted();
  know([], [NO_VOICE(), QUIET(), { code: "LIT101", message: "Light." }]);
  assert.deepEqual([quiet.phase, told()], ["quiet", ["No voice was heard.", "The room is quiet."]]);
});

test("a voice is told alone, since the noise was the voice", async () => {
  await counted();
  know([VOICE(), NOISE()]);
  assert.deepEqual([quiet.phase, told()], ["voices", ["A voice was heard."]]);
});

test("noise without a voice is told beside that", async () => {
  await counted();
  know([NOISE()], [NO_VOICE()]);
  assert.deepEqual([quiet.phase, told()], ["quiet", ["It is noisy.", "No voice was heard."]]);
});

test("a result that comes while it counts is told at its end", async () => {
  await quiet.begin(async () => undefined);
  know([], [NO_VOICE()]);
  assert.equal(quiet.phase, "counting");
  mock.timers.tick(1000);
  mock.timers.tick(1000);
  mock.timers.tick(1000);
  assert.equal(quiet.phase, "quiet");
});

test("where none comes that is said, and one that comes later still counts", async () => {
  await counted();
  mock.timers.tick(9999);
  assert.equal(quiet.phase, "waiting");
  mock.timers.tick(1);
  assert.equal(quiet.phase, "unknown");
  know([], [NO_VOICE()]);
  assert.equal(quiet.phase, "quiet");
});

test("that was me: it is taken again, and what was told before is not its result", async () => {
  await counted();
  const before = VOICE();
  know([before]);
  await counted();
  know([before]);
  assert.equal(quiet.phase, "waiting");
  know([], [NO_VOICE()]);
  assert.deepEqual([quiet.phase, told()], ["quiet", ["No voice was heard."]]);
});

test("a result that stays the same as before is told in the end", async () => {
  const before = VOICE();
  know([before]);
  await counted();
  assert.equal(quiet.phase, "waiting");
  mock.timers.tick(10_000);
  assert.equal(quiet.phase, "voices");
});

test("where the server does not take it, it is as if it had not begun", async () => {
  await assert.rejects(quiet.begin(() => Promise.reject(new Error("gone"))));
  assert.deepEqual([quiet.phase, quiet.isDone], ["idle", false]);
  mock.timers.tick(20_000);
  assert.equal(quiet.phase, "idle");
});

test("another session has heard nothing", async () => {
  await counted();
  know([VOICE()]);
  quiet.reset();
  assert.deepEqual([quiet.phase, told()], ["idle", []]);
  await quiet.begin(async () => undefined);
  quiet.reset();
  mock.timers.tick(20_000);
  assert.equal(quiet.phase, "idle");
});

test("until its result is there no other one is begun, and until it is quiet the test stays open", async () => {
  assert.deepEqual([quiet.isPending, quiet.isOpen], [false, false]);
  await counted();
  assert.deepEqual([quiet.phase, quiet.isPending, quiet.isOpen], ["waiting", true, true]);
  know([VOICE()]);
  assert.deepEqual([quiet.phase, quiet.isPending, quiet.isOpen], ["voices", false, true]);
  await counted();
  know([], [NO_VOICE()]);
  assert.deepEqual([quiet.phase, quiet.isPending, quiet.isOpen], ["quiet", false, false]);
});
