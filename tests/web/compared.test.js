/** Which usual settings a session is compared with. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Failure } from "../../envcheck/web/failures.js";
import { SessionLoop } from "../../envcheck/web/session-loop.js";
import { WhipSession } from "../../envcheck/web/whip-client.js";

const TARGET = { endpoint: "", token: "", lang: "", profile: "" };
const fetched = globalThis.fetch;

const numbers = (/** @type {number} */ aspect) => JSON.stringify({ envcheck: "baseline", version: 1, aspect });

/** @param {Record<string, number>} settings that this browser keeps */
function keeps(settings) {
  const kept = Object.entries(settings).map(([name, aspect]) => ({ name, numbers: numbers(aspect), savedAt: 1 }));
  const storage = { getItem: (/** @type {string} */ key) => (key.endsWith("s") ? JSON.stringify(kept) : null) };
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

/** @param {() => Promise<void>} put how the server answers */
function begun(put = async () => undefined) {
  const asked = /** @type {string[][]} */ ([]);
  const loop = new SessionLoop(/** @type {any} */ (null), true, TARGET, () => undefined, () => undefined);
  const compareWith = (/** @type {string[]} */ settings) => (asked.push(settings), put());
  loop.session = /** @type {any} */ ({ compareWith });
  return { loop, asked, names: () => loop.compared.map((one) => one.name) };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "localStorage");
  globalThis.fetch = fetched;
});

test("a session is compared with all that is kept, in its order", async () => {
  keeps({ Practice: 1, Home: 2 });
  const { loop, asked, names } = begun();
  await loop.compare();
  assert.deepEqual(asked, [[numbers(1), numbers(2)]]);
  assert.deepEqual(names(), ["Practice", "Home"]);
});

test("where nothing is kept, what the server has of its own still counts", async () => {
  keeps({});
  const { loop, asked } = begun();
  await loop.compare();
  assert.deepEqual(asked, []);
});

test("what is saved and forgotten meanwhile counts when it is asked for", async () => {
  keeps({ Practice: 1 });
  const { loop, asked, names } = begun();
  await loop.compare();
  keeps({});
  await loop.compare();
  assert.deepEqual(asked, [[numbers(1)], []]);
  assert.deepEqual(names(), []);
});

test("settings that the server does not take are not named", async () => {
  keeps({ Practice: 1 });
  const { loop, names } = begun(() => Promise.reject(new Failure("failed", 422)));
  await loop.compare();
  assert.deepEqual(names(), []);
});

test("the server is given the numbers, and no name", async () => {
  /** @type {any[]} */
  const seen = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ init) => {
    seen.push({ url, ...init });
    return new Response(null, { status: 204 });
  });
  const session = new WhipSession(/** @type {any} */ (null), "https://check.test/s", "https://check.test/s/events", "");
  await session.compareWith([numbers(1), numbers(2)]);
  await session.compareWith([]);
  assert.deepEqual(seen.map(({ method, url }) => [method, url]), Array(2).fill(["PUT", "https://check.test/s/baseline"]));
  assert.deepEqual(seen.map(({ body }) => JSON.parse(body)), [
    { settings: [JSON.parse(numbers(1)), JSON.parse(numbers(2))] },
    { settings: [] },
  ]);
});
