/** What is drawn over the preview, which is a mirror. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn } from "./drawn.mjs";
import { COLOURS, OVERLAY_CSS, Overlay } from "../../envcheck/web/overlay.js";

/**
 * @param {import("../../envcheck/web/state.js").Region[]} regions
 * @param {"must" | "should" | "could"} [severity]
 * @param {string} [code]
 */
function finding(regions, severity = "must", code = "PRV101") {
  return { code, severity, regions };
}

/** @param {number} aspect */
function overlaid(aspect, width = 1000 * aspect) {
  const overlay = new Overlay(aspect);
  overlay.fit(width);
  return { overlay, root: drawn(overlay.root) };
}

/** @param {import("./drawn.mjs").Drawn | undefined} rect */
const box = (rect) => ["x", "y", "width", "height"].map((name) => Math.round(Number(rect?.attributes[name])));

/**
 * @param {import("./drawn.mjs").Drawn} root
 * @param {string} look
 */
const looking = (root, look) => root.all().filter((one) => (one.attributes.class ?? "").split(" ").includes(look));

test("what lies on the left of the picture is drawn on the right, and the other way round", () => {
  const { overlay, root } = overlaid(2);
  overlay.draw({ findings: [finding([[0, 0.1, 0.25, 0.6], [0.9, 0, 1, 1]])] });
  assert.deepEqual(root.all("rect").map(box), [[1500, 100, 500, 500], [0, 0, 200, 1000]]);
});

test("marks follow the shape and the width of the preview", () => {
  const { overlay, root } = overlaid(16 / 9);
  overlay.draw({ findings: [finding([[0, 0, 0.5, 0.5]])] });
  overlay.resize(0.5);
  overlay.fit(500);
  assert.equal(root.attributes.viewBox, "0 0 500 1000");
  assert.deepEqual(box(root.all("rect")[0]), [250, 0, 250, 500]);
});

test("a number is as large on a phone as on a wide screen", () => {
  for (const width of [280, 640, 1400]) {
    const { overlay, root } = overlaid(16 / 9, width);
    overlay.draw({ findings: [finding([[0.4, 0.4, 0.6, 0.6]])], width });
    assert.equal(Number(root.attributes.viewBox?.split(" ")[2]), width, "a unit is a CSS pixel");
    assert.equal(Number(root.all("circle")[0]?.attributes.r), 12);
  }
  assert.ok(Number(OVERLAY_CSS.match(/\.mark text \{[^}]*?(\d+)px/)?.[1]) >= 12);
});

test("several places of one finding bear one number", () => {
  const { overlay, root } = overlaid(1);
  const places = [[0.2, 0, 0.3, 0.1], [0.4, 0, 0.5, 0.1]];
  overlay.draw({ findings: [finding([[0, 0, 0.1, 0.1]]), finding(/** @type {any} */ (places), "could")] });
  assert.deepEqual(root.all("text").map((text) => text.children[0]), ["1", "2"]);
  assert.deepEqual(looking(root, "mark").map((mark) => [mark.attributes.class, mark.all("rect").length]), [["mark must", 1], ["mark could", 2]]);
});

test("every line over the picture has a dark edge that lies beneath it", () => {
  const { overlay, root } = overlaid(1);
  for (const key of /** @type {const} */ (["guide-nearer", "guide-up", "guide-camera-up", "guide-straight", "guide-right"])) {
    const off = finding([[0, 0.3, 0.2, 0.5]], "could", "FRM102");
    overlay.draw({ findings: [finding([[0, 0, 0.1, 0.1]]), off], guide: { key } });
    for (const group of root.all("g")) {
      const lines = group.children.filter((child) => child.tag === "path" || child.tag === "rect");
      if (lines.length) assert.equal(lines[0]?.attributes.class, "edge", key);
      assert.ok(lines.length !== 1, key);
    }
  }
});

test("of a line and its edge one stands out 3:1 from every grey, and both from each other", () => {
  for (const [name, colour] of Object.entries(COLOURS)) {
    if (name === "edge") continue;
    assert.ok(contrast(bright(colour), bright(COLOURS.edge)) >= 7, name);
    for (let level = 0; level <= 255; level += 1) {
      const grey = bright(`#${level.toString(16).padStart(2, "0").repeat(3)}`);
      const best = Math.max(contrast(bright(colour), grey), contrast(bright(COLOURS.edge), grey));
      assert.ok(best >= 3, `${name} on ${level}: ${best.toFixed(2)}`);
    }
  }
});

test("an arrow leads from where the head is seen to the middle", () => {
  const { overlay, root } = overlaid(2);
  overlay.draw({ findings: [finding([[0.1, 0.2, 0.2, 0.6]], "could", "FRM102")] });
  const [arrow] = looking(root, "arrow");
  assert.match(arrow?.all("path")[0]?.attributes.d ?? "", /^M1600 400L1000 400M/);
});

test("the outline shows which way to go, and none of it where nothing is to be shown", () => {
  const { overlay, root } = overlaid(16 / 9);
  overlay.draw({ findings: [], guide: { key: "guide-nearer" } });
  assert.equal(looking(root, "person").length, 1);
  assert.equal(looking(root, "way").length, 2);
  overlay.draw({ findings: [], guide: { key: "guide-wait" } });
  assert.equal(looking(root, "way").length, 0);
  overlay.draw({ findings: [], guide: { key: "" } });
  assert.equal(looking(root, "guide").length, 0);
  overlay.draw({ findings: [] });
  assert.equal(looking(root, "guide").length, 0);
});

test("two people have two outlines, on both sides of the middle", () => {
  const { overlay, root } = overlaid(16 / 9, 1600);
  overlay.draw({ findings: [], guide: { key: "guide-wait", people: 2 } });
  const starts = looking(root, "person").map((one) => Number(one.all("path")[0]?.attributes.d?.match(/^M([\d.]+)/)?.[1]));
  assert.equal(starts.length, 2);
  assert.ok((starts[0] ?? 0) < 800 && (starts[1] ?? 0) > 800);
});

test("an arrow at the head is not said twice by the outline", () => {
  const { overlay, root } = overlaid(16 / 9, 640);
  const low = finding([[0.4, 0.6, 0.6, 0.95]], "could", "FRM110");
  overlay.draw({ findings: [low], guide: { key: "guide-up" } });
  assert.deepEqual([looking(root, "arrow").length, looking(root, "way").length], [1, 0]);
  overlay.draw({ findings: [], guide: { key: "guide-up" } });
  assert.deepEqual([looking(root, "arrow").length, looking(root, "way").length], [0, 1]);
});

test("what has not changed stays the same element, so that its movement goes on", () => {
  const { overlay, root } = overlaid(16 / 9);
  overlay.draw({ findings: [], guide: { key: "guide-nearer" } });
  const [before] = looking(root, "guide");
  overlay.draw({ findings: [finding([[0, 0, 0.1, 0.1]])], guide: { key: "guide-nearer" } });
  assert.equal(looking(root, "guide")[0], before);
  overlay.draw({ findings: [], guide: { key: "guide-back" } });
  assert.notEqual(looking(root, "guide")[0], before);
  assert.equal(looking(root, "mark").length, 0);
});

test("nothing moves where less movement is asked for", () => {
  const [still, moving] = OVERLAY_CSS.split("@media (prefers-reduced-motion: no-preference)");
  assert.doesNotMatch(still ?? "", /animation|transition/);
  assert.match(moving ?? "", /animation/);
});

/** Relative luminance as WCAG has it. @param {string} hex */
function bright(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const level = parseInt(hex.slice(at, at + 2), 16) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {number} one
 * @param {number} other
 */
function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
