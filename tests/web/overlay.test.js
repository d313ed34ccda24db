/** Where marks lie over the preview, which is a mirror. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Overlay } from "../../envcheck/web/overlay.js";

/** As much of an element as drawing needs. */
class Drawn {
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {any[]} */
    this.children = [];
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {any[]} children */
  append(...children) {
    this.children.push(...children);
  }

  /** @param {any[]} children */
  replaceChildren(...children) {
    this.children = children;
  }

  /**
   * @param {string} tag
   * @returns {Drawn[]}
   */
  all(tag) {
    const below = this.children.filter((child) => child instanceof Drawn);
    return below.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.all(tag)]);
  }
}

/** @type {any} */ (globalThis).document = {
  createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => new Drawn(tag),
};

/**
 * @param {import("../../envcheck/web/state.js").Region[]} regions
 * @param {"must" | "should" | "could"} [severity]
 * @returns {import("../../envcheck/web/state.js").Finding}
 */
function finding(regions, severity = "must") {
  return { code: "PRV101", name: "second-person", severity, rank: 1, message: "", why: "", advice: "", regions };
}

/** @param {number} aspect */
function overlaid(aspect) {
  const overlay = new Overlay(aspect);
  return { overlay, root: /** @type {Drawn} */ (/** @type {unknown} */ (overlay.root)) };
}

/** @param {Drawn | undefined} rect */
const box = (rect) => ["x", "y", "width", "height"].map((name) => Math.round(Number(rect?.attributes[name])));

test("what lies on the left of the picture is drawn on the right", () => {
  const { overlay, root } = overlaid(2);
  overlay.draw([finding([[0, 0.1, 0.25, 0.6]])], false);
  assert.deepEqual(box(root.all("rect")[0]), [1500, 100, 500, 500]);
});

test("what lies on the right of the picture is drawn on the left", () => {
  const { overlay, root } = overlaid(2);
  overlay.draw([finding([[0.9, 0, 1, 1]])], false);
  assert.deepEqual(box(root.all("rect")[0]), [0, 0, 200, 1000]);
});

test("the whole picture stays the whole picture", () => {
  const { overlay, root } = overlaid(16 / 9);
  overlay.draw([finding([[0, 0, 1, 1]])], false);
  assert.deepEqual(box(root.all("rect")[0]), [0, 0, 1778, 1000]);
});

test("marks follow the shape of the picture", () => {
  const { overlay, root } = overlaid(16 / 9);
  overlay.resize(0.5);
  overlay.draw([finding([[0, 0, 0.5, 0.5]])], false);
  assert.equal(root.attributes.viewBox, "0 0 500 1000");
  assert.deepEqual(box(root.all("rect")[0]), [250, 0, 250, 500]);
});

test("every region of a finding bears its place in the list", () => {
  const { overlay, root } = overlaid(1);
  overlay.draw([finding([[0, 0, 0.1, 0.1]]), finding([[0.2, 0, 0.3, 0.1], [0.4, 0, 0.5, 0.1]], "could")], false);
  assert.deepEqual(root.all("text").map((text) => text.children[0]), ["1", "2", "2"]);
  assert.deepEqual(root.children.map((mark) => mark.attributes.class), ["mark must", "mark could", "mark could"]);
});

test("what is drawn anew takes the place of what was drawn", () => {
  const { overlay, root } = overlaid(1);
  overlay.draw([finding([[0, 0, 0.1, 0.1]])], true);
  overlay.draw([], false);
  assert.deepEqual(root.children, []);
});

test("the guide for the head stands in the middle, whatever the shape of the picture", () => {
  for (const aspect of [16 / 9, 4 / 3, 9 / 16]) {
    const { overlay, root } = overlaid(aspect);
    overlay.draw([], true);
    for (const oval of root.all("ellipse")) assert.equal(Number(oval.attributes.cx), 500 * aspect);
    assert.equal(root.all("ellipse").length, 2);
  }
});
