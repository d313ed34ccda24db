/** Where marks, numbers and arrows lie. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { DISC, arrowTo, cutEdge, marks } from "../../envcheck/web/marks.js";

const SIZE = { width: 640, height: 360 };

/**
 * @param {string} code
 * @param {...[number, number, number, number]} regions
 */
const marked = (code, ...regions) => ({ code, severity: "should", regions });

test("what is said of the whole picture frames nothing, and has no number", () => {
  assert.deepEqual(marks([marked("LIT105", [0, 0, 1, 1]), marked("LIT103", [0.01, 0, 1, 0.98])], SIZE), []);
});

test("numbers follow the list, also behind one that has no place", () => {
  const made = marks([marked("NET101"), marked("PRV101", [0, 0, 0.2, 0.2])], SIZE);
  assert.deepEqual(made.map((mark) => mark.number), [2]);
});

test("numbers of one place stand beside each other, all of them inside the picture", () => {
  for (const place of /** @type {const} */ ([[0.4, 0.2, 0.6, 0.6], [0, 0.9, 0.02, 1], [0.98, 0, 1, 0.1], [0.2, 0.9, 0.9, 1]])) {
    for (const size of [SIZE, { width: 200, height: 113 }]) {
      const made = marks(Array.from({ length: 6 }, (_, at) => marked(`PIC10${at}`, [...place])), size);
      made.forEach(({ badge }, at) => {
        assert.ok(badge.x >= DISC && badge.x <= size.width - DISC && badge.y >= DISC && badge.y <= size.height - DISC);
        for (const { badge: other } of made.slice(at + 1)) {
          assert.ok(Math.hypot(badge.x - other.x, badge.y - other.y) >= 2 * DISC, `${place}`);
        }
      });
    }
  }
});

test("a place that a weightier finding frames is framed once", () => {
  const made = marks([marked("LIT101", [0.4, 0.2, 0.6, 0.6]), marked("PIC102", [0.4, 0.2, 0.6, 0.59])], SIZE);
  assert.deepEqual(made.map((mark) => mark.places.length), [1, 0]);
});

test("where somebody sits is no fault of their face: a number, and no frame around it", () => {
  const [mark] = marks([marked("FRM103", [0.4, 0.2, 0.6, 0.6])], SIZE);
  assert.deepEqual(mark?.places, []);
});

test("an arrow leads to the middle as it is seen in the mirror", () => {
  const left = arrowTo(marked("FRM102", [0.1, 0.3, 0.2, 0.6]), SIZE);
  assert.deepEqual([left?.x2, left?.y1 === left?.y2], [320, true]);
  assert.ok((left?.x1 ?? 0) > 320, "who is on the left of the picture sees themselves on the right");
  const right = arrowTo(marked("FRM102", [0.8, 0.3, 0.9, 0.6]), SIZE);
  assert.ok((right?.x1 ?? 999) < 320);
});

test("two people who are off the middle together are shown one way", () => {
  const arrow = arrowTo(marked("FRM102", [0, 0.3, 0.1, 0.6], [0.3, 0.3, 0.4, 0.6]), SIZE);
  assert.ok(arrow && Math.abs(arrow.x1 - 0.8 * 640) < 64 && arrow.x2 === 320);
});

test("a head at the foot of the picture is shown upwards, and a cut one back into it", () => {
  const low = arrowTo(marked("FRM110", [0.4, 0.6, 0.6, 0.95]), SIZE);
  assert.ok(low && low.y2 < low.y1 && low.x1 === low.x2);
  const cut = arrowTo(marked("FRM105", [0.4, 0, 0.6, 0.2]), SIZE);
  assert.ok(cut && cut.y2 > cut.y1);
  const beside = arrowTo(marked("FRM105", [0, 0.3, 0.15, 0.6]), SIZE);
  assert.ok(beside && beside.x2 < beside.x1 && beside.y1 === beside.y2);
});

test("what is no matter of place has no arrow, nor what lies well already", () => {
  assert.equal(arrowTo(marked("LIT101", [0.1, 0.3, 0.2, 0.6]), SIZE), null);
  assert.equal(arrowTo(marked("FRM103", [0.1, 0.3, 0.2, 0.6]), SIZE), null);
  assert.equal(arrowTo(marked("FRM102"), SIZE), null);
  assert.equal(arrowTo(marked("FRM102", [0.45, 0.3, 0.57, 0.6]), SIZE), null);
});

test("the edge that cuts a head is the one that is said, or else the one that is touched", () => {
  assert.equal(cutEdge({ ...marked("FRM105", [0.4, 0, 0.6, 0.3]), variant: "bottom" }), "bottom");
  assert.equal(cutEdge(marked("FRM105", [0.4, 0, 0.6, 0.3])), "top");
  assert.equal(cutEdge(marked("FRM105", [0.4, 0.5, 0.6, 0.99])), "bottom");
  assert.equal(cutEdge(marked("FRM105", [0.9, 0.3, 1, 0.6])), "side");
});
