/** Icons: which there are, and which stand for what a finding is about. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn } from "./drawn.mjs";
import { ICONS, icon, kindIcon, kindOf } from "../../envcheck/web/icons.js";

test("every icon is one shape in the colour of the text, hidden from who listens", () => {
  for (const name of ICONS) {
    const { attributes, children } = drawn(icon(name));
    assert.equal(attributes["aria-hidden"], "true");
    assert.equal(children.length, 1);
    const [shape] = children;
    assert.match(shape.attributes.d, /^[Mm]/, name);
    assert.equal([shape.attributes.fill, shape.attributes.stroke].filter((colour) => colour === "currentColor").length, 1);
  }
});

test("icons differ from each other by their shapes", () => {
  const shapes = ICONS.map((name) => drawn(icon(name)).children[0].attributes.d);
  assert.equal(new Set(shapes).size, ICONS.length);
});

test("every subject has an icon of its own, and a check of somebody else an eye", () => {
  const codes = ["LIT101", "FRM102", "PRV101", "SND103", "PIC104", "BKG101", "NET101"];
  const kinds = codes.map(kindOf);
  assert.equal(new Set(kinds).size, codes.length);
  for (const kind of [...kinds, "eye"]) assert.ok(ICONS.includes(kind));
  assert.equal(kindOf("XYZ100"), "eye");
  assert.equal(drawn(kindIcon("LIT101")).attributes["data-icon"], "light");
});

test("an unknown icon is empty", () => {
  assert.equal(drawn(icon("no such icon")).children[0].attributes.d, "");
});
