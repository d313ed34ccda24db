/** What is drawn beside an advice. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn } from "./drawn.mjs";
import { SCENES } from "../../envcheck/web/drawn-scenes.js";
import { EXAMPLES_CSS } from "../../envcheck/web/drawn-parts.js";
import { SCENE_OF, example, goodSetup, permission, sceneOf, sideOf } from "../../envcheck/web/examples.js";

/** @param {string} code with its variant after a dash */
const finding = (code) => ({ code: code.slice(0, 6), variant: code.slice(7) });

/** @param {unknown} root */
const looks = (root) => drawn(root).all().flatMap((one) => (one.attributes.class ?? "").split(" ").filter(Boolean));

test("every scene that an advice names is drawn, and every scene is named", () => {
  assert.deepEqual([...new Set(Object.values(SCENE_OF))].sort(), Object.keys(SCENES).sort());
});

test("every example is a drawing without words, in colours of the theme alone", () => {
  for (const code of Object.keys(SCENE_OF)) {
    const drawing = drawn(example(finding(code)));
    assert.equal(drawing.attributes.viewBox, "0 0 160 84");
    assert.ok(drawing.all().length > 5, code);
    assert.deepEqual(drawing.all("text"), []);
    for (const part of drawing.all()) {
      assert.ok(!("style" in part.attributes || "fill" in part.attributes || "stroke" in part.attributes), code);
    }
  }
});

test("every look that is drawn is in the style", () => {
  const known = new Set([...EXAMPLES_CSS.matchAll(/\.example \.([a-z-]+)/g)].map((found) => found[1]));
  for (const root of [...Object.keys(SCENE_OF).map((code) => example(finding(code))), goodSetup(), permission()]) {
    for (const look of looks(root)) assert.ok(known.has(look), `${look} of ${drawn(root).attributes["data-scene"]}`);
  }
});

test("no number of a drawing is broken", () => {
  for (const root of [...Object.keys(SCENE_OF).map((code) => example(finding(code))), goodSetup(), permission()]) {
    for (const part of drawn(root).all()) {
      assert.doesNotMatch(Object.values(part.attributes).join(" "), /NaN|undefined|Infinity/);
    }
  }
});

test("a variant that advises something else has its own scene, and an unknown one that of the check", () => {
  assert.equal(sceneOf({ code: "PIC105", variant: "dim" }), "lamp");
  assert.equal(sceneOf({ code: "PIC105", variant: "bandwidth" }), "cable");
  assert.equal(sceneOf({ code: "FRM110", variant: "below" }), "books");
  assert.equal(sceneOf({ code: "FRM110", variant: "" }), "headroom");
  assert.equal(sceneOf({ code: "FRM110" }), "headroom");
});

test("where the variants advise different things and none is known, nothing is drawn", () => {
  for (const code of ["FRM101", "FRM105", "PIC102", "PIC103", "PIC104", "PIC107"]) {
    assert.equal(example({ code }), null);
  }
});

test("what has no scene, and a check of somebody else, has no drawing", () => {
  assert.equal(example({ code: "BKG106", variant: "" }), null);
  assert.equal(example({ code: "XYZ999", variant: "" }), null);
  assert.equal(example({ code: "PIC103", variant: "toString" }), null);
});

test("with a label it is a picture, and without one it is hidden from who listens", () => {
  const told = drawn(example({ code: "LIT101" }, "A lamp before you")).attributes;
  assert.deepEqual([told.role, told["aria-label"], told["aria-hidden"]], ["img", "A lamp before you", undefined]);
  const hidden = drawn(example({ code: "LIT101" })).attributes;
  assert.deepEqual([hidden.role, hidden["aria-hidden"]], [undefined, "true"]);
  assert.equal(drawn(goodSetup("A good place")).attributes.role, "img");
});

test("who sits at the side is drawn where the mirrored preview shows them", () => {
  assert.equal(sideOf({ regions: [[0, 0.2, 0.3, 0.6]] }), 1);
  assert.equal(sideOf({ regions: [[0.7, 0.2, 1, 0.6]] }), -1);
  assert.equal(sideOf({ variant: "left" }), 1);
  assert.equal(sideOf({ variant: "right" }), -1);
});

test("pictures keep their left and right where the page runs from right to left", () => {
  const turned = drawn(example({ code: "FRM102" })).all("g").filter((part) => part.attributes.class === "unturned");
  assert.equal(turned.length, 3, "two pictures and the tick");
  assert.match(EXAMPLES_CSS, /\[dir="rtl"\] \.example, \[dir="rtl"\] \.example \.unturned/);
});
