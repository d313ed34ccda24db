/** What each message makes of what is known. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTHING, changes, next, strengths } from "../../envcheck/web/state.js";

/** @param {any[]} messages */
const after = (...messages) => messages.reduce(next, NOTHING);

/**
 * @param {string} code
 * @param {number} rank
 * @param {string} [state]
 */
function finding(code, rank, state = "appeared") {
  const words = { name: code.toLowerCase(), message: `${code} is seen.`, why: "It matters.", advice: "Change it." };
  return { type: "finding", code, severity: "should", rank, state, ...words, regions: [], time: 1 };
}

/**
 * @param {string} code
 * @param {string} [state]
 * @param {string} [message]
 */
function strength(code, state = "appeared", message = `${code} is well.`) {
  return { type: "strength", code, name: code.toLowerCase(), message, state, time: 1 };
}

/** @param {Record<string, unknown>} values */
const progress = (values = {}) => ({
  type: "progress", time: 1, looks: 1, frames: 9, dropped: 0, faces: 1, people: 1, quiet: null, usual: null, meters: {}, ...values,
});

/** @param {readonly {code: string}[]} list */
const codes = (list) => list.map((one) => one.code);

test("nothing is known at the beginning", () => {
  assert.equal(NOTHING.verdict, "undetermined");
  assert.deepEqual([NOTHING.findings, NOTHING.strengths, NOTHING.mended, NOTHING.meters], [[], [], [], {}]);
});

test("no message changes what was known before it", () => {
  const before = after(finding("LIT103", 1), strength("BKG101"), progress({ quiet: 2 }));
  const copy = structuredClone(before);
  const messages = [
    finding("PRV101", 1), finding("LIT103", 1, "cleared"), strength("BKG101", "gone"), progress(),
    { type: "verdict", verdict: "ready", text: "Ready" }, { type: "end", reason: "closed" }, { type: "hello" },
  ];
  for (const message of messages) next(before, message);
  assert.deepEqual(before, copy);
});

test("findings stand in the order of their ranks, and by their codes within one, in whatever order they are told", () => {
  const told = [finding("FRM101", 4), finding("LIT103", 1), finding("LIT101", 1)];
  for (const order of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]) {
    assert.deepEqual(codes(after(...order.map((place) => told[place])).findings), ["LIT101", "LIT103", "FRM101"]);
  }
});

test("the rank alone decides, whatever the severity and the subject", () => {
  const state = after({ ...finding("PRV101", 3), severity: "must" }, { ...finding("LIT103", 2), severity: "could" });
  assert.deepEqual(codes(state.findings), ["LIT103", "PRV101"]);
});

test("a finding that has changed takes its own place", () => {
  const changed = { ...finding("LIT103", 1, "changed"), message: "It is plainer now." };
  const state = after(finding("LIT103", 1), finding("LIT101", 3), changed);
  assert.deepEqual(codes(state.findings), ["LIT103", "LIT101"]);
  assert.equal(state.findings[0]?.message, "It is plainer now.");
});

test("a finding that has weighed more than before moves up", () => {
  const state = after(finding("LIT101", 3), finding("LIT103", 5), finding("LIT103", 1, "changed"));
  assert.deepEqual(codes(state.findings), ["LIT103", "LIT101"]);
});

test("a finding that is over counts as mended, the latest first", () => {
  const state = after(
    finding("LIT103", 1), finding("LIT101", 3),
    finding("LIT103", 1, "cleared"), finding("LIT101", 3, "cleared"),
  );
  assert.deepEqual(state.findings, []);
  assert.deepEqual(codes(state.mended), ["LIT101", "LIT103"]);
});

test("what comes back is no longer mended", () => {
  const state = after(finding("LIT103", 1), finding("LIT103", 1, "cleared"), finding("LIT103", 1));
  assert.deepEqual(codes(state.findings), ["LIT103"]);
  assert.deepEqual(state.mended, []);
});

test("what goes twice is mended once", () => {
  const one = [finding("LIT103", 1), finding("LIT103", 1, "cleared")];
  assert.deepEqual(codes(after(...one, ...one).mended), ["LIT103"]);
});

