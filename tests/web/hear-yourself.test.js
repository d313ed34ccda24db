/** Somebody's own voice: recorded, played, forgotten. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { HearYourself } from "../../envcheck/web/hear-yourself.js";
import { MediaDevices, browser, settled } from "./fake-devices.mjs";
import { heard, playedOut, recorders, sound } from "./fake-sound.mjs";

/** @type {HearYourself} */
let hear;
/** @type {string[]} */
let seen;
/** @type {any} */
let stream;

beforeEach(async () => {
  const media = new MediaDevices(["videoinput", "c1", "Camera"], ["audioinput", "m1", "Microphone"]);
  browser(media);
  sound();
  stream = await media.getUserMedia({ video: {}, audio: {} });
  mock.timers.enable({ apis: ["setInterval"] });
  seen = [];
  hear = new HearYourself(() => seen.push(`${hear.phase} ${hear.left}`));
});

afterEach(() => mock.timers.reset());

async function passed(secs = 5) {
  await settled();
  for (let second = 0; second < secs; second++) mock.timers.tick(1000);
  await settled();
}

test("five seconds are counted down, then played, and nothing is left of them", async () => {
  const begun = hear.begin(stream, "s1");
  assert.deepEqual([...recorders].map((one) => one.stream.getTracks().map((/** @type {any} */ track) => track.kind)), [["audio"]]);
  await passed();
  assert.deepEqual(seen, ["recording 5", "recording 4", "recording 3", "recording 2", "recording 1", "playing 0"]);
  assert.deepEqual([hear.isRunning, heard.chosen, heard.played[0].buffer], [true, ["s1"], { bytes: 6 }]);
  playedOut();
  await begun;
  assert.deepEqual([hear.phase, hear.isRunning, heard.contexts], ["played", false, 0]);
  assert.ok(stream.getTracks().every((/** @type {any} */ track) => track.readyState === "live"));
});

test("it ends at once where the check does, and plays nothing", async () => {
  const begun = hear.begin(stream);
  await passed(2);
  hear.stop();
  await begun;
  assert.deepEqual([hear.phase, [...recorders][0]?.state, heard.played.length], ["idle", "inactive", 0]);
  await passed();
  assert.equal(hear.phase, "idle");
});

test("so it does while it plays", async () => {
  const begun = hear.begin(stream);
  await passed();
  hear.stop();
  await begun;
  assert.deepEqual([hear.phase, heard.contexts], ["idle", 0]);
});

test("begun anew it forgets what it had", async () => {
  const first = hear.begin(stream);
  await passed(2);
  const second = hear.begin(stream);
  await passed();
  playedOut();
  await Promise.all([first, second]);
  assert.deepEqual([hear.phase, heard.played.length], ["played", 1]);
});

test("a microphone that is pulled out meanwhile ends the recording, and what there is is played", async () => {
  const begun = hear.begin(stream);
  await passed(2);
  [...recorders][0]?.stop();
  await settled();
  assert.equal(hear.phase, "playing");
  playedOut();
  await begun;
  assert.equal(hear.phase, "played");
});

test("without a microphone, a recorder or a sound it says that it failed", async () => {
  stream.getAudioTracks()[0].stop();
  await hear.begin(stream);
  assert.equal(hear.phase, "failed");
  stream.getAudioTracks()[0].readyState = "live";
  const begun = hear.begin(stream);
  [...recorders].at(-1)?.dispatchEvent(new Event("error"));
  await begun;
  assert.equal(hear.phase, "failed");
  delete (/** @type {any} */ (globalThis).MediaRecorder);
  assert.equal(HearYourself.isPossible(), false);
  await hear.begin(stream);
  assert.equal(hear.phase, "failed");
});
