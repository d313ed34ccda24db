import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { loadExternalApi, scriptAddress } from "./jitsi/external-api.js";

class Api {}

/** A page whose scripts come to this. */
function page(come) {
  const scripts = [];
  const remove = (script) => scripts.splice(scripts.indexOf(script), 1);
  const createElement = () => ({ remove() { remove(this); } });
  const append = (script) => {
    scripts.push(script);
    queueMicrotask(() => come(script));
  };
  Object.assign(globalThis, { window: globalThis, document: { createElement, head: { append } } });
  return scripts;
}

afterEach(() => delete globalThis.JitsiMeetExternalAPI);

test("the script comes from the server of the call, and of Jitsi's service for the customer", () => {
  assert.equal(scriptAddress("meet.test", { roomName: "team/room" }), "https://meet.test/external_api.js");
  assert.equal(scriptAddress("8x8.vc", { roomName: "app/room" }), "https://8x8.vc/app/external_api.js");
  assert.equal(scriptAddress("not8x8.vc", { roomName: "app/room" }), "https://not8x8.vc/external_api.js");
  assert.equal(scriptAddress("meet.test", { release: "release-1" }), "https://meet.test/external_api.js?release=release-1");
});

test("it is loaded once", async () => {
  const scripts = page((script) => {
    globalThis.JitsiMeetExternalAPI = Api;
    script.onload();
  });
  assert.equal(await loadExternalApi("meet.test", {}), Api);
  assert.equal(await loadExternalApi("meet.test", {}), Api);
  assert.equal(scripts.length, 1);
});

test("one that cannot be loaded, or is something else, is named and taken away", async () => {
  for (const come of [(script) => script.onerror(), (script) => script.onload()]) {
    const scripts = page(come);
    await assert.rejects(loadExternalApi("meet.test", {}), /https:\/\/meet\.test\/external_api\.js/);
    assert.deepEqual(scripts, []);
  }
});
