/** Which words are asked for, and what is done where they are not there. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { UNREACHED, words } from "../../envcheck/web/words.js";

Object.defineProperty(globalThis, "navigator", { value: { language: "fr-CA" }, configurable: true });

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
  assert.deepEqual(await words("nl"), { words: { title: "nl.json" }, attestations: [{ name: "door", text: "nl.json" }] });
});
