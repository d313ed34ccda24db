/** What each message makes of what is known. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTHING, mended, next, strengths } from "../../envcheck/web/state.js";

/** @param {any[]} messages */
const after = (...messages) => messages.reduce(next, NOTHING);

/**
 * @param {string} code
 * @param {string} severity
 * @param {string} [state]
 */
function finding(code, severity, state = "appeared") {
  const words = { name: code.toLowerCase(), message: `${code} is seen.`, why: "It matters.", advice: "Change it." };
  return { type: "finding", code, severity, state, ...words, regions: [], time: 1 };
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
  type: "progress", time: 1, looks: 1, frames: 9, dropped: 0, faces: 1, people: 1, quiet: null, meters: {}, ...values,
});

/** @param {readonly {code: string}[]} list */
const codes = (list) => list.map((one) => one.code);

test("nothing is known at the beginning", () => {
  assert.equal(NOTHING.verdict, "undetermined");
  assert.deepEqual([NOTHING.findings, NOTHING.strengths, NOTHING.mended, NOTHING.meters], [[], [], [], {}]);
});

test("no message changes what was known before it", () => {
  const before = after(finding("LIT103", "must"), strength("BKG101"), progress({ quiet: 2 }));
  const copy = structuredClone(before);
  const messages = [
    finding("PRV101", "must"), finding("LIT103", "must", "cleared"), strength("BKG101", "gone"), progress(),
    { type: "verdict", verdict: "ready", text: "Ready" }, { type: "end", reason: "closed" }, { type: "hello" },
  ];
  for (const message of messages) next(before, message);
  assert.deepEqual(before, copy);
});

test("what must change comes before what should, and that before what could, in whatever order they are told", () => {
  const told = [finding("FRM101", "could"), finding("LIT103", "must"), finding("LIT101", "should")];
  for (const order of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]) {
    assert.deepEqual(codes(after(...order.map((place) => told[place])).findings), ["LIT103", "LIT101", "FRM101"]);
  }
});

test("privacy comes first among what weighs the same", () => {
  const state = after(
    finding("LIT103", "must"), finding("FRM101", "must"), finding("PRV103", "should"), finding("PRV101", "must"),
    finding("BKG101", "should"),
  );
  assert.deepEqual(codes(state.findings), ["PRV101", "FRM101", "LIT103", "PRV103", "BKG101"]);
});

test("a finding that has changed takes its own place", () => {
  const changed = { ...finding("LIT103", "must", "changed"), message: "It is plainer now." };
  const state = after(finding("LIT103", "must"), finding("LIT101", "should"), changed);
  assert.deepEqual(codes(state.findings), ["LIT103", "LIT101"]);
  assert.equal(state.findings[0]?.message, "It is plainer now.");
});

test("a finding that has weighed more than before moves up", () => {
  const state = after(finding("LIT101", "should"), finding("LIT103", "could"), finding("LIT103", "must", "changed"));
  assert.deepEqual(codes(state.findings), ["LIT103", "LIT101"]);
});

test("a finding that is over counts as mended, the latest first", () => {
  const state = after(
    finding("LIT103", "must"), finding("LIT101", "should"),
    finding("LIT103", "must", "cleared"), finding("LIT101", "should", "cleared"),
  );
  assert.deepEqual(state.findings, []);
  assert.deepEqual(codes(mended(state)), ["LIT101", "LIT103"]);
});

test("what comes back is no longer mended", () => {
  const state = after(finding("LIT103", "must"), finding("LIT103", "must", "cleared"), finding("LIT103", "must"));
  assert.deepEqual(codes(state.findings), ["LIT103"]);
  assert.deepEqual(mended(state), []);
});

test("what goes twice is mended once", () => {
  const one = [finding("LIT103", "must"), finding("LIT103", "must", "cleared")];
  assert.deepEqual(codes(mended(after(...one, ...one))), ["LIT103"]);
});

test("what is mended and well is said once, as a strength", () => {
  const told = [finding("LIT103", "must"), finding("LIT103", "must", "cleared")];
  assert.deepEqual(mended(after(...told, strength("LIT103"))), []);
  assert.deepEqual(codes(mended(after(...told, strength("LIT103"), strength("LIT103", "gone")))), ["LIT103"]);
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
  assert.deepEqual([state.verdict, state.text], ["ready", "Bereit"]);
});

test("progress brings looks and meters", () => {
  const state = after(progress({ looks: 4, meters: { LIT103: 1.4 } }));
  assert.deepEqual([state.looks, state.meters], [4, { LIT103: 1.4 }]);
});

test("the quiet test counts down, and is heard once it is over", () => {
  const running = after(progress({ quiet: 2.6 }));
  assert.deepEqual([running.quiet, running.heard], [2.6, false]);
  const over = next(running, progress());
  assert.deepEqual([over.quiet, over.heard], [null, true]);
  assert.equal(next(over, progress()).heard, true);
});

test("without a quiet test nothing counts as heard", () => {
  assert.equal(after(progress(), progress()).heard, false);
});

test("a new session begins with nothing but what was mended and heard", () => {
  const before = after(
    finding("LIT103", "must"), finding("LIT103", "must", "cleared"), finding("LIT101", "should"), strength("BKG101"),
    progress({ quiet: 1 }), progress(), { type: "verdict", verdict: "ready", text: "Ready" },
    { type: "end", reason: "stopping" },
  );
  const state = next(before, { type: "hello", version: 1, lang: "en", checks: [] });
  assert.deepEqual({ ...state, mended: [] }, { ...NOTHING, heard: true });
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
  const state = { ...NOTHING, strengths: told, mended: [finding("LIT103", "should"), finding("LIT101", "should"), finding("BKG101", "could")] };
  assert.deepEqual(strengths(state).map((one) => one.code), ["LIT103", "LIT101", "FRM103"]);
});
