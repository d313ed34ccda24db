/** What the tab says while the check looks. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keepTitle, title } from "../../envcheck/web/tab-title.js";

const words = { title: "Room check", "camera-on": "camera on" };
const stream = /** @type {any} */ ({});
const looking = { stream, paused: false, failure: null, guarding: { isOn: false }, words };

/** @type {any} */
let page;

beforeEach(() => {
  page = Object.assign(new EventTarget(), { title: "Room check" });
  Object.defineProperty(globalThis, "document", { value: page, configurable: true });
});

test("the title says that it looks, and no more than its name while it does not", () => {
  const check = /** @type {any} */ (looking);
  assert.equal(title(check), "● Room check – camera on");
  assert.equal(title({ ...check, stream: null }), "Room check");
  assert.equal(title({ ...check, paused: true }), "Room check");
  assert.equal(title({ ...check, failure: "lost" }), "Room check");
  assert.equal(title({ ...check, stream: null, guarding: { isOn: true } }), "● Room check – camera on");
  assert.equal(title({ ...check, words: { title: "Room check" } }), "● Room check");
  assert.equal(title({ ...check, words: {} }), "");
});

for (const name of ["envcheck:step", "envcheck:update", "envcheck:done", "envcheck:error", "envcheck:guard", "click"]) {
  test(`the tab's title is right after ${name}`, async () => {
    const check = Object.assign(new EventTarget(), looking);
    keepTitle(/** @type {any} */ (check));
    check.dispatchEvent(new Event(name));
    await null;
    assert.equal(page.title, "● Room check – camera on");
    check.stream = /** @type {any} */ (null);
    check.dispatchEvent(new Event(name));
    await null;
    assert.equal(page.title, "Room check");
  });
}

test("a tab that is left says what is so", () => {
  const check = Object.assign(new EventTarget(), looking);
  keepTitle(/** @type {any} */ (check));
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(page.title, "● Room check – camera on");
});

test("as long as there are no words the page keeps the title it came with", async () => {
  const check = Object.assign(new EventTarget(), { ...looking, stream: null, words: {} });
  keepTitle(/** @type {any} */ (check));
  check.dispatchEvent(new Event("envcheck:error"));
  await null;
  assert.equal(page.title, "Room check");
});
