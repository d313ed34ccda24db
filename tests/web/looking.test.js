/** What a session is asked while it looks. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Looking } from "../../envcheck/web/looking.js";
import { WhipSession } from "../../envcheck/web/whip.js";

const { begin } = WhipSession;
const PLACE = { endpoint: "", token: "", lang: "", profile: "" };

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
async function looked(reason, told = [], secs = 30) {
  const done = { told: /** @type {string[]} */ ([]), sharpened: 0 };
  const session = /** @type {any} */ ({
    stats: async () => [{ type: "outbound-rtp", kind: "video", qualityLimitationReason: reason }],
    limit: async (/** @type {string} */ limited) => done.told.push(limited),
    sharpen: async () => (done.sharpened += 1),
    messages: async function* () {
      yield* told;
      await new Promise(() => undefined);
    },
    stop: () => undefined,
  });
  WhipSession.begin = async () => session;
  const looking = new Looking(/** @type {any} */ (null), true, PLACE, () => undefined, () => undefined);
  looking.run();
  for (let passed = 0; passed < secs * 10; passed++) {
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(100);
  }
  looking.stop();
  return done;
}

test("a sender that is free sends the whole picture now and then", async () => {
  assert.deepEqual(await looked("none"), { told: [], sharpened: 2 });
});

test("it does so more often while something stands that only the whole picture refutes", async () => {
  const text = { type: "finding", code: "PRV103", state: "appeared" };
  assert.equal((await looked("none", [text])).sharpened, 8);
  assert.equal((await looked("none", [text, { ...text, state: "cleared" }])).sharpened, 2);
  assert.equal((await looked("none", [{ ...text, code: "LIT103" }])).sharpened, 2);
});

test("a sender that is limited says so once, and is asked for no more", async () => {
  assert.deepEqual(await looked("cpu"), { told: ["cpu"], sharpened: 0 });
});