test("what was just mended stays in its place for five seconds, and then it is gone", () => {
  const told = [finding("LIT103", 1), finding("LIT101", 3), { ...finding("LIT103", 1, "cleared"), time: 10 }];
  const shown = (/** @type {number} */ time) =>
    changes(after(...told, progress({ time }))).map((one) => [one.finding.code, one.isMended]);
  assert.deepEqual(shown(10), [["LIT103", true], ["LIT101", false]]);
  assert.deepEqual(shown(14.9), [["LIT103", true], ["LIT101", false]]);
  assert.deepEqual(shown(15), [["LIT101", false]]);
});

test("what was mended in a session before stands nowhere, whatever the clock of the next one", () => {
  const told = [finding("LIT103", 1), { ...finding("LIT103", 1, "cleared"), time: 90 }, { type: "hello" }];
  assert.deepEqual(changes(after(...told, progress({ time: 0 }))), []);
});

test("strengths appear and go", () => {
  const both = after(strength("BKG101"), strength("LIT101"));
  assert.deepEqual(codes(both.strengths), ["BKG101", "LIT101"]);
  assert.deepEqual(codes(next(both, strength("BKG101", "gone")).strengths), ["LIT101"]);
});

test("a strength that is told twice is shown once", () => {
  assert.deepEqual(codes(after(strength("BKG101"), strength("BKG101")).strengths), ["BKG101"]);
});

test("one check may have several strengths, which go one by one", () => {
  const both = after(strength("BKG104", "appeared", "A plant."), strength("BKG104", "appeared", "Books."));
  assert.equal(both.strengths.length, 2);
  assert.equal(next(both, strength("BKG104", "gone", "A plant.")).strengths[0]?.message, "Books.");
});

test("the verdict is kept as a word and as a text", () => {
  const state = after({ type: "verdict", verdict: "ready", text: "Bereit", time: 2 });
  assert.deepEqual([state.verdict, state.text, state.gaps], ["ready", "Bereit", []]);
});

test("what is not seen comes with the verdict and goes with the session", () => {
  const gaps = ["Backs are not seen here."];
  assert.deepEqual(after({ type: "verdict", verdict: "ready", text: "Ready", gaps }).gaps, gaps);
  assert.deepEqual(after({ type: "verdict", verdict: "ready", text: "Ready", gaps }, { type: "hello" }).gaps, []);
});

test("progress brings looks, meters, the time and how many faces there are", () => {
  const state = after(progress({ looks: 4, meters: { LIT103: 1.4 }, time: 7, faces: 2 }));
  assert.deepEqual([state.looks, state.meters, state.time, state.faces], [4, { LIT103: 1.4 }, 7, 2]);
});

test("which usual setting is seen is known as it is told", () => {
  assert.equal(after(progress()).usual, null);
  assert.equal(after(progress({ usual: 1 })).usual, 1);
  assert.equal(after(progress({ usual: 1 }), progress()).usual, null);
});

test("a new session begins with nothing but what was mended", () => {
  const before = after(
    finding("LIT103", 1), finding("LIT103", 1, "cleared"), finding("LIT101", 3), strength("BKG101"),
    progress({ quiet: 1 }), progress(), { type: "verdict", verdict: "ready", text: "Ready" },
    { type: "end", reason: "stopping" },
  );
  const state = next(before, { type: "hello", version: 1, lang: "en", checks: [] });
  assert.deepEqual({ ...state, mended: [] }, NOTHING);
  assert.deepEqual(codes(state.mended), ["LIT103"]);
});

test("the end says why", () => {
  assert.equal(after({ type: "end", reason: "limit", text: "" }).ended, "limit");
});

test("a message of a kind that is not known changes nothing", () => {
  assert.equal(next(NOTHING, { type: "weather" }), NOTHING);
});

test("what has just come to work is named first, the rest stays in its order", () => {
  const told = ["FRM103", "LIT101", "LIT103"].map((code) => ({ code, name: "", message: code }));
  const state = { ...NOTHING, strengths: told, mended: [finding("LIT103", 3), finding("LIT101", 3), finding("BKG101", 5)] };
  assert.deepEqual(strengths(state).map((one) => one.code), ["LIT103", "LIT101", "FRM103"]);
});
