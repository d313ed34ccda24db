/** What the outline over the preview answers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Guide, SETTLED, SHOWN, answer } from "../../envcheck/web/guide.js";

/**
 * @param {string} code
 * @param {string} [variant]
 */
const told = (code, variant) => ({ code, severity: "should", variant, regions: [] });

const SEEN = { findings: [], looks: 5, faces: 1 };

test("each finding about the place says which way to go", () => {
  const ways = {
    FRM101: "guide-into", FRM102: "guide-middle", FRM103: "guide-nearer", FRM104: "guide-back", FRM105: "guide-down",
    FRM106: "guide-camera-up", FRM107: "guide-camera-down", FRM108: "guide-straight", FRM109: "guide-face", FRM110: "guide-up",
  };
  for (const [code, key] of Object.entries(ways)) assert.equal(answer({ ...SEEN, findings: [told(code, "")] }), key);
});

test("a head that is cut goes back into the picture from the edge that cuts it", () => {
  const cut = (/** @type {string} */ edge) => answer({ ...SEEN, findings: [told("FRM105", edge)] });
  assert.deepEqual(["top", "bottom", "side"].map(cut), ["guide-down", "guide-up", "guide-middle"]);
});

test("how near comes before the rest, and being in view before all", () => {
  assert.equal(answer({ ...SEEN, findings: [told("FRM102"), told("FRM103")] }), "guide-nearer");
  assert.equal(answer({ ...SEEN, findings: [told("FRM103"), told("FRM101")] }), "guide-into");
});

test("a meter answers before the finding is told, and after it is over", () => {
  assert.equal(answer({ ...SEEN, meters: { FRM103: 1.2 } }), "guide-nearer");
  assert.equal(answer({ ...SEEN, meters: { FRM103: 0.9 } }), "guide-right");
  assert.equal(answer({ ...SEEN, findings: [told("FRM103")], meters: { FRM103: 0.9 } }), "guide-nearer");
  assert.equal(answer({ ...SEEN, findings: [told("FRM103")], meters: { FRM103: 0.6 } }), "guide-right");
});

test("all is well only where as many are seen as there should be", () => {
  assert.equal(answer(SEEN), "guide-right");
  assert.equal(answer({ ...SEEN, faces: 0 }), "guide-wait");
  assert.equal(answer({ ...SEEN, people: 2 }), "guide-wait");
  assert.equal(answer({ ...SEEN, looks: 0 }), "guide-wait");
});

test("findings about other things do not matter to it", () => {
  assert.equal(answer({ ...SEEN, findings: [told("LIT101"), told("PRV101")] }), "guide-right");
});

test("where nothing can be said of a place, no outline is shown", () => {
  for (const code of ["PIC101", "PIC104", "PIC107"]) assert.equal(answer({ ...SEEN, findings: [told(code), told("FRM103")] }), "");
  assert.equal(answer({ ...SEEN, findings: [told("FRM101", "dark")] }), "");
  assert.equal(answer({ ...SEEN, findings: [told("FRM101", "turned")] }), "guide-face");
});

test("just right is said once it lasts, for a while, and then goes away", () => {
  const guide = new Guide();
  const shown = [0, SETTLED - 1, SETTLED, SETTLED + SHOWN - 1, SETTLED + SHOWN, 99_000].map((now) => guide.shown("guide-right", now));
  assert.deepEqual(shown, ["guide-wait", "guide-wait", "guide-right", "guide-right", "", ""]);
});

test("what is mended is not repeated until it is praised, and what comes again is said at once", () => {
  const guide = new Guide();
  assert.equal(guide.shown("guide-nearer", 0), "guide-nearer");
  assert.equal(guide.shown("guide-right", 500), "guide-wait");
  assert.equal(guide.shown("guide-back", 1000), "guide-back");
  assert.equal(guide.shown("guide-right", 1500), "guide-wait");
  assert.equal(guide.shown("guide-right", 1500 + SETTLED), "guide-right");
  assert.equal(guide.shown("guide-nearer", 4000), "guide-nearer");
});
