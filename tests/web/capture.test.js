/** Devices that are chosen, remembered, pulled out and plugged in. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Capture } from "../../envcheck/web/capture.js";
import { loadDevices } from "../../envcheck/web/device-store.js";
import { MediaDevices, answer, browser, refusal, settled, withoutStorage } from "./fake-devices.mjs";

/** @type {MediaDevices} */
let media;
/** @type {string[]} */
let lost;

beforeEach(() => {
  media = new MediaDevices(
    ["videoinput", "c1", "Camera"], ["videoinput", "c2", "Other camera"],
    ["audioinput", "m1", "Microphone"], ["audioinput", "m2", "Headset"], ["audiooutput", "s1", "Speaker"],
  );
  browser(media);
  lost = [];
});

const fresh = () => new Capture({ onLost: (kind) => lost.push(kind), onChange: () => undefined });

async function opened(capture = fresh()) {
  await capture.hold(await capture.open());
  return capture;
}

/** Somebody chooses, as `Looking` has it. @param {Capture} capture @param {"camera" | "microphone"} kind @param {string} id */
async function chosen(capture, kind, id) {
  capture.choose(kind, id);
  const stream = await capture.exchange(kind);
  if (stream) await capture.hold(stream);
  return stream;
}

const used = (/** @type {Capture} */ { devices }) => [devices.camera?.id, devices.microphone?.id];
const live = () => media.opened.filter((track) => track.readyState === "live").map((track) => track.device.deviceId);

test("what is opened is named, and what could be is listed", async () => {
  const capture = await opened();
  assert.deepEqual(used(capture), ["c1", "m1"]);
  assert.deepEqual([capture.cameras.length, capture.microphones.length, capture.speakers.length], [2, 2, 1]);
  assert.deepEqual([capture.notices, capture.offer], [[], null]);
});

test("another camera takes the place of the one before once it is open, and the microphone goes on", async () => {
  const capture = await opened();
  const sound = capture.stream?.getAudioTracks()[0];
  assert.ok(await chosen(capture, "camera", "c2"));
  assert.deepEqual([used(capture), live()], [["c2", "m1"], ["m1", "c2"]]);
  assert.equal(capture.stream?.getAudioTracks()[0], sound);
  assert.equal(media.asked.length, 2);
});

test("the one that is in use already changes nothing", async () => {
  const capture = await opened();
  assert.equal(await chosen(capture, "camera", "c1"), null);
  assert.equal(media.asked.length, 1);
});

test("where two cameras cannot be open at a time the first is closed sooner", async () => {
  const capture = await opened();
  media.refuse = (asked) => asked.video && live().includes("c1") && refusal("NotReadableError");
  await chosen(capture, "camera", "c2");
  assert.deepEqual([used(capture), live(), capture.notices], [["c2", "m1"], ["m1", "c2"], []]);
});

test("where another one cannot be opened at all the one before stays, and it is said", async () => {
  const capture = await opened();
  media.refuse = (asked) => asked.video?.deviceId?.exact === "c2" && refusal("NotReadableError");
  await chosen(capture, "camera", "c2");
  assert.deepEqual([used(capture), live(), capture.notices], [["c1", "m1"], ["m1", "c1"], ["camera-in-use"]]);
  await chosen(capture, "camera", "gone");
  assert.deepEqual([used(capture), capture.chosen.camera], [["c1", "m1"], "c1"]);
});

test("a microphone is chosen where there was none", async () => {
  media.refuse = (asked) => asked.audio && refusal("NotReadableError");
  const capture = await opened();
  assert.deepEqual([used(capture), capture.notices, capture.level], [["c1", undefined], ["microphone-in-use"], null]);
  media.refuse = () => null;
  await chosen(capture, "microphone", "m1");
  assert.deepEqual([used(capture), capture.notices], [["c1", "m1"], []]);
  assert.ok(capture.level);
});

test("what was chosen is opened next time, whatever its id is by then", async () => {
  await chosen(await opened(), "microphone", "m2");
  assert.deepEqual(used(await opened()), ["c1", "m2"]);
  media.devices = media.devices.map((device) => ({ ...device, deviceId: `new-${device.deviceId}` }));
  assert.deepEqual(used(await opened()), ["new-c1", "new-m2"]);
});

