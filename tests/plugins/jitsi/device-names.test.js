import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";

import { chooseByTrueName } from "./jitsi/device-names.js";

function api() {
  const chosen = [];
  const choose = (kind) => (label) => {
    chosen.push([kind, label]);
    return kind === "audio" ? Promise.reject(new Error("no such device")) : Promise.resolve();
  };
  const choosers = { setVideoInputDevice: choose("video"), setAudioInputDevice: choose("audio") };
  return Object.assign(new EventEmitter(), choosers, { chosen });
}

test("a name that does not come through Jitsi's address is chosen again in the call, and once", () => {
  const call = api();
  chooseByTrueName(call, { videoInput: "Anna’s iPhone", audioInput: "Built-in" });
  assert.deepEqual(call.chosen, []);
  call.emit("videoConferenceJoined", {});
  call.emit("videoConferenceJoined", {});
  assert.deepEqual(call.chosen, [["video", "Anna’s iPhone"]]);
});

test("a device that is gone by then is let be", async () => {
  const call = api();
  chooseByTrueName(call, { audioInput: "“Studio” microphone" });
  call.emit("videoConferenceJoined", {});
  await new Promise((resolve) => setImmediate(resolve)); // a rejection that nobody takes would end this process
  assert.deepEqual(call.chosen, [["audio", "“Studio” microphone"]]);
});

test("names that come through are left to Jitsi", () => {
  const call = api();
  chooseByTrueName(call, { videoInput: "Kamera für die Tür & mehr", audioInput: "it's" });
  chooseByTrueName(call);
  assert.equal(call.listenerCount("videoConferenceJoined"), 0);
});
