/** Which words are asked for, and what is done where they are not there. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { UNREACHED, awaitWords, fallbackWords, words as from } from "../../envcheck/web/words.js";

const words = (/** @type {string} */ lang, profile = "") => from("/whip", lang, profile);

Object.defineProperty(globalThis, "navigator", { value: { language: "fr-CA" }, configurable: true });
Object.defineProperty(globalThis, "document", { value: { baseURI: "https://clinic.test/room/" } });

/**
 * Lets a server have these places alone, and gives those that are asked for from then on.
 * @param {readonly string[]} there
 */
function server(...there) {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {URL} */ url) => {
      const place = url.href.split("/words/")[1] ?? "";
      asked.push(place);
      return { ok: there.includes(place), json: async () => ({ title: place, attestations: [{ name: "door", text: place }] }) };
    }
  );
  return asked;
}

test("the language that is asked for comes, and is asked for once", async () => {
  const asked = server("de.json");
  assert.equal((await words("de")).words.title, "de.json");
  assert.equal((await words("de")).words.title, "de.json");
  assert.deepEqual(asked, ["de.json"]);
});

test("without one it is the browser's own, whatever the country", async () => {
  server("fr.json");
  assert.equal((await words("")).words.title, "fr.json");
});

test("a language that is not there is English", async () => {
  server("en.json");
  assert.equal((await words("pt-BR")).words.title, "en.json");
});

test("a profile has words of its own, and one that is not there takes no words away", async () => {
  server("es.json?profile=client", "es.json");
  assert.equal((await words("es", "client")).words.title, "es.json?profile=client");
  assert.equal((await words("es", "no & body")).words.title, "es.json");
});

test("a server that was away is asked again", async () => {
  server();
  assert.deepEqual(await words("it"), UNREACHED);
  server("it.json");
  assert.equal((await words("it")).words.title, "it.json");
});

test("what no camera sees comes beside the words", async () => {
  server("nl.json");
  assert.deepEqual(await words("nl"), { words: { title: "nl.json" }, attestations: [{ name: "door", text: "nl.json" }], people: 1 });
});

for (const [endpoint, place] of [
  ["https://check.test/whip", "https://check.test/web/words/la.json"],
  ["https://check.test/below/whip?x=1", "https://check.test/below/web/words/la.json"],
  ["whip", "https://clinic.test/room/web/words/la.json"],
  ["", "https://clinic.test/web/words/la.json"],
]) {
  test(`they come from beside the endpoint "${endpoint}", wherever this module lies`, async () => {
    const asked = /** @type {string[]} */ ([]);
    globalThis.fetch = /** @type {any} */ (
      async (/** @type {URL} */ url) => asked.push(url.href) && { ok: true, json: async () => ({ title: "Camera" }) }
    );
    assert.equal((await from(endpoint ?? "", "la")).words.title, "Camera");
    assert.deepEqual(asked, [place]);
  });
}

test("another server's answers are no words, nor is an address that is none", async () => {
  for (const json of [async () => JSON.parse("<!doctype html>"), async () => ({ error: "no such page" }), async () => null]) {
    globalThis.fetch = /** @type {any} */ (async () => ({ ok: true, json }));
    assert.deepEqual(await words("da"), UNREACHED);
  }
  assert.deepEqual(await from("https://", "da"), UNREACHED);
});

test("they are awaited until they come, and no longer than they are wanted", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const found = { words: { title: "x" }, attestations: [] };
  const answers = [UNREACHED, UNREACHED, found];
  let [away, wanted] = [0, true];
  const ask = async () => answers.shift() ?? UNREACHED;
  const passes = async () => {
    for (let passed = 0; passed < 10; passed++) {
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(3000);
    }
  };
  const awaited = awaitWords(ask, () => wanted, () => (away += 1));
  await passes();
  assert.deepEqual([await awaited, away], [found, 2]);
  const left = awaitWords(ask, () => wanted, () => (away += 1));
  await passes();
  wanted = false;
  await passes();
  assert.equal(await left, null);
  mock.timers.reset();
});

test("where none come it is said in the language that is asked for, or else in English", () => {
  assert.equal(fallbackWords("de-AT").lang, "de");
  assert.equal(fallbackWords("").lang, "fr");
  assert.equal(fallbackWords("tlh").lang, "en");
});
