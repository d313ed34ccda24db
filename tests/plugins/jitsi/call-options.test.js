import assert from "node:assert/strict";
import { test } from "node:test";

import { callOptions } from "./jitsi/call-options.js";

const camera = { id: "1", label: "Camera" };
const microphone = { id: "2", label: "Microphone" };
const FINISHED = { how: "finished", verdict: "ready", devices: { camera, microphone }, report: null };
const AWAY = { how: "unavailable", verdict: null, devices: { camera: null, microphone: null }, report: null };

test("a call after the check has its devices, and no page before it", () => {
  const { devices, configOverwrite, roomName } = callOptions(FINISHED, { roomName: "room" });
  assert.equal(devices.videoInput, "Camera");
  assert.equal(devices.audioInput, "Microphone");
  assert.equal(configOverwrite.prejoinConfig.enabled, false);
  assert.equal(roomName, "room");
});

test("a call without the check has the page before it, and no devices", () => {
  const { devices, configOverwrite } = callOptions(AWAY, {});
  assert.equal(devices, undefined);
  assert.equal(configOverwrite.prejoinConfig.enabled, true);
});

test("the host's own options win, key by key, at every depth", () => {
  const configOverwrite = { startWithAudioMuted: true, prejoinConfig: { enabled: true, hideDisplayName: true } };
  const given = callOptions(FINISHED, { configOverwrite, devices: { videoInput: "Mine" }, invitees: [1] });
  assert.deepEqual(given.configOverwrite, configOverwrite);
  assert.equal(given.devices.videoInput, "Mine");
  assert.equal(given.devices.audioInput, "Microphone");
  assert.deepEqual(given.invitees, [1]);
});

test("what the host leaves undefined is not said, and what it hands over is handed on as it is", () => {
  class Place {}
  const parentNode = new Place();
  const given = callOptions(FINISHED, { devices: undefined, parentNode });
  assert.equal(given.devices.videoInput, "Camera");
  assert.equal(given.parentNode, parentNode);
});
