/** A guard during a session: when it begins and ends, what it tells, and what becomes of it where a connection breaks. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Failure } from "../../envcheck/web/failures.js";
import { Guarding } from "../../envcheck/web/guard.js";
import { WhipSession } from "../../envcheck/web/whip-client.js";
import { MediaDevices, Stream, Track, browser, settled } from "./fake-devices.mjs";

const { begin } = WhipSession;
const TARGET = { endpoint: "", token: "t", lang: "en", profile: "" };
const HELLO = { type: "hello", version: 1, lang: "en", checks: ["PRV101"] };
const WATCHING = { type: "guard", state: "watching", text: "You are told.", gaps: [] };
const BLIND = { type: "guard", state: "blind", text: "It cannot be told.", gaps: [] };
const CAME = { type: "finding", state: "appeared", code: "PRV101", message: "Someone else.", advice: "Ask them." };
const WENT = { ...CAME, state: "cleared" };
const end = (/** @type {string} */ reason) => ({ type: "end", reason, text: "Off." });

/** @type {MediaDevices} */
let devices;
/** @type {Session[]} */
let sessions;

/** A session that tells what a test says, when it says so. */
class Session {
  stopped = 0;
  /** @type {any[]} */
  waiting = [];
  peer = Object.assign(new EventTarget(), { connectionState: "new" });
  #wake = () => undefined;

  /** @param {any} stream @param {any} target @param {boolean} owned */
  constructor(stream, target, owned) {
    Object.assign(this, { stream, target, owned });
  }

