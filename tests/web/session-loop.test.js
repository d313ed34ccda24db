/** What a session is asked while it looks. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

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
  const done = { told: /** @type {string[]} */ ([]), boosted: 0 };
  const session = /** @type {any} */ ({
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
  const loop = new SessionLoop(/** @type {any} */ (null), true, TARGET, () => undefined, () => undefined);
  loop.run();
  for (let passed = 0; passed < secs * 10; passed++) {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(100);
  }
  loop.stop();
  return done;
}

test("a sender that is free sends the whole picture now and then", async () => {
  assert.deepEqual(await ran("none"), { told: [], boosted: 2 });
});

test("it does so more often while something stands that only the whole picture refutes", async () => {
  const text = { type: "finding", code: "PRV103", state: "appeared" };
  assert.equal((await ran("none", [text])).boosted, 8);
  assert.equal((await ran("none", [text, { ...text, state: "cleared" }])).boosted, 2);
  assert.equal((await ran("none", [{ ...text, code: "LIT103" }])).boosted, 2);
});

test("a sender that is limited says so once, and is asked for no more", async () => {
  assert.deepEqual(await ran("cpu"), { told: ["cpu"], boosted: 0 });
});
