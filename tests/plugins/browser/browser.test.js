/** The extension's modules that need no browser: where the check is, whether it answers, and what is shown of that. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { look } from "../../../plugins/browser/extension/look.js";
import { KNOWN, USUAL_PORT, line, port, setPort } from "../../../plugins/browser/extension/place.js";
import { BEGINNING, next } from "../../../plugins/browser/extension/screens.js";

const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};

beforeEach(() => kept.clear());

/** What is seen one after another. */
function screens(seen, { isAllowed = true, isFinished = false, from = BEGINNING } = {}) {
  const shown = [];
  let state = from;
  for (const one of seen) {
    state = next(state, one, isAllowed, isFinished);
    shown.push(state.screen);
  }
  return shown.join(" ");
}

const CHECK = { screen: "check", misses: 0 };

test("nothing is kept but a port of one's own", () => {
  assert.equal(port(), USUAL_PORT);
  assert.ok(setPort(" 9000 "));
  assert.deepEqual([...kept], [["port", "9000"]]);
  assert.equal(port(), 9000);
  assert.ok(setPort("8765"));
  assert.equal(kept.size, 0);
});

test("what is no port changes nothing", () => {
  for (const text of ["", "0", "65536", "-1", "8765/", "1e3", "port"]) assert.ok(!setPort(text), text);
  kept.set("port", "nonsense");
  assert.equal(port(), USUAL_PORT);
});

test("the line that starts the check names what is not usual, and no more", () => {
  assert.equal(line(KNOWN, USUAL_PORT), "envcheck serve");
  assert.equal(line(KNOWN, 9000), "envcheck serve --port 9000");
  assert.equal(line("moz-extension://a", USUAL_PORT), "envcheck serve --origin moz-extension://a");
  assert.equal(line(KNOWN, USUAL_PORT, false), `envcheck serve --origin ${KNOWN}`);
});

/** Answers by the mode of each request: a status, or an error. */
const answering = (answers) => async (url, { mode }) => {
  assert.equal(url, "http://127.0.0.1:8765/healthz");
  if (typeof answers[mode] !== "number") throw answers[mode];
  return { status: answers[mode] };
};
const FAILED = new TypeError("Failed to fetch");
const LATE = new DOMException("late", "TimeoutError");

test("a check that lets the panel in, another program, nobody, and somebody slow are told apart", async () => {
  const seen = (answers) => look("http://127.0.0.1:8765", answering(answers));
  assert.equal(await seen({ cors: 204 }), "there");
  assert.equal(await seen({ cors: 200 }), "stranger");
  assert.equal(await seen({ cors: FAILED, "no-cors": 0 }), "stranger");
  assert.equal(await seen({ cors: FAILED, "no-cors": FAILED }), "away");
  assert.equal(await seen({ cors: LATE }), "slow");
  assert.equal(await seen({ cors: FAILED, "no-cors": LATE }), "slow");
});

test("an answer is not waited for without end", async () => {
  const never = (_, { signal }) =>
    new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
  const alive = setTimeout(() => {}, 60_000);
  assert.equal(await look("http://127.0.0.1:8765", never, 1), "slow");
  clearTimeout(alive);
});

test("the check is shown as soon as it is there, and how to start it until then", () => {
  assert.equal(screens(["away", "away", "there"]), "away away check");
  assert.equal(screens(["slow", "there"]), "away check");
  assert.equal(screens(["stranger", "away", "there"]), "stranger away check");
});

test("the camera is asked for before the check is shown, and never once it is", () => {
  assert.equal(screens(["there", "there"], { isAllowed: false }), "ask ask");
  assert.equal(screens(["there"], { isAllowed: false, from: CHECK }), "check");
  assert.equal(screens(["away"], { from: { screen: "ask", misses: 0 } }), "away");
});

test("a check that is gone for two looks has stopped; one look alone may fail", () => {
  assert.equal(screens(["away", "there", "away", "away", "away", "there"], { from: CHECK }), "check check check stopped stopped check");
  assert.equal(screens(["slow", "slow", "slow"], { from: CHECK }), "check check check");
  assert.equal(screens(["stranger", "stranger"], { from: CHECK }), "check stranger");
});

test("what is finished is left to its reader", () => {
  assert.equal(screens(["away", "away", "away"], { from: CHECK, isFinished: true }), "check check check");
});
