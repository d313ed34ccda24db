/** What of WHIP is told by headers and by the status of an answer. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Failure, answerFailure, deviceFailure } from "../../envcheck/web/failures.js";
import { WhipSession, request, links, scaleDownBy } from "../../envcheck/web/whip-client.js";

const EVENTS = "urn:envcheck:events";
const fetched = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = fetched;
});

test("a link is found by its relation", () => {
  assert.deepEqual(links(`</whip/sessions/s/events>; rel="${EVENTS}"`), { [EVENTS]: "/whip/sessions/s/events" });
});

test("several links of one header are told apart", () => {
  const header = `<stun:stun.test>; rel="ice-server", </events>; rel="${EVENTS}", </other>; rel="next"`;
  assert.deepEqual(links(header), { "ice-server": "stun:stun.test", [EVENTS]: "/events", next: "/other" });
});

test("a link may hold commas, and parameters before its relation", () => {
  const header = '<turn:a.test?transport=udp>; username="a,b"; credential="c;d"; rel="ice-server", </e,f>; rel="next"';
  assert.deepEqual(links(header), { "ice-server": "turn:a.test?transport=udp", next: "/e,f" });
});

test("of two links with one relation the first counts", () => {
  assert.deepEqual(links('</one>; rel="next", </two>; rel="next"'), { next: "/one" });
});

test("a header without links holds none", () => {
  assert.deepEqual(links(""), {});
  assert.deepEqual(links("</lonely>"), {});
});

/**
 * A session that is asked for its messages, and what it asks the server.
 * @param {...(() => Response)} answers
 */
function listening(...answers) {
  /** @type {any[]} */
  const seen = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ init) => {
    seen.push({ url, ...init });
    return answers.shift()?.();
  });
  const session = new WhipSession(/** @type {any} */ (null), "https://check.test/s", "https://check.test/s/events", "secret");
  return { session, seen };
}

/** @param {...string} blocks after which the connection breaks */
function broken(...blocks) {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    pull(controller) {
      const block = blocks.shift();
      if (block) controller.enqueue(encoder.encode(block));
      else controller.error(new TypeError("network error"));
    },
  });
  return () => new Response(body);
}

/** @param {WhipSession} session */
async function told(session) {
  const types = [];
  for await (const message of session.messages()) types.push(message.type);
  return types;
}

const event = (/** @type {number} */ id, /** @type {string} */ type) => `id: ${id}\ndata: {"type": "${type}"}\n\n`;

test("messages are asked for again from the last one that came", async () => {
  const end = () => new Response(event(9, "end"));
  const { session, seen } = listening(broken(event(7, "hello"), event(8, "verdict")), end);
  await assert.rejects(told(session), { name: "Failure", code: "server-gone" });
  assert.equal(session.over, false);
  assert.deepEqual(await told(session), ["end"]);
  assert.equal(session.over, true);
  assert.deepEqual(seen.map((one) => one.headers["Last-Event-ID"]), [undefined, "8"]);
  assert.deepEqual(seen.map((one) => one.headers.Authorization), ["Bearer secret", "Bearer secret"]);
});

test("a session that the server does not know any more is over", async () => {
  const { session } = listening(() => new Response(null, { status: 404 }));
  assert.deepEqual(await told(session), []);
  assert.equal(session.over, true);
});

test("a session whose messages may not be read is not over", async () => {
  const { session } = listening(() => new Response(null, { status: 403 }));
  await assert.rejects(told(session), { code: "not-allowed" });
  assert.equal(session.over, false);
});

test("a token is sent as a bearer, and other headers stay", async () => {
  /** @type {any} */
  let seen;
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ request) => {
    seen = { url, ...request };
    return new Response("");
  });
  await request("https://check.test/whip", "secret", { method: "POST", headers: { Accept: "text/html" } });
  assert.deepEqual(seen.headers, { Authorization: "Bearer secret", Accept: "text/html" });
  assert.equal(seen.method, "POST");
  await request("https://check.test/whip", "", {});
  assert.deepEqual(seen.headers, {});
});

for (const [status, code] of /** @type {const} */ ([
  [401, "not-allowed"], [403, "not-allowed"], [429, "full"], [503, "full"], [500, "server-gone"],
  [502, "server-gone"], [504, "server-gone"], [400, "failed"], [404, "failed"], [422, "failed"],
])) {
  test(`the status ${status} comes to "${code}"`, async () => {
    assert.equal(answerFailure(status).code, code);
    globalThis.fetch = async () => new Response(null, { status });
    await assert.rejects(request("https://check.test/whip", "", {}), { name: "Failure", code });
  });
}

test("a server that cannot be reached is gone", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(request("https://check.test/whip", "", {}), { code: "server-gone" });
});

test("a request that was taken back is no failure", async () => {
  globalThis.fetch = async () => {
    throw new DOMException("taken back", "AbortError");
  };
  await assert.rejects(request("https://check.test/whip", "", {}), { name: "AbortError" });
});

for (const [name, code] of [
  ["NotAllowedError", "refused"], ["SecurityError", "refused"], ["NotFoundError", "none-found"],
  ["OverconstrainedError", "none-found"], ["NotReadableError", "in-use"], ["AbortError", "in-use"],
  ["SomethingElse", "failed"],
]) {
  test(`${name} of a camera comes to "${code}"`, () => {
    assert.equal(deviceFailure(new DOMException("", name)).code, code);
  });
}

test("what a camera throws that is no error comes to a failure, too", () => {
  assert.equal(deviceFailure("broken").code, "failed");
  assert.equal(deviceFailure(Object.assign(new Error(""), { name: "OverconstrainedError" })).code, "none-found");
});

test("a failure is an error with a code", () => {
  const failure = new Failure("lost");
  assert.ok(failure instanceof Error);
  assert.equal(failure.code, "lost");
});

for (const [width, height, by] of /** @type {const} */ ([
  [1280, 720, 2], [720, 1280, 2], [640, 480, 4 / 3], [640, 360, 1], [320, 180, 1], [undefined, undefined, 1],
])) {
  test(`a picture of ${width}x${height} is sent ${by} times smaller`, () => {
    const track = /** @type {any} */ ({ getSettings: () => ({ width, height }) });
    assert.equal(scaleDownBy(track), by);
  });
}