  async *messages() {
    for (;;) {
      for (let one = this.waiting.shift(); one; one = this.waiting.shift()) {
        if (one instanceof Error) throw one;
        if (one === "over") return;
        yield one;
      }
      await new Promise((resolve) => (this.#wake = resolve));
    }
  }

  /** @param {...any} messages */
  async tells(...messages) {
    this.waiting.push(...messages);
    this.#wake();
    await settled();
  }

  /** @param {string} state */
  async becomes(state) {
    this.peer.connectionState = state;
    this.peer.dispatchEvent(new Event("connectionstatechange"));
    await settled();
  }

  stop() {
    if (!this.stopped++) this.tells(new DOMException("", "AbortError"));
  }
}

beforeEach(() => {
  devices = new MediaDevices(["videoinput", "c1", "Camera"], ["videoinput", "c2", "Other"], ["audioinput", "m1", "Microphone"]);
  browser(devices);
  sessions = [];
  mock.timers.enable({ apis: ["setTimeout"] });
  WhipSession.begin = /** @type {any} */ (async (/** @type {[any, any, boolean]} */ ...how) => {
    sessions.push(new Session(...how));
    return sessions.at(-1);
  });
});

afterEach(() => {
  mock.timers.reset();
  WhipSession.begin = begin;
});

/** @param {{given?: any, id?: string}} [camera] */
function guarding({ given = null, id = "c2" } = {}) {
  /** @type {string[]} */
  const told = [];
  const onState = (/** @type {string} */ state) => told.push(state);
  const guard = new Guarding({ target: () => TARGET, camera: () => ({ given, id }), onChange: () => undefined, onState });
  return { guard, told };
}

/** One that is on, with its camera connected. */
async function on() {
  const one = guarding();
  one.guard.start();
  await settled();
  const [session] = sessions;
  await session.tells(HELLO, WATCHING);
  await session.becomes("connected");
  return { ...one, session };
}

/** @param {number} ms */
async function passed(ms) {
  for (let gone = 0; gone < ms; gone += 500) {
    mock.timers.tick(500);
    await settled();
  }
}

test("it opens the camera that was used, and no microphone", async () => {
  const { guard, session } = await on();
  assert.deepEqual(devices.asked.map((asked) => [asked.video?.deviceId, asked.audio]), [[{ exact: "c2" }, undefined]]);
  assert.deepEqual([session.target, session.owned], [{ ...TARGET, guard: true }, true]);
  assert.deepEqual(session.stream.getTracks().map((/** @type {Track} */ track) => track.kind), ["video"]);
  guard.stop();
  assert.equal(devices.opened[0].readyState, "ended");
  assert.equal(session.stopped, 1);
});

test("it says that it is on once the camera is connected, and not before", async () => {
  const { guard, told } = guarding();
  guard.start();
  await settled();
  await sessions[0].tells(HELLO, WATCHING);
  assert.deepEqual([guard.seen, told], ["starting", []]);
  await sessions[0].becomes("connected");
  assert.deepEqual([guard.seen, told, guard.texts], ["watching", ["watching"], ["You are told."]]);
});

test("who comes and goes is told, and that it cannot see", async () => {
  const { guard, told, session } = await on();
  await session.tells(CAME);
  assert.deepEqual([guard.seen, guard.texts], ["someone", ["Someone else.", "Ask them."]]);
  await session.tells(BLIND);
  assert.deepEqual([guard.seen, guard.texts], ["someone", ["Someone else.", "Ask them.", "It cannot be told."]]);
  await session.tells({ ...WATCHING }, WENT, { ...WATCHING, text: "Nobody else." });
  assert.deepEqual([guard.seen, guard.texts], ["watching", ["Nobody else."]]);
  await session.tells(BLIND);
  assert.deepEqual([guard.seen, guard.texts], ["blind", ["It cannot be told."]]);
  guard.stop();
  assert.deepEqual(told, ["watching", "someone", "watching", "blind", "off"]);
});

test("what the installation does not see is said as well", async () => {
  const { guard, session } = await on();
  await session.tells({ ...WATCHING, gaps: ["No figures."] });
  assert.deepEqual(guard.texts, ["You are told.", "No figures."]);
});

test("a camera of the page around is looked at without its sound, and left open", async () => {
  const given = new Stream(devices.devices.map((device) => new Track(/** @type {any} */ (device))).filter((one) => one.label !== "Other"));
  const { guard } = guarding({ given });
  guard.start();
  await settled();
  assert.deepEqual(devices.asked, []);
  assert.equal(sessions[0].owned, false);
  assert.deepEqual(sessions[0].stream.getTracks().map((/** @type {Track} */ track) => track.kind), ["video"]);
  guard.stop();
  assert.ok(given.getTracks().every((track) => track.readyState === "live"));
});

test("one that is turned off while the camera opens lets go of it", async () => {
  const { guard, told } = guarding();
  guard.start();
  guard.stop();
  await settled();
  assert.deepEqual([guard.seen, told, sessions.length], ["off", [], 0]);
  assert.equal(devices.opened[0].readyState, "ended");
});

test("one that is turned off while its session begins ends it", async () => {
  const { guard } = guarding();
  /** @type {(session: any) => void} */
  let answer = () => undefined;
  WhipSession.begin = () => new Promise((resolve) => (answer = resolve));
  guard.start();
  await settled();
  guard.stop();
  const late = new Session(null, null, true);
  answer(late);
  await settled();
  assert.equal(late.stopped, 1);
});

for (const code of /** @type {const} */ (["full", "not-allowed", "server-gone"])) {
  test(`where it cannot begin it is off, and says why: ${code}`, async () => {
    const { guard } = guarding();
    WhipSession.begin = async () => Promise.reject(new Failure(code));
    guard.start();
    await settled();
    assert.deepEqual([guard.isOn, guard.seen, guard.failure], [false, "off", code]);
    assert.equal(devices.opened[0].readyState, "ended");
  });
}

test("a camera that is refused, or pulled out, is said", async () => {
  const { guard, told } = await on();
  devices.pullOut("c2");
  await settled();
  assert.deepEqual([guard.isOn, guard.failure, told.at(-1)], [false, "lost", "off"]);
  guard.start();
  await settled();
  assert.deepEqual([guard.isOn, guard.failure], [false, "none-found"]);
});

for (const [how, broken] of /** @type {const} */ ([
  ["ends for want of frames", [end("silent"), "over"]],
  ["goes away", [new Failure("server-gone")]],
  ["leaves", [end("stopping"), "over"]],
  ["is full where another took over", [new Failure("full")]],
])) {
  test(`a server that ${how} is asked again, and until then nothing can be told`, async () => {
    const { guard, told, session } = await on();
    await session.tells(CAME, ...broken);
    assert.deepEqual([guard.seen, guard.texts, session.stopped], ["blind", [], 1]);
    await passed(2500);
    assert.equal(sessions.length, 2);
    await sessions[1].tells(HELLO, WATCHING);
    assert.equal(guard.seen, "blind");
    await sessions[1].becomes("connected");
    assert.deepEqual(told, ["watching", "someone", "blind", "watching"]);
    guard.stop();
  });
}

test("a server that stays away is asked ever more seldom, for as long as the guard is on", async () => {
  const { guard, session } = await on();
  let asked = 0;
  WhipSession.begin = async () => {
    asked += 1;
    throw new Failure("server-gone");
  };
  await session.tells(new Failure("server-gone"));
  await passed(10 * 60_000);
  assert.ok(asked >= 38 && asked <= 46, String(asked));
  assert.equal(guard.seen, "blind");
  guard.stop();
  await passed(60_000);
  assert.ok(asked <= 46, "it is off");
});

test("a way to the server that is cut is known though nothing says so", async () => {
  const { guard, session } = await on();
  await session.becomes("disconnected");
  assert.equal(guard.seen, "blind");
  await session.becomes("connected");
  assert.equal(guard.seen, "watching");
  await session.becomes("failed");
  assert.equal(session.stopped >= 1, true);
  await passed(2500);
  assert.equal(sessions.length, 2);
});

for (const [reason, code] of [["limit", "ended"], ["oversized", "oversized"]]) {
  test(`it is off, and stays off, where its session ends for good: ${reason}`, async () => {
    const { guard, told, session } = await on();
    await session.tells(end(reason), "over");
    await passed(60_000);
    assert.deepEqual([guard.isOn, guard.failure, told.at(-1), sessions.length], [false, code, "off", 1]);
  });
}

test("begun anew it looks through what is there by now, and was never off", async () => {
  const { guard, told, session } = await on();
  guard.start();
  await settled();
  assert.equal(session.stopped, 1);
  assert.deepEqual(devices.opened.map((track) => track.readyState), ["ended", "live"]);
  await sessions[1].tells(HELLO, WATCHING);
  await sessions[1].becomes("connected");
  assert.deepEqual(told, ["watching"]);
});
