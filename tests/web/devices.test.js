/** What is opened, and what is said where it is not what was asked for. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { findDevice, namedDevices, openDevice, openDevices } from "../../envcheck/web/devices.js";
import { MediaDevices, Stream, browser, refusal } from "./fake-devices.mjs";

const CAMERA = /** @type {const} */ (["videoinput", "c1", "Camera"]);
const MICROPHONE = /** @type {const} */ (["audioinput", "m1", "Microphone"]);
const ANY = { camera: "", microphone: "" };

/** @param {Record<string, string>} [permissions] */
function room(devices = [CAMERA, MICROPHONE], permissions = undefined) {
  const media = new MediaDevices(.../** @type {any} */ (devices));
  browser(media, permissions);
  return media;
}

const kinds = (/** @type {any} */ { stream }) => stream.getTracks().map((/** @type {any} */ track) => track.kind);
const soundRefused = (/** @type {any} */ asked) => asked.audio && refusal("NotAllowedError");

test("camera and microphone are opened at once", async () => {
  const media = room();
  const opened = await openDevices(ANY);
  assert.deepEqual([kinds(opened), opened.notices, media.asked.length], [["video", "audio"], [], 1]);
});

test("where the microphone alone is refused the camera is looked through", async () => {
  room(undefined, { camera: "granted", microphone: "denied" }).refuse = soundRefused;
  const opened = await openDevices(ANY);
  assert.deepEqual([kinds(opened), opened.notices], [["video"], ["microphone-refused"]]);
});

test("so it is in a browser that does not tell what was answered", async () => {
  const media = room();
  media.refuse = soundRefused;
  /** @type {any} */ (navigator).permissions = undefined;
  assert.deepEqual((await openDevices(ANY)).notices, ["microphone-refused"]);
});

for (const [camera, microphone] of [["denied", "denied"], ["prompt", "prompt"], ["denied", "granted"]]) {
  test(`a camera that is "${camera}", with a microphone that is "${microphone}", is not asked for again`, async () => {
    const media = room(undefined, { camera, microphone });
    media.refuse = () => refusal("NotAllowedError");
    await assert.rejects(openDevices(ANY), { code: "refused" });
    assert.equal(media.asked.length, 1);
  });
}

test("what the system refuses is told apart, where the browser does", async () => {
  room().refuse = () => refusal("NotAllowedError", "Permission denied by system");
  await assert.rejects(openDevices(ANY), { code: "refused-by-system" });
  room().refuse = (asked) => asked.audio && refusal("NotAllowedError", "Permission denied by system");
  assert.deepEqual((await openDevices(ANY)).notices, ["microphone-refused-by-system"]);
});

test("without a microphone, and with one that another program has, it goes on", async () => {
  room([CAMERA]);
  assert.deepEqual((await openDevices(ANY)).notices, ["microphone-none"]);
  room().refuse = (asked) => asked.audio && refusal("NotReadableError");
  assert.deepEqual((await openDevices(ANY)).notices, ["microphone-in-use"]);
});

test("without a camera it does not", async () => {
  room([MICROPHONE]);
  await assert.rejects(openDevices(ANY), { code: "none-found" });
  room().refuse = () => refusal("NotReadableError");
  await assert.rejects(openDevices(ANY), { code: "in-use" });
});

test("in place of a device that is there no more any is opened, and the other one stays the chosen one", async () => {
  const media = room([CAMERA, ["videoinput", "c2", "Other"], MICROPHONE, ["audioinput", "m2", "Headset"]]);
  const { stream } = await openDevices({ camera: "gone", microphone: "m2" });
  assert.deepEqual(namedDevices(stream), { camera: { id: "c1", label: "Camera" }, microphone: { id: "m2", label: "Headset" } });
  assert.equal(media.asked.length, 2);
});

test("a frame that the page around gives no camera says so, and asks nobody", async () => {
  const media = room();
  /** @type {any} */ (document).featurePolicy = { allowsFeature: (/** @type {string} */ name) => name !== "camera" };
  await assert.rejects(openDevices(ANY), { code: "blocked" });
  assert.equal(media.asked.length, 0);
});

test("one that is given a camera and no microphone is looked at", async () => {
  room();
  /** @type {any} */ (document).permissionsPolicy = { allowsFeature: (/** @type {string} */ name) => name === "camera" };
  assert.deepEqual((await openDevices(ANY)).notices, ["microphone-blocked"]);
});

test("one device is opened, and no other in its place", async () => {
  room();
  assert.equal((await openDevice("microphone", "m1")).label, "Microphone");
  await assert.rejects(openDevice("camera", "gone"), { code: "none-found" });
});

test("a device is known by its id, and by its name where that has changed", () => {
  const list = [{ deviceId: "a", label: "One" }, { deviceId: "b", label: "Two" }, { deviceId: "c", label: "" }];
  assert.equal(findDevice(list, { id: "b", label: "One" })?.deviceId, "b");
  assert.equal(findDevice(list, { id: "new", label: "Two" })?.deviceId, "b");
  assert.equal(findDevice(list, { id: "new", label: "" }), undefined);
});

test("what has gone away is not in use", async () => {
  room();
  const { stream } = await openDevices(ANY);
  stream.getAudioTracks()[0]?.stop();
  assert.equal(namedDevices(stream).microphone, null);
  assert.deepEqual(namedDevices(/** @type {any} */ (new Stream([]))), { camera: null, microphone: null });
});
