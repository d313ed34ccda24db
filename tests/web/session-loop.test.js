/** What a session is asked while it looks. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Failure } from "../../envcheck/web/failures.js";
import { SessionLoop } from "../../envcheck/web/session-loop.js";
import { WhipSession } from "../../envcheck/web/whip-client.js";

const { begin } = WhipSession;
const TARGET = { endpoint: "", token: "", lang: "", profile: "" };

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));

afterEach(() => {
  mock.timers.reset();
  WhipSession.begin = begin;
});

/**
 * Looks for so many seconds at a sender that gives this reason.
 * @param {string} reason
 * @param {object[]} told by the server at the beginning
 */
async function ran(reason, told = [], secs = 30) {
  const done = { told: /** @type {string[]} */ ([]), boosted: 0, said: /** @type {string[]} */ ([]) };
  const session = /** @type {any} */ ({
    url: "https://check.test/s/1",
    stats: async () => [{ type: "outbound-rtp", kind: "video", qualityLimitationReason: reason }],
    limit: async (/** @type {string} */ limited) => done.told.push(limited),
    boostResolution: async () => (done.boosted += 1),
    messages: async function* () {
      yield* told;
      await new Promise(() => undefined);
    },
    stop: () => undefined,
  });
  WhipSession.begin = async () => session;
  const say = (/** @type {string} */ limited) => done.said.push(limited);
  const loop = new SessionLoop(/** @type {any} */ (null), true, TARGET, () => undefined, () => undefined, say);
  loop.run();
  for (let passed = 0; passed < secs * 10; passed++) {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(100);
  }
  loop.stop();
  return done;
}

/**
 * Runs with sessions that tell these, one connection after another, until it ends.
 * @param {((object | Error | "over")[][] | Error)[]} sessions messages of each connection of each session, or how it breaks
 */
async function through(...sessions) {
  const done = { begun: 0, told: /** @type {string[]} */ ([]), reconnects: 0, stopped: 0 };
  WhipSession.begin = async () => {
    const connections = sessions[done.begun++] ?? [];
    if (connections instanceof Error) throw connections;
    const session = /** @type {any} */ ({
      over: false,
      stats: async () => [],
      boostResolution: async () => undefined,
      messages: async function* () {
        for (const one of connections.shift() ?? [GONE]) {
          if (one instanceof Error) throw one;
          if (one === "over") session.over = true;
          else yield one;
        }
      },
      stop: () => (done.stopped += 1),
    });
    return session;
  };
  const tell = (/** @type {any} */ message) => done.told.push(message.type);
  const loop = new SessionLoop(/** @type {any} */ (null), true, TARGET, tell, () => (done.reconnects += 1));
  let failure = "";
  const ended = loop.run().catch((error) => (failure = error.code));
  for (let passed = 0; passed < 900 && !failure; passed++) {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(100);
  }
  loop.stop();
  await ended;
  return { ...done, failure };
}

const GONE = new Failure("server-gone");
const [HELLO, PROGRESS] = [{ type: "hello" }, { type: "progress", frames: 1 }];
const LIMIT = { type: "end", reason: "limit" };

test("where the messages break off the same session is asked again, and nobody need know", async () => {
  const told = await through([[HELLO, PROGRESS, GONE], [PROGRESS], [PROGRESS, LIMIT]]);
  assert.deepEqual(told, {
    begun: 1, told: ["hello", "progress", "progress", "progress", "end"], reconnects: 0, stopped: 1, failure: "ended",
  });
});

test("that a check ends by itself after a while is said where that is so, and not where its picture stays away", async () => {
  assert.equal((await through([[HELLO, PROGRESS, { type: "end", reason: "silent" }]])).failure, "unreached");
  assert.equal((await through([[HELLO, { type: "progress", frames: 0 }, LIMIT]])).failure, "unreached");
});

test("it is asked some times, for as long as its server cannot be reached", async () => {
  const told = await through([[HELLO, PROGRESS, GONE], [GONE], [GONE], [PROGRESS, LIMIT]]);
  assert.deepEqual([told.begun, told.told.length, told.reconnects], [1, 4, 2]);
});

test("a session that is gone is followed by another one", async () => {
  const told = await through([[HELLO, PROGRESS, GONE], ["over"]], [[HELLO, PROGRESS, LIMIT]]);
  assert.deepEqual([told.begun, told.reconnects, told.stopped, told.failure], [2, 1, 2, "ended"]);
});

test("so is one that cannot be reached for long", async () => {
  const told = await through([[HELLO, PROGRESS, GONE], [GONE], [GONE], [GONE], [GONE]], [[HELLO, PROGRESS, LIMIT]]);
  assert.deepEqual([told.begun, told.failure], [2, "ended"]);
});

test("sessions that are gone before anything was looked at are given up", async () => {
  const told = await through(...Array.from({ length: 20 }, () => [["over"]]));
  assert.deepEqual([told.begun, told.failure], [6, "server-gone"]);
});

const FULL = new Failure("full", 503, 7000);
const seen = () => /** @type {any} */ ([[HELLO, PROGRESS, GONE], ["over"]]);

test("somebody who was looked at waits for room on a server that is full, as long as it asks for", async () => {
  const told = await through(seen(), FULL, FULL, [[HELLO, PROGRESS, LIMIT]]);
  assert.deepEqual([told.begun, told.reconnects, told.failure], [4, 3, "ended"]);
});

test("but no longer than a minute", async () => {
  const told = await through(seen(), ...Array.from({ length: 20 }, () => FULL));
  assert.deepEqual([told.begun, told.failure], [10, "full"]);
});

test("nor does it ask at once and for ever, where the server says so", async () => {
  const told = await through(seen(), ...Array.from({ length: 100 }, () => new Failure("full", 503, 0)));
  assert.deepEqual([told.begun, told.failure], [62, "full"]);
});

test("somebody who was not looked at yet is told at once that it is full", async () => {
  assert.deepEqual((await through(FULL, [[HELLO, PROGRESS, LIMIT]])).failure, "full");
});

test("messages that are refused for a while are asked for in the same session", async () => {
  const told = await through([[HELLO, PROGRESS, FULL], [PROGRESS, LIMIT]]);
  assert.deepEqual([told.begun, told.failure], [1, "ended"]);
});

test("what is refused is not asked again", async () => {
  assert.deepEqual((await through([[HELLO, PROGRESS, new Failure("not-allowed")]])).failure, "not-allowed");
});

test("a sender that is free sends the whole picture now and then", async () => {
  assert.deepEqual(await ran("none"), { told: [], boosted: 2, said: [] });
});

test("it does so more often while something stands that only the whole picture refutes", async () => {
  const text = { type: "finding", code: "PRV103", state: "appeared" };
  assert.equal((await ran("none", [text])).boosted, 8);
  assert.equal((await ran("none", [text, { ...text, state: "cleared" }])).boosted, 2);
  assert.equal((await ran("none", [{ ...text, code: "LIT103" }])).boosted, 2);
});

test("a sender that is limited says so once, to the server and to whoever sees it, and is asked for no more", async () => {
  assert.deepEqual(await ran("cpu"), { told: ["cpu"], boosted: 0, said: ["cpu", "none"] });
});
