/** What each platform is given: the devices that were checked, or nothing where none are known. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { chime } from "../../../plugins/web/src/chime.js";
import { daily } from "../../../plugins/web/src/daily.js";
import { jitsi } from "../../../plugins/web/src/jitsi.js";
import { livekit } from "../../../plugins/web/src/livekit.js";
import { opentok } from "../../../plugins/web/src/opentok.js";
import { whereby } from "../../../plugins/web/src/whereby.js";
import { zoom } from "../../../plugins/web/src/zoom.js";

const SOURCES = new URL("../../../plugins/web/src/", import.meta.url);
const ADAPTERS = { chime, daily, jitsi, livekit, opentok, whereby, zoom };

const devices = { camera: { id: "c", label: "Camera" }, microphone: { id: "m", label: "Microphone" } };
const finished = /** @type {const} */ ({ how: "finished", devices });
const away = /** @type {const} */ ({ how: "unavailable", devices: { camera: null, microphone: null } });

test("each gives what was checked, in its platform's own shape", () => {
  assert.deepEqual(jitsi(finished), {
    configOverwrite: { prejoinConfig: { enabled: false } },
    devices: { audioInput: "Microphone", audioOutput: "", videoInput: "Camera" },
  });
  const ids = { video: { deviceId: "c" }, audio: { deviceId: "m" } };
  assert.deepEqual(livekit(finished), { ...ids, defaults: { videoDeviceId: "c", audioDeviceId: "m" } });
  assert.deepEqual(whereby(finished), ids);
  assert.deepEqual(daily(finished), { videoSource: "c", audioSource: "m" });
  assert.deepEqual(opentok(finished), { videoSource: "c", audioSource: "m" });
  assert.deepEqual(chime(finished), { videoInput: "c", audioInput: "m" });
  assert.deepEqual(zoom(finished), { video: { cameraId: "c" }, audio: { microphoneId: "m" } });
});

test("each has the platform take the usual devices where the check was away", () => {
  assert.deepEqual(jitsi(away), { configOverwrite: { prejoinConfig: { enabled: true } } });
  assert.deepEqual(livekit(away), { video: true, audio: true, defaults: {} });
  assert.deepEqual(whereby(away), { video: true, audio: true });
  assert.deepEqual(daily(away), {});
  assert.deepEqual(opentok(away), {});
  assert.deepEqual(chime(away), { videoInput: {}, audioInput: {} });
  assert.deepEqual(zoom(away), { video: {}, audio: {} });
});

test("a device without an id is the usual one", () => {
  const nameless = { devices: { camera: { id: "", label: "" }, microphone: null } };
  assert.deepEqual(daily(nameless), {});
  assert.deepEqual(livekit(nameless).video, true);
  assert.deepEqual(chime(nameless).videoInput, {});
});

test("each is a function of thirty lines at most that imports nothing", () => {
  assert.ok(Object.keys(ADAPTERS).every((name) => readdirSync(SOURCES).includes(`${name}.js`)));
  for (const name of Object.keys(ADAPTERS)) {
    const source = readFileSync(new URL(`${name}.js`, SOURCES), "utf8");
    assert.ok(source.split("\n").length <= 31, name);
    assert.doesNotMatch(source, /^import /m, name);
  }
});
