/** A camera's track as it is sent. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { keepResolution } from "../../envcheck/web/sent-track.js";
import { Track } from "./fake-devices.mjs";

beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
afterEach(() => mock.timers.reset());

/** @param {boolean} knows the preference */
function sender(knows) {
  /** @type {any} */
  let known = { encodings: [] };
  const replaced = /** @type {any[]} */ ([]);
  return {
    replaced,
    getParameters: () => ({ ...known }),
    setParameters: async (/** @type {any} */ given) => (known = knows ? given : known),
    replaceTrack: async (/** @type {any} */ track) => replaced.push(track),
  };
}

const camera = () => /** @type {any} */ (new Track({ kind: "videoinput", deviceId: "c", label: "Camera" }));
const kept = (/** @type {any} */ to, /** @type {any} */ track, /** @type {boolean} */ owned) => keepResolution(to, track, owned);

test("where the browser knows the preference no track is touched", async () => {
  for (const owned of [true, false]) {
    const [to, track] = [sender(true), camera()];
    assert.equal(await kept(to, track, owned), null);
    assert.equal(to.getParameters().degradationPreference, "maintain-resolution");
    assert.deepEqual([track.contentHint, track.copies.length, to.replaced.length], ["", 0, 0]);
  }
});

test("else a track of our own is hinted at", async () => {
  const [to, track] = [sender(false), camera()];
  assert.equal(await kept(to, track, true), null);
  assert.deepEqual([track.contentHint, track.copies.length], ["detail", 0]);
});

test("and of one of the page around a copy, which stays with the session", async () => {
  const [to, track] = [sender(false), camera()];
  const copy = await kept(to, track, false);
  assert.deepEqual([track.contentHint, to.replaced], ["", [copy?.track]]);
  assert.equal(copy?.track.contentHint, "detail");
  copy?.stop();
  assert.deepEqual([copy?.track.readyState, track.readyState], ["ended", "live"]);
});

test("what the page around mutes is muted, and what it stops is stopped", async () => {
  const track = camera();
  track.enabled = false;
  const copy = await kept(sender(false), track, false);
  assert.equal(copy?.track.enabled, false);
  track.enabled = true;
  mock.timers.tick(200);
  assert.equal(copy?.track.enabled, true);
  track.stop();
  mock.timers.tick(200);
  assert.equal(copy?.track.readyState, "ended");
});

test("a browser that knows neither is left as it is", async () => {
  const [to, track] = [sender(false), camera()];
  delete track.contentHint;
  assert.equal(await kept(to, track, false), null);
  assert.equal(track.copies.length, 0);
});
