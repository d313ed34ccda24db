/** Whom the iframe form listens and speaks to. */

import assert from "node:assert/strict";
import { test } from "node:test";

const ALLOWED = "https://clinic.test";
const ALSO = "http://other.test:8080";

let times = 0;

/**
 * The iframe form, loaded anew with as much of a browser as it needs.
 * @param {{origins?: string, search?: string, hash?: string, framed?: boolean}} [given]
 */
async function embedded({ origins = `${ALSO} ${ALLOWED}`, search = "", hash = "", framed = true } = {}) {
  /** @type {string[]} */
  const places = [];
  /** @type {{message: any, origin: string}[]} */
  const told = [];
  /** @type {string[]} */
  const done = [];
  /** @type {Record<string, string>} */
  const attributes = {};
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {};
  const check = Object.assign(new EventTarget(), {
    endpoint: "",
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => (attributes[name] = value),
    ...Object.fromEntries(["start", "stop", "report", "quietTest"].map((name) => [name, () => done.push(name)])),
  });
  const around = { postMessage: (/** @type {any} */ message, /** @type {string} */ origin) => told.push({ message, origin }) };
  const meta = { getAttribute: () => origins };
  /** @type {any} */
  const browser = {
    HTMLElement: class {},
    CSSStyleSheet: class {
      replaceSync() {}
    },
    customElements: { get: () => true },
    navigator: { language: "en" },
    document: { documentElement: { dataset: {} }, baseURI: "http://own.test/embed", querySelector: (/** @type {string} */ selector) => (selector === "env-check" ? check : selector.startsWith("meta") ? meta : null) },
    location: { search, hash, pathname: "/embed" },
    history: { replaceState: (/** @type {unknown} */ _, /** @type {string} */ __, /** @type {string} */ url) => places.push(url) },
    addEventListener: (/** @type {string} */ name, /** @type {any} */ listener) => (listeners[name] = listener),
  };
  browser.window = framed ? { parent: around } : browser;
  if (!framed) browser.parent = browser;
  for (const [name, value] of Object.entries(browser)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  times += 1;
  await import(`../../envcheck/web/embed.js?${times}`);
  const hears = (/** @type {unknown} */ data, origin = ALLOWED, source = /** @type {unknown} */ (around)) =>
    listeners.message?.({ data, origin, source });
  const tells = (/** @type {string} */ name, /** @type {unknown} */ detail) =>
    check.dispatchEvent(new CustomEvent(`envcheck:${name}`, { detail }));
  return { attributes, places, done, told, hears, tells, leaves: () => listeners.pagehide?.({}) };
}

test("a page of an allowed origin is answered, and told what happens from then on", async () => {
  const { hears, tells, told } = await embedded();
  hears({ envcheck: "hello" });
  tells("verdict", { verdict: "ready" });
  assert.deepEqual(told, [
    { message: { envcheck: "hello", detail: null }, origin: ALLOWED },
    { message: { envcheck: "verdict", detail: { verdict: "ready" } }, origin: ALLOWED },
  ]);
});

test("every command does what its name says", async () => {
  const { hears, done } = await embedded();
  for (const command of ["start", "quietTest", "report", "stop"]) hears({ envcheck: command });
  assert.deepEqual(done, ["start", "quietTest", "report", "stop"]);
});

test("nothing is told before the page around has spoken", async () => {
  const { tells, told } = await embedded();
  tells("update", {});
  assert.deepEqual(told, []);
});

for (const origin of [
  "https://evil.test", "null", "", "https://clinic.test.evil.test", "http://clinic.test", "https://clinic.test:8443",
]) {
  test(`a page of the origin "${origin}" is not listened to, and told nothing`, async () => {
    const { hears, tells, done, told } = await embedded();
    hears({ envcheck: "hello" }, origin);
    hears({ envcheck: "start" }, origin);
    tells("update", {});
    assert.deepEqual([done, told], [[], []]);
  });
}

for (const origin of ["", "null", "http://own.test"]) {
  test(`where no origin is allowed, "${origin}" is not, either`, async () => {
    const { hears, done, told } = await embedded({ origins: "" });
    hears({ envcheck: "start" }, origin);
    hears({ envcheck: "hello" }, origin);
    assert.deepEqual([done, told], [[], []]);
  });
}

test("a window that is not the one around is not listened to, even with an allowed origin", async () => {
  const { hears, done, told } = await embedded();
  hears({ envcheck: "start" }, ALLOWED, {});
  hears({ envcheck: "start" }, ALLOWED, null);
  assert.deepEqual([done, told], [[], []]);
});

test("what is no command does nothing", async () => {
  const { hears, done, told } = await embedded();
  for (const data of [null, undefined, 7, "start", {}, { envcheck: "finish" }, { envcheck: null }]) hears(data);
  for (const name of ["constructor", "toString", "hasOwnProperty", "__proto__"]) hears({ envcheck: name });
  assert.deepEqual([done, told], [[], []]);
});

test("language, profile and theme come from the address", async () => {
  const { attributes } = await embedded({ search: "?lang=de&profile=client&theme=dark&token=x&endpoint=https://evil.test" });
  assert.deepEqual(attributes, { lang: "de", profile: "client", theme: "dark" });
});

test("what leads on is worded by a page around, and by no address alone", async () => {
  assert.deepEqual((await embedded({ search: "?onward=Join" })).attributes, { onward: "Join" });
  assert.deepEqual((await embedded({ search: "?onward" })).attributes, { onward: "" });
  assert.deepEqual((await embedded({ search: "?onward=Join", framed: false })).attributes, {});
});

test("the end is told", async () => {
  const { hears, tells, told } = await embedded();
  hears({ envcheck: "hello" });
  tells("done", { how: "skipped" });
  assert.deepEqual(told.at(-1), { message: { envcheck: "done", detail: { how: "skipped" } }, origin: ALLOWED });
});

test("a page that is left ends the check", async () => {
  const { leaves, done } = await embedded();
  leaves();
  assert.deepEqual(done, ["stop"]);
});

test("without a page around nothing is told", async () => {
  const { hears, tells } = await embedded({ framed: false });
  hears({ envcheck: "hello" }, ALLOWED, globalThis);
  tells("update", {});
});

test("a token comes behind the hash, and does not stay there", async () => {
  const { attributes, places } = await embedded({ search: "?lang=de", hash: "#token=a-token-of-16-signs" });
  assert.equal(attributes.token, "a-token-of-16-signs");
  assert.deepEqual(places, ["/embed?lang=de"]);
});

test("without a token the address stays as it is", async () => {
  const { attributes, places } = await embedded({ hash: "#top" });
  assert.equal(attributes.token, undefined);
  assert.deepEqual(places, []);
});
