/** The chime, and the loudspeaker that it comes from. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { chime, choosesSpeaker, listSpeakers } from "../../envcheck/web/speaker.js";
import { MediaDevices, browser, settled } from "./fake-devices.mjs";
import { heard, playedOut, sound } from "./fake-sound.mjs";

beforeEach(() => {
  browser(new MediaDevices(["audiooutput", "s1", "Speaker"], ["audioinput", "m1", "Microphone"]));
  sound();
});

test("it is played to its end through the loudspeaker that was chosen, and nothing stays open", async () => {
  const playing = chime("s1");
  await settled();
  assert.deepEqual([heard.chosen, heard.played.length, heard.contexts], [["s1"], 2, 1]);
  for (const tone of heard.played) assert.ok(tone.startsAt >= 2 && tone.stopsAt > tone.startsAt);
  playedOut();
  assert.equal(await playing, true);
  assert.equal(heard.contexts, 0);
});

test("through the usual one none is chosen", async () => {
  const playing = chime();
  await settled();
  playedOut();
  assert.equal(await playing, true);
  assert.deepEqual(heard.chosen, []);
});

test("where the chosen one has gone the usual one is heard, and that is told", async () => {
  heard.fails = true;
  const playing = chime("gone");
  await settled();
  playedOut();
  assert.equal(await playing, false);
  assert.equal(heard.played.length, 2);
});

test("it ends sooner where nobody waits for it any more", async () => {
  const wanted = new AbortController();
  const playing = chime("s1", wanted.signal);
  await settled();
  wanted.abort();
  assert.equal(await playing, false);
  assert.equal(heard.contexts, 0);
});

test("so it is where the browser plays nothing before somebody has touched the page, which it does not say", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  heard.silenced = true;
  const playing = chime();
  await settled();
  mock.timers.tick(3000);
  assert.equal(await playing, false);
  assert.deepEqual([heard.played.length, heard.contexts], [0, 0]);
  mock.timers.reset();
});

test("where a browser plays nothing at all that is told", async () => {
  /** @type {any} */ (globalThis).AudioContext = undefined;
  assert.equal(await chime(), false);
});

test("loudspeakers are listed where a page may choose one", async () => {
  assert.deepEqual((await listSpeakers()).map((one) => one.label), ["Speaker"]);
  /** @type {any} */ (globalThis).HTMLMediaElement = undefined;
  assert.deepEqual([choosesSpeaker(), await listSpeakers()], [false, []]);
});
