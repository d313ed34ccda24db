/** Looking goes on where a device goes, comes, or is another one. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Looking } from "../../envcheck/web/looking.js";
import { WhipSession } from "../../envcheck/web/whip-client.js";
import { MediaDevices, browser, refusal, settled } from "./fake-devices.mjs";

const { begin } = WhipSession;
const TARGET = { endpoint: "https://check.test/whip", token: "", lang: "", profile: "" };
const PROGRESS = { type: "progress", looks: 1, frames: 1 };

/** @type {MediaDevices} */
let media;
/** @type {string[][]} live tracks that each session was begun with */
let begun;
/** @type {number} */
let stopped;

beforeEach(() => {
  media = new MediaDevices(
    ["videoinput", "c1", "Camera"], ["videoinput", "c2", "Other camera"], ["audioinput", "m1", "Microphone"], ["audioinput", "m2", "Headset"],
  );
  browser(media);
  [begun, stopped] = [[], 0];
  WhipSession.begin = async (stream) => {
    begun.push(stream.getTracks().filter((track) => track.readyState === "live").map((track) => track.label).sort());
    return /** @type {any} */ ({
      url: TARGET.endpoint,
      over: false,
      stats: async () => [],
      boostResolution: async () => undefined,
      messages: async function* () {
        yield PROGRESS;
        await new Promise(() => undefined);
      },
      stop: () => (stopped += 1),
    });
  };
});

/** @type {Looking} */
let looking;

afterEach(() => {
  looking.release();
  WhipSession.begin = begin;
});

async function looks() {
  /** @type {string[]} */
  const failures = [];
  looking = new Looking({
    target: async () => TARGET, onOpen: () => undefined, onMessage: () => undefined, onReconnect: () => undefined,
    onFailure: (error) => failures.push(/** @type {any} */ (error).code),
  });
  assert.equal(await looking.start(), true);
  return failures;
}

test("where a headset is pulled out another session goes on with the picture, and the camera stays open", async () => {
  const failures = await looks();
  const { stream } = looking.capture;
  media.pullOut("m1");
  await settled();
  assert.deepEqual(begun, [["Camera", "Microphone"], ["Camera"]]);
  assert.deepEqual([failures, stopped, looking.capture.stream === stream], [[], 1, true]);
  assert.deepEqual(looking.capture.notices, ["microphone-gone"]);
  assert.equal(await looking.choose("microphone", "m2"), true);
  assert.deepEqual([begun[2], looking.capture.notices], [["Camera", "Headset"], []]);
});

test("a camera that is pulled out fails, and goes on by itself once it is plugged in again", async () => {
  const failures = await looks();
  media.pullOut("c1");
  await settled();
  assert.deepEqual([failures, begun.length, media.opened.some((track) => track.readyState === "live")], [["lost"], 1, false]);
  media.plugIn("videoinput", "c3", "Third camera");
  await settled();
  assert.equal(begun.length, 1);
  media.plugIn("videoinput", "c1", "Camera");
  await settled();
  assert.deepEqual([begun[1], looking.capture.notices], [["Camera", "Microphone"], ["camera-back"]]);
});

test("it does not where somebody has gone away by then", async () => {
  await looks();
  media.pullOut("c1");
  await settled();
  looking.release();
  media.plugIn("videoinput", "c1", "Camera");
  await settled();
  assert.equal(begun.length, 1);
});

test("a camera that the browser withholds by now is not asked for again", async () => {
  const failures = await looks();
  media.opened.find((track) => track.kind === "video")?.pulled();
  await settled();
  media.plugIn("audioinput", "m3", "Third microphone");
  await settled();
  assert.deepEqual([failures, begun.length], [["lost"], 1]);
});

test("another camera begins another session, and the one before looks until it is open", async () => {
  await looks();
  const before = media.opened.find((track) => track.kind === "video");
  const choosing = looking.choose("camera", "c2");
  assert.equal(before?.readyState, "live");
  assert.equal(await choosing, true);
  assert.equal(before?.readyState, "ended");
  assert.deepEqual([begun[1], stopped], [["Microphone", "Other camera"], 1]);
});

test("of two that are chosen at once the latter is looked through", async () => {
  await looks();
  await Promise.all([looking.choose("camera", "c2"), looking.choose("microphone", "m2")]);
  await looking.choose("camera", "c2");
  assert.deepEqual(begun.at(-1), ["Headset", "Other camera"]);
  assert.equal(media.opened.filter((track) => track.readyState === "live").length, 2);
});

test("the same one, another loudspeaker, and one that cannot be opened begin none", async () => {
  const failures = await looks();
  assert.equal(await looking.choose("camera", "c1"), false);
  assert.equal(await looking.choose("speaker", "s1"), false);
  media.refuse = (asked) => asked.video && refusal("NotReadableError");
  media.refuse = (asked) => asked.video?.deviceId?.exact === "c2" && refusal("NotReadableError");
  assert.equal(await looking.choose("camera", "c2"), true, "the one before was opened anew");
  assert.deepEqual([begun.length, begun[1], failures], [2, ["Camera", "Microphone"], []]);
  assert.deepEqual([looking.capture.chosen.speaker, looking.capture.notices], ["s1", ["camera-in-use"]]);
});

test("what is chosen while nothing is looked at opens no camera, and counts from the next time on", async () => {
  await looks();
  looking.release();
  assert.equal(await looking.choose("camera", "c2"), false);
  assert.equal(media.asked.length, 1);
  await looking.start();
  assert.deepEqual(begun[1], ["Microphone", "Other camera"]);
});

test("in a stream of the page around no device is chosen", async () => {
  const given = await media.getUserMedia({ video: {}, audio: {} });
  await looks();
  looking.give(/** @type {any} */ (given));
  await looking.start();
  assert.equal(await looking.choose("camera", "c2"), false);
  assert.equal(looking.capture.stream, given);
});
