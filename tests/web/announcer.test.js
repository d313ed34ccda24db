/** What a screen reader is told, and when. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Announcer } from "../../envcheck/web/announcer.js";

/** @type {string[]} */
let told = [];
/** @type {Announcer} */
let announcer;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  told = [];
  announcer = new Announcer((text) => told.push(text));
});

test("a text is told once it has settled, and not again", () => {
  announcer.say("verdict", "Ready", 1200);
  mock.timers.tick(1199);
  assert.deepEqual(told, []);
  mock.timers.tick(1);
  announcer.say("verdict", "Ready", 1200);
  mock.timers.tick(9000);
  assert.deepEqual(told, ["Ready"]);
});

test("what changes before it has settled is never told", () => {
  announcer.say("verdict", "Not ready yet", 1200);
  mock.timers.tick(1000);
  announcer.say("verdict", "Ready", 1200);
  mock.timers.tick(9000);
  assert.deepEqual(told, ["Ready"]);
});

test("an empty text takes back what was not told yet, and lets the same be told again", () => {
  announcer.say("verdict", "Ready", 1200);
  announcer.say("verdict", "", 1200);
  mock.timers.tick(9000);
  assert.deepEqual(told, []);
  announcer.say("verdict", "Ready");
  mock.timers.tick(9000);
  assert.deepEqual(told, ["Ready"]);
});

test("texts on different topics follow each other with time to be read", () => {
  announcer.say("verdict", "Ready");
  announcer.say("quiet", "Silence, please");
  mock.timers.tick(0);
  assert.deepEqual(told, ["Ready"]);
  mock.timers.tick(1499);
  assert.deepEqual(told, ["Ready"]);
  mock.timers.tick(1);
  assert.deepEqual(told, ["Ready", "Silence, please"]);
  mock.timers.tick(9000);
  announcer.say("quiet", "Thank you");
  mock.timers.tick(0);
  assert.deepEqual(told, ["Ready", "Silence, please", "Thank you"]);
});
