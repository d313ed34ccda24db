/** What is drawn and said of a microphone's level. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LevelReading } from "../../envcheck/web/level.js";

const EVERY_MS = 100;

/** @param {(secs: number) => number} level @param {number} secs */
function read(level, secs, reading = new LevelReading()) {
  return Array.from({ length: secs * 10 }, (_, step) => reading.next(level(step / 10), step * EVERY_MS));
}

/** @param {readonly {word: string}[]} readings the words, each once for as long as it stays */
const words = (readings) => readings.map((one) => one.word).filter((word, place, all) => word !== all[place - 1]);

/** Speech: half a second of voice, and a quarter of a pause. @param {number} voice @param {number} room */
const speech = (voice, room) => (/** @type {number} */ secs) => (secs % 0.75 < 0.5 ? voice : room);

test("what is drawn rises at once and falls evenly", () => {
  const readings = read((secs) => (secs < 0.5 ? 0.6 : 0.1), 1.5);
  const levels = readings.map((one) => one.level);
  assert.equal(levels[0], 0.6);
  for (let step = 1; step < levels.length; step++) {
    const fall = (levels[step - 1] ?? 0) - (levels[step] ?? 0);
    assert.ok(fall >= 0 && fall < 0.13, `${fall}`);
  }
  assert.equal(levels.at(-1), 0.1);
});

test("its peak is held for a second, and falls then", () => {
  const peaks = read((secs) => (secs === 0 ? 0.8 : 0.1), 4).map((one) => one.peak);
  assert.ok(peaks.slice(0, 11).every((peak) => peak === 0.8));
  assert.ok((peaks[25] ?? 1) < 0.3 && (peaks[25] ?? 0) >= 0.1);
});

test("who speaks is heard, and stays so over the pauses between words", () => {
  assert.deepEqual(words(read(speech(0.5, 0.08), 20)), ["level-silent", "level-heard"]);
});

test("so is who speaks softly in a quiet room, and beside a fan", () => {
  assert.deepEqual(words(read(speech(0.25, 0.02), 5)), ["level-silent", "level-heard"]);
  assert.deepEqual(words(read(speech(0.6, 0.4), 5)), ["level-silent", "level-heard"]);
});

test("a fan alone, a dead microphone and a click are nobody", () => {
  assert.deepEqual(words(read((secs) => 0.4 + 0.02 * Math.sin(9 * secs), 20)), ["level-silent"]);
  assert.deepEqual(words(read(() => 0, 5)), ["level-silent"]);
  assert.deepEqual(words(read((secs) => (secs === 2 ? 0.7 : 0.1), 5)), ["level-silent"]);
});

test("who is heard no longer is said to be silent after a while", () => {
  assert.deepEqual(words(read((secs) => (secs < 3 ? speech(0.5, 0.1)(secs) : 0.1), 12)), ["level-silent", "level-heard", "level-silent"]);
});

test("too loud is said while it is, and a little longer", () => {
  const readings = read((secs) => (secs < 3 ? speech(0.95, 0.1)(secs) : speech(0.5, 0.1)(secs)), 12);
  assert.deepEqual(words(readings), ["level-silent", "level-loud", "level-heard"]);
});
