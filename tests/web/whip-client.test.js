/** What of WHIP is told by headers and by the status of an answer. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Failure, answerFailure, deviceFailure } from "../../envcheck/web/failures.js";
import { scaleDownBy } from "../../envcheck/web/encoding.js";
import { WhipSession, request } from "../../envcheck/web/whip-client.js";

const EVENTS = "urn:envcheck:events";
const fetched = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = fetched;
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

/**
 * Begins a session with a peer of our making; gives what was done, in its order.
 * @param {string} link header of the server's answer
 * @param {(servers: any[]) => void} [verify] may throw
 * @param {string} [from] where the answer came from, after a redirect
 */
async function begun(link, verify = () => undefined, from = "") {
  /** @type {string[]} */
  const done = [];
  const fragment = ["v=0", "a=group:BUNDLE 0 1", "m=audio 9 X 111", "a=mid:0", "a=ice-ufrag:u", "a=ice-pwd:p", "a=candidate:1 1 udp 1 192.0.2.1 5 typ host", "m=video 9 X 96", "a=mid:1", ""];
  class Peer {
    iceGatheringState = "complete";
    localDescription = { sdp: fragment.join("\r\n") };
    createOffer = async () => ({ type: "offer", sdp: "offered" });
    getConfiguration = () => ({ bundlePolicy: "balanced" });
    setConfiguration = (/** @type {any} */ given) => (done.push(`servers ${JSON.stringify(given)}`), verify(given.iceServers));
    setLocalDescription = async (/** @type {any} */ given) => done.push(`local ${given.sdp}`);
    setRemoteDescription = async (/** @type {any} */ given) => done.push(`remote ${given.sdp}`);
    close = () => done.push("closed");
  }
  Object.assign(globalThis, { RTCPeerConnection: Peer, document: { baseURI: "https://check.test/" } });
  globalThis.fetch = /** @type {any} */ (async (/** @type {any} */ url, /** @type {any} */ init) => {
    done.push(`${init.method} ${new URL(url).pathname} ${init.body}`);
    if (init.method === "PATCH") assert.equal(init.headers["If-Match"], '"tag"');
    const answer = new Response("answered", { status: 201, headers: { Location: "/s/1", ETag: '"tag"', Link: link } });
    return Object.defineProperty(answer, "url", { value: from });
  });
  const stream = /** @type {any} */ ({ getTracks: () => [] });
  const session = await WhipSession.begin(stream, { endpoint: "/whip", token: "", lang: "", profile: "" }, true);
  await new Promise((resolve) => setImmediate(resolve));
  return { session, done };
}

const SENT = "PATCH /s/1 " + ["a=ice-ufrag:u", "a=ice-pwd:p", "m=audio 9 X 111", "a=mid:0", "a=candidate:1 1 udp 1 192.0.2.1 5 typ host", "a=end-of-candidates", ""].join("\r\n");
const TURN = '<turn:relay.test>; rel="ice-server"; username="u"; credential="c"; credential-type="password"';

test("addresses are gathered through the servers that the answer names, and told afterwards", async () => {
  const { session, done } = await begun(`${TURN}, </s/1/feed>; rel="${EVENTS}"`);
  const servers = { bundlePolicy: "balanced", iceServers: [{ urls: "turn:relay.test", username: "u", credential: "c" }] };
  assert.deepEqual(done, [
    "POST /whip offered", `servers ${JSON.stringify(servers)}`, "local offered", "remote answered", SENT,
  ]);
  assert.deepEqual([session.url, session.eventsUrl], ["https://check.test/s/1", "https://check.test/s/1/feed"]);
});

test("a session is where its answer came from, though a redirect has led there", async () => {
  const { session } = await begun(`</s/1/feed>; rel="${EVENTS}"`, undefined, "https://node-2.test/check/whip");
  assert.deepEqual([session.url, session.eventsUrl], ["https://node-2.test/s/1", "https://node-2.test/s/1/feed"]);
});

for (const [header, from, to] of /** @type {const} */ ([
  ["7", 7000, 7000], ["0", 0, 0], [new Date(Date.now() + 60_000).toUTCString(), 50_000, 60_000],
  [new Date(0).toUTCString(), 0, 0], ["soon", 15_000, 15_000], ["", 15_000, 15_000], ["-5", 0, 15_000],
])) {
  test(`"Retry-After: ${header}" is kept`, async () => {
    globalThis.fetch = async () => new Response(null, { status: 503, headers: { "Retry-After": header } });
    const failure = await request("https://check.test/whip", "", {}).catch((error) => error);
    assert.ok(failure.retryMs >= from && failure.retryMs <= to, String(failure.retryMs));
  });
}

test("without any server named none is set, and one that cannot be used is done without", async () => {
  assert.deepEqual((await begun("")).done, ["POST /whip offered", "local offered", "remote answered", SENT]);
  const { warn } = console;
  console.warn = () => undefined;
  const { done } = await begun(TURN, () => {
    throw new SyntaxError("no such address");
  });
  console.warn = warn;
  assert.deepEqual(done.slice(2), ["local offered", "remote answered", SENT]);
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