test("one that is not there is said to be missed, and offered once it is", async () => {
  await chosen(await opened(), "microphone", "m2");
  media.pullOut("m2");
  const capture = await opened();
  assert.deepEqual([used(capture), capture.notices, capture.offer], [["c1", "m1"], ["microphone-other"], null]);
  media.plugIn("audioinput", "m2", "Headset");
  await settled();
  assert.deepEqual([used(capture), capture.offer], [["c1", "m1"], { kind: "microphone", id: "m2", label: "Headset" }]);
  await chosen(capture, "microphone", "m2");
  assert.deepEqual([used(capture), capture.offer, capture.notices], [["c1", "m2"], null, []]);
});

test("who goes on with another one uses that from then on", async () => {
  await chosen(await opened(), "microphone", "m2");
  media.pullOut("m2");
  (await opened()).remember();
  assert.equal(loadDevices().microphone?.label, "Microphone");
});

test("a headset that is pulled out is done without, and what is left is offered", async () => {
  const capture = await opened();
  media.pullOut("m1");
  await settled();
  assert.deepEqual([lost, used(capture), capture.level], [["microphone"], ["c1", undefined], null]);
  assert.deepEqual([capture.notices, capture.offer?.label], [["microphone-gone"], "Headset"]);
  media.plugIn("audioinput", "m1", "Microphone");
  await settled();
  assert.equal(capture.offer?.label, "Microphone");
});

test("a microphone that was refused is not offered", async () => {
  media.refuse = (asked) => asked.audio && refusal("NotAllowedError");
  const capture = await opened();
  assert.deepEqual([capture.notices, capture.offer], [["microphone-refused"], null]);
});

test("a microphone that is allowed after all is offered", async () => {
  media.refuse = (asked) => asked.audio && refusal("NotAllowedError");
  const capture = await opened();
  await settled();
  await answer("microphone", "prompt");
  assert.deepEqual([capture.notices, capture.offer], [["microphone-refused"], null]);
  media.refuse = () => null;
  await answer("microphone", "granted");
  await settled();
  assert.deepEqual([capture.notices, capture.offer?.id], [[], "m1"]);
  assert.ok(await chosen(capture, "microphone", "m1"));
  assert.deepEqual([used(capture), capture.offer], [["c1", "m1"], null]);
});

test("a device that is plugged in later is listed", async () => {
  const capture = await opened();
  media.plugIn("videoinput", "c3", "Third camera");
  await settled();
  assert.equal(capture.cameras.length, 3);
  assert.equal(capture.offer, null);
  capture.release();
  media.plugIn("videoinput", "c4", "Fourth camera");
  await settled();
  assert.equal(capture.cameras.length, 3);
});

test("a camera that goes away is told, and one that was closed here is not", async () => {
  const capture = await opened();
  capture.release();
  assert.deepEqual([live(), lost], [[], []]);
  await opened(capture);
  media.pullOut("c1");
  assert.deepEqual(lost, ["camera"]);
});

test("of a stream that is given nothing is remembered, offered or stopped", async () => {
  const capture = fresh();
  const given = await media.getUserMedia({ video: {}, audio: {} });
  capture.give(/** @type {any} */ (given));
  await opened(capture);
  capture.remember();
  assert.deepEqual([used(capture), capture.isGiven(), loadDevices().camera], [["c1", "m1"], true, null]);
  capture.release();
  assert.deepEqual(live(), ["c1", "m1"]);
});

test("where the browser keeps nothing all goes on", async () => {
  withoutStorage();
  const capture = await opened();
  await chosen(capture, "camera", "c2");
  capture.remember();
  assert.deepEqual(used(capture), ["c2", "m1"]);
});

test("what is chosen while another one is opened is discarded, and nothing that is used is closed", async () => {
  const capture = await opened();
  capture.choose("camera", "c2");
  const late = await capture.exchange("camera");
  assert.ok(late);
  capture.discard(late);
  assert.deepEqual([live(), used(capture)], [["c1", "m1"], ["c1", "m1"]]);
});
