import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import vm from "node:vm";

import { CHECKED, callAddress, callOf } from "./jitsi/drop-in/envcheck/assets/call-address.js";

const HERE = "https://meet.test/check/";
const LABELS = { videoInput: "Kamera 1 (04f2:b6b6)", audioInput: "", audioOutput: "" };

/** Values of an address, as Jitsi reads them there. */
function read(address) {
  const parts = new URL(address).hash.slice(1).split("&").map((part) => part.split("="));
  const text = (value) => decodeURIComponent(value).replace(/\\&/, "&").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return Object.fromEntries(parts.map(([key, value]) => [key, JSON.parse(text(value))]));
}

test("the check of a room leads to that room, with what its address says for the call", () => {
  assert.equal(callOf(`${HERE}Room%201?jwt=a.b&lang=de#config.x=1`).href, "https://meet.test/Room%201?jwt=a.b&lang=de#config.x=1");
  assert.equal(callOf(`${HERE}team/room`).pathname, "/team/room");
  assert.equal(callOf(HERE).href, "https://meet.test/");
});

test("it leads to no other server", () => {
  for (const room of ["/elsewhere.test/x", "\\elsewhere.test", "//elsewhere.test", "%2Felsewhere.test", "https://elsewhere.test/"]) {
    assert.equal(callOf(HERE + room).origin, "https://meet.test", room);
  }
});

test("a call after the check has its devices, and its address turns nothing off", () => {
  const address = callAddress(callOf(`${HERE}room`), { devices: LABELS }, true);
  assert.deepEqual(read(address), { "devices.videoInput": "Kamera 1 (04f2:b6b6)" });
  assert.equal(callAddress(callOf(`${HERE}room`), {}, true), "https://meet.test/room");
});

test("a call without the check has the page before it", () => {
  assert.deepEqual(read(callAddress(callOf(`${HERE}room`), {}, false)), { "config.prejoinConfig.enabled": true });
});

test("any name of a device comes through as it is", () => {
  for (const name of ["Anna’s iPhone", "“Studio” & more=less #1", "a\\&b", "كاميرا 📷", 'a "quoted" one', "50 %"]) {
    const address = callAddress(callOf(`${HERE}room`), { devices: { audioInput: name } }, true);
    assert.equal(read(address)["devices.audioInput"], name);
  }
});

test("what the address says already wins", () => {
  const said = "#devices.videoInput=%22Mine%22&config.prejoinPageEnabled=false";
  const address = callAddress(callOf(`${HERE}room${said}`), { devices: LABELS }, false);
  assert.equal(new URL(address).hash, said);
});

/** Runs the lines for Jitsi's configuration where something is kept; gives what is configured, and what is kept then. */
async function configured(kept, storage = true, config = { prejoinConfig: { enabled: true, hideDisplayName: true } }) {
  const lines = await readFile(new URL("./jitsi/drop-in/custom-config.js", import.meta.url), "utf-8");
  const items = new Map(Object.entries(kept));
  const sessionStorage = { getItem: (key) => items.get(key) ?? null, removeItem: (key) => items.delete(key) };
  vm.runInNewContext(lines, { config, location: { pathname: "/room" }, ...(storage && { sessionStorage }) });
  return [config.prejoinConfig?.enabled, Object.fromEntries(items)];
}

test("Jitsi's page is left out once, and in the room alone whose check was done", async () => {
  assert.deepEqual(await configured({ [CHECKED]: "/room" }), [false, {}]);
  assert.deepEqual(await configured({ [CHECKED]: "/other" }), [true, {}]);
  assert.deepEqual(await configured({}), [true, {}]);
  assert.deepEqual(await configured({ [CHECKED]: "/room" }, true, {}), [false, {}]);
  assert.equal((await configured({}, false))[0], true, "Jitsi's apps keep nothing");
});
