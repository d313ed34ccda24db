/** The word that is due where the first look takes long, and what stands beside a verdict. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Patience } from "../../envcheck/web/patience.js";
import { besides } from "../../envcheck/web/verdict-card.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const WORDS = { "looking-long": "It takes longer.", "nothing-to-change": "Nothing to change.", "quiet-open": "The test is open." };

/** @param {object} [known] */
const check = (known = {}) =>
  /** @type {any} */ ({ words: WORDS, state: { looks: 0 }, sound: { quiet: { isOpen: false } }, slow: true, ...known });

test("who waits long for the first look is told so once, and who need not wait is not", () => {
  let told = 0;
  const patience = new Patience(() => told++);
  patience.begin();
  mock.timers.tick(3000);
  patience.begin();
  mock.timers.tick(5000);
  assert.equal(told, 0);
  mock.timers.tick(2000);
  assert.equal(told, 1);
  patience.begin();
  patience.end();
  mock.timers.tick(60_000);
  assert.equal(told, 1);
});

test("that it takes longer is said while the first look is waited for, and no more", () => {
  assert.equal(besides(check(), "undetermined"), "It takes longer.");
  for (const known of [{ slow: false }, { paused: true }, { reconnecting: true }, { state: { looks: 1 } }]) {
    assert.equal(besides(check(known), "undetermined"), "", JSON.stringify(known));
  }
});

test("beside a quiet test that came to nothing, all is not said to be well", () => {
  assert.equal(besides(check(), "ready"), "Nothing to change.");
  assert.equal(besides(check({ sound: { quiet: { isOpen: true } } }), "ready"), "The test is open.");
  assert.equal(besides(check(), "not ready"), "");
});
