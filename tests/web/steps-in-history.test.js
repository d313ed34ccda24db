/** Back and Forward, with a history and a check of our making. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keepSteps } from "../../envcheck/web/steps-in-history.js";

/** A tab's history, whose ways take a moment, as a browser's do. */
class Tab {
  /** @type {any[]} */
  entries = [null];
  at = 0;
  isLeft = false;

  get state() {
    return this.entries[this.at];
  }

  /** @param {any} state */
  pushState(state) {
    this.entries.splice((this.at += 1), Infinity, structuredClone(state));
  }

  /** @param {any} state */
  replaceState(state) {
    this.entries[this.at] = structuredClone(state);
  }

  /** @param {number} places */
  go(places) {
    setImmediate(() => {
      if (this.at + places < 0) return void (this.isLeft = true);
      if (this.at + places >= this.entries.length) return;
      this.at += places;
      window.dispatchEvent(Object.assign(new Event("popstate"), { state: this.state }));
    });
  }
}

class Check extends EventTarget {
  step = "welcome";
  /** @type {string[]} */
  done = [];
  isRefused = false;

  /** @param {string} step */
  go(step) {
    this.done.push(step);
    this.#be(step);
  }

  async start() {
    this.done.push("start");
    await null;
    if (!this.isRefused) this.#be("room");
    return !this.isRefused;
  }

  stop() {
    this.done.push("stop");
    this.#be("welcome");
  }

  /** @param {string} step */
  #be(step) {
    if (step === this.step) return;
    this.step = step;
    this.dispatchEvent(new CustomEvent("envcheck:step", { detail: { step } }));
  }
}

/** @type {EventTarget} */
let window;
/** @type {Tab} */
let tab;
/** @type {Check} */
let check;

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** @param {number} places */
async function walk(places) {
  tab.go(places);
  await settled();
}

/** The page as it is loaded, or loaded anew. */
async function load() {
  window = new EventTarget();
  check = new Check();
  Object.defineProperty(globalThis, "addEventListener", { value: window.addEventListener.bind(window), configurable: true });
  keepSteps(/** @type {any} */ (check));
  await settled();
}

async function ready() {
  await check.start();
  check.go("ready");
  await settled();
  check.done = [];
}

beforeEach(async () => {
  tab = new Tab();
  Object.defineProperty(globalThis, "history", { value: tab, configurable: true });
  await load();
});

test("Back goes one step back, stops the check at its beginning, and leaves the page from there", async () => {
  await ready();
  await walk(-1);
  assert.deepEqual([check.step, check.done], ["room", ["room"]]);
  await walk(-1);
  assert.deepEqual([check.step, check.done], ["welcome", ["room", "stop"]]);
  await walk(-1);
  assert.equal(tab.isLeft, true);
});

test("Forward goes to the step again", async () => {
  await ready();
  await walk(-1);
  await walk(1);
  assert.deepEqual([check.step, tab.at, tab.entries.length], ["ready", 2, 3]);
});

test("Forward from the beginning looks anew: nothing of what was seen is left", async () => {
  await ready();
  await walk(-2);
  check.done = [];
  await walk(1);
  assert.deepEqual([check.step, check.done, tab.at], ["room", ["start"], 1]);
});

test("Forward past it leads no further than what has been looked at", async () => {
  await ready();
  await walk(-2);
  check.done = [];
  await walk(2);
  assert.deepEqual([check.step, check.done, tab.at], ["room", ["start"], 1]);
});

test("a camera that is refused leaves Forward at the beginning", async () => {
  await ready();
  await walk(-2);
  check.isRefused = true;
  await walk(1);
  assert.deepEqual([check.step, tab.at], ["welcome", 0]);
});

test("a step back in the check is one in the history", async () => {
  await ready();
  check.go("room");
  await settled();
  assert.deepEqual([check.step, tab.at, tab.entries.length], ["room", 1, 3]);
  check.stop();
  await settled();
  assert.deepEqual([check.step, tab.at], ["welcome", 0]);
  await walk(-1);
  assert.equal(tab.isLeft, true);
});

test("another way on takes the place of the one that was left", async () => {
  await ready();
  await walk(-2);
  await check.start();
  assert.deepEqual([tab.at, tab.entries.length], [1, 2]);
});

test("what changes while the browser is still on its way is made up for", async () => {
  await ready();
  check.go("room");
  check.go("ready");
  await settled();
  assert.deepEqual([check.step, tab.at, tab.entries.length], ["ready", 2, 3]);
  await walk(-1);
  assert.equal(check.step, "room");
});

test("a page that is loaded anew begins anew, whatever places it has left behind", async () => {
  await ready();
  await load();
  assert.deepEqual([check.step, check.done, tab.at], ["welcome", [], 0]);
  await check.start();
  assert.deepEqual([tab.at, tab.entries.length], [1, 2]);
  await walk(-1);
  assert.deepEqual([check.step, tab.at], ["welcome", 0]);
});

test("the places of a visit that is over lead to the beginning", async () => {
  await ready();
  await load();
  await walk(1);
  assert.deepEqual([check.step, check.done, tab.at], ["welcome", [], 0]);
});

test("a page that is left and comes back as it was is at its beginning", async () => {
  await ready();
  window.dispatchEvent(new Event("pagehide"));
  check.stop();
  await settled();
  assert.equal(tab.at, 2, "the tab is on another page by now");
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await settled();
  assert.deepEqual([check.step, tab.at], ["welcome", 0]);
});

test("what others keep in the history is none of its places", async () => {
  tab.pushState({ other: 1 });
  tab.go(0);
  await settled();
  assert.deepEqual([check.step, check.done], ["welcome", []]);
});
