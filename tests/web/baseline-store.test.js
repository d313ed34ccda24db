/** The usual settings as a browser keeps them, or does not. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { LONGEST_NAME, MOST_SETTINGS, forget, forgetAll, load, rename, save } from "../../envcheck/web/baseline-store.js";

const [KEY, FORMER] = ["envcheck.usual-settings", "envcheck.usual-setting"];

/** @param {number} aspect */
const numbers = (aspect = 178) => JSON.stringify({ envcheck: "baseline", version: 1, aspect });

/** @type {Map<string, string>} */
let kept = new Map();

/** @param {object} own what this browser does otherwise */
function browser(own = {}) {
  kept = new Map();
  const storage = {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  };
  Object.defineProperty(globalThis, "localStorage", { value: { ...storage, ...own }, configurable: true });
}

/** @param {string} name */
const throwing = (name) => () => {
  throw Object.assign(new Error("no"), { name });
};

const names = () => load().map((one) => one.name);

beforeEach(() => browser());

afterEach(() => Reflect.deleteProperty(globalThis, "localStorage"));

test("nothing is there at first", () => {
  assert.deepEqual(load(), []);
});

test("settings are kept by their names, in the order of saving", () => {
  const before = Date.now();
  assert.deepEqual(save("Practice", numbers(1)), { saved: true });
  assert.deepEqual(save(" Home ", numbers(2)), { saved: true });
  const [practice, home] = load();
  assert.deepEqual([practice?.name, practice?.numbers, home?.name, home?.numbers], ["Practice", numbers(1), "Home", numbers(2)]);
  assert.ok((home?.savedAt ?? 0) >= before);
});

test("saved again under its name, a setting is renewed in its place", () => {
  for (const name of ["Practice", "Home"]) save(name, numbers(1));
  save("Practice", numbers(3));
  assert.deepEqual(load().map((one) => [one.name, one.numbers]), [["Practice", numbers(3)], ["Home", numbers(1)]]);
});

test("renewed under another name, it keeps its place", () => {
  for (const name of ["", "Home"]) save(name, numbers(1));
  assert.deepEqual(save("Practice", numbers(3), ""), { saved: true });
  assert.deepEqual(names(), ["Practice", "Home"]);
  assert.deepEqual(save("Home", numbers(4), "Practice"), { saved: false, why: "name-taken" });
  assert.deepEqual(load().map((one) => one.numbers), [numbers(3), numbers(1)]);
});

test("no more are kept than the server takes, and none goes for a new one", () => {
  for (let number = 0; number < MOST_SETTINGS; number++) assert.ok(save(`room ${number}`, numbers()).saved);
  assert.deepEqual(save("one more", numbers()), { saved: false, why: "too-many" });
  assert.deepEqual(save("room 0", numbers(9)), { saved: true });
  assert.equal(load().length, MOST_SETTINGS);
});

test("a name can be changed, not to that of another one", () => {
  for (const name of ["Practice", "Home"]) save(name, numbers());
  assert.deepEqual(rename("Practice", "Home"), { saved: false, why: "name-taken" });
  assert.deepEqual(rename("Practice", " Office "), { saved: true });
  assert.deepEqual(rename("Office", "Office"), { saved: true });
  assert.deepEqual(names(), ["Office", "Home"]);
});

test("a name that has no end is cut between characters", () => {
  save("🏠".repeat(100), numbers());
  assert.deepEqual(names(), ["🏠".repeat(LONGEST_NAME)]);
});

test("one is forgotten, or all", () => {
  for (const name of ["Practice", "Home"]) save(name, numbers());
  assert.deepEqual(forget("Practice"), { saved: true });
  assert.deepEqual(names(), ["Home"]);
  kept.set(FORMER, numbers());
  assert.deepEqual(forgetAll(), { saved: true });
  assert.equal(kept.size, 0);
});

test("the one of before there were names is taken over once", () => {
  kept.set(FORMER, numbers(7));
  assert.deepEqual(load(), [{ name: "", numbers: numbers(7), savedAt: 0 }]);
  assert.equal(kept.has(FORMER), false);
  forget("");
  assert.deepEqual(load(), []);
});

test("the one of before is not lost where there is no room to take it over", () => {
  browser({ setItem: throwing("QuotaExceededError") });
  kept.set(FORMER, numbers(7));
  for (let time = 0; time < 2; time++) assert.deepEqual(names(), [""]);
  assert.ok(kept.has(FORMER));
});

test("what is damaged, or of another kind, is passed over", () => {
  const other = JSON.stringify({ envcheck: "baseline", version: 2 });
  const good = { name: "Home", numbers: numbers(), savedAt: 1 };
  kept.set(KEY, JSON.stringify([null, 3, {}, { ...good, numbers: "{" }, { ...good, numbers: other }, { ...good, name: 3 }, good]));
  assert.deepEqual(load(), [good]);
  for (const damaged of ["", "{", "null", "3", '{"a": 1}']) {
    kept.set(KEY, damaged);
    assert.deepEqual(load(), [], damaged);
  }
  kept.set(FORMER, other);
  assert.deepEqual(load(), []);
  assert.equal(kept.has(FORMER), false);
});

test("a browser that keeps nothing is no fault, and says why nothing is saved", () => {
  const [getItem, setItem, removeItem] = [1, 2, 3].map(() => throwing("SecurityError"));
  browser({ getItem, setItem, removeItem });
  assert.deepEqual(load(), []);
  for (const outcome of [save("Home", numbers()), rename("Home", "Practice"), forget("Home"), forgetAll()]) {
    assert.deepEqual(outcome, { saved: false, why: "storage-forbidden" });
  }
  for (const none of [null, undefined]) {
    Object.defineProperty(globalThis, "localStorage", { value: none, configurable: true });
    assert.deepEqual(load(), []);
    assert.deepEqual(save("Home", numbers()), { saved: false, why: "storage-forbidden" });
  }
  Object.defineProperty(globalThis, "localStorage", { get: throwing("SecurityError"), configurable: true });
  assert.deepEqual(load(), []);
  assert.deepEqual(forgetAll(), { saved: false, why: "storage-forbidden" });
});

test("a browser that has no room left says so", () => {
  for (const name of ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"]) {
    browser({ setItem: throwing(name) });
    assert.deepEqual(save("Home", numbers()), { saved: false, why: "storage-full" });
  }
});
