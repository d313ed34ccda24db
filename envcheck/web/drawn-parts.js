/** The parts of which examples are drawn: surfaces and lines alone, whose colours the theme gives. No text, nobody real. */

import { svg } from "./dom.js";

/** @typedef {SVGElement} Part */

/**
 * @param {string} look classes of `EXAMPLES_CSS`
 * @param {string} d
 */
export const path = (look, d) => svg("path", { class: look, d });

/**
 * @param {string} look
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} [rx] of its corners
 */
export const rect = (look, x, y, width, height, rx = 1.5) => svg("rect", { class: look, x, y, width, height, rx });

/**
 * @param {string} look
 * @param {number} cx
 * @param {number} cy
 * @param {number} r
 */
export const disc = (look, cx, cy, r) => svg("circle", { class: look, cx, cy, r });

/**
 * Parts moved, and made larger or smaller.
 * @param {number} x
 * @param {number} y
 * @param {readonly Part[]} parts
 * @param {string} [more] of its transform
 */
export const at = (x, y, parts, more = "") => svg("g", { transform: `translate(${x} ${y}) ${more}`.trim() }, ...parts);

/**
 * What keeps its left and right where the page runs from right to left, about its own middle.
 * @param {...Part} parts
 */
export const unturned = (...parts) => svg("g", { class: "unturned" }, ...parts);

/** Half of the width and of the height of a picture as the camera gives it. */
export const ACROSS = 33;
export const DOWN = 27;

/**
 * What the camera shows, about its middle; what reaches beyond its edge is cut.
 * @param {readonly Part[]} parts
 * @param {number} [across] half of its width
 * @param {number} [down] half of its height
 */
export function picture(parts, across = ACROSS, down = DOWN) {
  const box = { x: -across, y: -down, width: 2 * across, height: 2 * down };
  const corner = across < ACROSS ? 2 : 3.5;
  return svg(
    "g",
    {},
    svg("svg", { ...box, viewBox: Object.values(box).join(" ") }, rect("wall", box.x, box.y, box.width, box.height, corner), ...parts),
    rect("line", box.x, box.y, box.width, box.height, corner),
  );
}

/**
 * Somebody from the front, down to the chest; the middle of the head lies at the place.
 * @param {number} [x]
 * @param {number} [y]
 * @param {number} [size]
 * @param {{gaze?: number, away?: boolean, over?: readonly Part[]}} [more] how far the face is turned to the side,
 *   whether it is turned away, and what lies on it
 */
export function bust(x = 0, y = -6, size = 1, { gaze = 0, away = false, over = [] } = {}) {
  const features = [disc("ink", -3, 0.5, 1), disc("ink", 3, 0.5, 1), path("smile", "M-2.6 5q2.6 1.8 5.2 0")];
  return at(
    x,
    y,
    [
      path("body", "M-21 60V29C-21 19-13 17-4 14.5h8C13 17 21 19 21 29V60Z"),
      path("skin", "M-3.7 6h7.4v9.5c-2 2.2-5.4 2.2-7.4 0Z"),
      svg("ellipse", { class: "skin", rx: 8, ry: 10 }),
      path("hair", "M-8.6 1C-11-11-4-12.5 0-12.5S11-11 8.6 1C8-4 5-5.5 1-5.5S-7.5-5-8.6 1Z"),
      away ? path("hair", "M-8.5 2C-11-12-4-12.5 0-12.5S11-12 8.5 2C7 12-7 12-8.5 2Z") : at(gaze, 0, features),
      ...over,
    ],
    `scale(${size})`,
  );
}

/**
 * Somebody from the side, looking to the right; the middle of the head lies at the place.
 * @param {number} x
 * @param {number} y
 * @param {readonly Part[]} [over] what lies on the head
 */
export const profile = (x, y, over = []) =>
  at(x, y, [
    path("skin", "M-4 4h7v9h-7Z"),
    path("body", "M-4 10C-14 12-16 22-16 43H5C6 32 7 20 3 11Z"),
    path("skin", "M-7-4C-7-12 8-12 7-3l2.2 3.5-2 .6C7 6 5 8.5 0 8.5S-7 4-7-4Z"),
    path("hair", "M3-7C2-3-2-4-3 1c-1 4-4 3-5 0-3-8 0-13 7-13 5 0 8 2 8 6-1 1-3 0-4-1Z"),
    disc("ink", 4.2, -1, 0.9),
    ...over,
  ]);

/**
 * Somebody who sits on a chair, with a hand on the desk.
 * @param {number} x
 * @param {number} y
 * @param {readonly Part[]} [over]
 */
export const sitting = (x, y, over = []) =>
  svg(
    "g",
    {},
    at(x, y, [path("line", "M-19 17V45H4M-8 45V57M-14 57H-2"), path("leg", "M-9 39.5H12V54H15")]),
    profile(x, y, over),
    at(x, y, [path("arm", "M-5 19C-5 28-2 32 4 32H17")]),
  );

/**
 * A desk from its left edge, with its top at the height.
 * @param {number} left
 * @param {number} right
 * @param {number} top
 * @param {number} foot
 */
export const desk = (left, right, top, foot) =>
  svg("g", {}, path("line", `M${right - 4} ${top}V${foot}`), path("line thick", `M${left} ${top}H${right}`));

/**
 * A laptop from the side; its hind edge stands at the place, and its camera looks to the left.
 * @param {number} x
 * @param {number} y
 * @param {string} [look]
 */
export const laptop = (x, y, look = "line") =>
  at(x, y, [path(`${look} firm`, "M-14-1H0l5-15"), disc("accent", 4.8, -16.5, 2)]);

/**
 * A few books on which something stands, `height` high.
 * @param {number} x
 * @param {number} foot
 * @param {number} height
 */
export const books = (x, foot, height) =>
  at(
    x,
    foot,
    [0, 1, 2].map((place) => rect(place === 1 ? "accent-soft" : "card", -9 + place, (-height * (place + 1)) / 3, 19 - 2 * place, height / 3, 1)),
  );

/**
 * A lamp on a table, from the side, with or without its light, which falls to the left.
 * @param {number} x
 * @param {number} foot
 * @param {string} [look]
 * @param {number} [reach] of its light
 */
export const lamp = (x, foot, look = "line", reach = 0) =>
  at(x, foot, [
    ...(reach ? [path("glow", `M-7-29 ${-reach}-44V-16L-3-20Z`)] : []),
    path(`${look} firm`, "M-4 0H6M1 0V-16l5-8"),
    path(reach ? "lit" : "card", "M-7-29 7-31 3-20l-6 1Z"),
  ]);

/** A window from the front, about its middle. */
export const pane = (/** @type {number} */ x, /** @type {number} */ y, look = "bright") =>
  at(x, y, [rect(look, -13, -16, 26, 32), path("line", "M0-16V16M-13-1H13")]);

/** A curtain that is drawn over it. */
export const curtain = (/** @type {number} */ x, /** @type {number} */ y) =>
  at(x, y, [
    path("accent-soft", "M-16-17H16V20H-16Z"),
    path("accent", "M-19-18H19M-16-17V20M-8-17V20M0-17V20M8-17V20M16-17V20"),
  ]);

/** A shelf with a few books and a plant, its board at the place. */
export const shelf = (/** @type {number} */ x, /** @type {number} */ y, plain = false) =>
  at(x, y, [
    path("line", "M-11 0H11"),
    ...(plain ? [] : [rect("card", -9, -9, 3.5, 9, 0.5), rect("accent-soft", -5, -8, 3.5, 8, 0.5)]),
    ...(plain ? [] : [plant(6, 0, 0.55)]),
  ]);

/**
 * @param {number} x
 * @param {number} foot
 * @param {number} size
 */
export const plant = (x, foot, size) =>
  at(
    x,
    foot,
    [
      path("leaf", "M0-7C-9-8-9-15-8-18-2-17 0-12 0-7ZM0-7C0-14 3-21 8-22 10-15 6-9 0-7ZM0-8C-3-14-2-21 0-25 3-20 3-14 0-8Z"),
      path("card", "M-6-8H6L4.5 0h-9Z"),
    ],
    `scale(${size})`,
  );

/**
 * A microphone on its foot; its head lies at the place.
 * @param {number} x
 * @param {number} y
 * @param {number} foot
 */
export const microphone = (x, y, foot) =>
  svg("g", {}, path("line firm", `M${x} ${y}V${foot}M${x - 6} ${foot}h12`), svg("rect", { class: "card", x: x - 4, y: y - 8, width: 8, height: 14, rx: 4 }));

/**
 * Sound, as arcs that open to the right of the place.
 * @param {number} x
 * @param {number} y
 * @param {number} count
 * @param {string} [look]
 */
export const sound = (x, y, count, look = "accent") =>
  path(look, Array.from({ length: count }, (_, place) => `M${x + 5 * place} ${y - 4 - 3 * place}q${4 + place} ${4 + 3 * place} 0 ${8 + 6 * place}`).join(""));

/**
 * An arrow along a path; its head lies at the end and points along the last two numbers.
 * @param {string} d
 * @param {number} x end
 * @param {number} y
 * @param {number} turned degrees from pointing right
 */
export const arrow = (d, x, y, turned) =>
  svg("g", {}, path("accent", d), svg("path", { class: "accent", d: "m-4.5-4 4.5 4-4.5 4", transform: `translate(${x} ${y}) rotate(${turned})` }));

/** A tick, for what it looks like afterwards. */
export const tick = (/** @type {number} */ x, /** @type {number} */ y) =>
  at(x, y, [unturned(disc("badge", 0, 0, 6.5), path("badge-tick", "m-3 .2 2.1 2.2L3-2.2"))]);

export const EXAMPLES_CSS = `
.example { --skin: #d2b394; --light: #f3c94f; --dark: #14171a; --edge: transparent; display: block; width: 100%; height: auto }
.example :is(path, rect, circle, ellipse) { fill: none; stroke: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.example .line { stroke: var(--ec-faint) }
.example .thick { stroke-width: 3 } .example .firm { stroke-width: 2.6 }
.example .accent { stroke: var(--ec-accent) } .example .dashed { stroke-dasharray: 1 4 }
.example .wall { fill: var(--ec-soft) } .example .floor { fill: var(--ec-line); opacity: .5 }
.example .card { fill: var(--ec-card); stroke: var(--ec-faint); stroke-width: 1.5 }
.example .accent-soft { fill: var(--ec-soft); stroke: var(--ec-accent); stroke-width: 1.5 }
.example .leaf { fill: var(--ec-accent) } .example .block { fill: var(--ec-faint) } .example .badge-bolt { stroke: var(--ec-card) } .example .badge-dot { fill: var(--ec-card) } .example .vivid { fill: var(--ec-must) }
.example .bright { fill: #fff8dc; stroke: var(--ec-faint) } .example .night { fill: var(--ec-line); stroke: var(--ec-faint) }
.example .body { fill: var(--ec-could); stroke: var(--edge); stroke-width: 1 }
.example .leg { stroke: var(--ec-could); stroke-width: 7; opacity: .8 }
.example .arm { stroke: var(--ec-could); stroke-width: 6 }
.example .skin { fill: var(--skin); stroke: var(--edge); stroke-width: 1 }
.example .hair { fill: var(--ec-faint) }
.example .ink { fill: var(--dark) } .example .smile { stroke: var(--dark); stroke-width: 1.2 }
.example .faint { opacity: .55 } .example .shade { fill: var(--dark); opacity: .5 } .example .white { fill: #fff; opacity: .85 } .example .haze { fill: var(--ec-card); opacity: .6 }
.example .off { fill: #343a40; stroke: var(--ec-faint) }
.example .glow { fill: var(--light); opacity: .55 } .example .lit { fill: var(--light); stroke: var(--ec-faint); stroke-width: 1.5 }
.example .badge { fill: var(--ec-accent); stroke: var(--ec-card) } .example .badge-tick { stroke: var(--ec-on-accent) }
[dir="rtl"] .example, [dir="rtl"] .example .unturned { transform: scaleX(-1) }
@media (forced-colors: active) {
  .example {
    --ec-faint: CanvasText; --ec-line: Canvas; --ec-card: Canvas; --ec-soft: Canvas; --ec-accent: Highlight; --ec-on-accent: HighlightText;
    --ec-could: Canvas; --ec-must: CanvasText; --skin: Canvas; --light: Highlight; --dark: CanvasText; --edge: CanvasText; forced-color-adjust: none;
  }
  .example .bright { fill: Canvas }
  .example .arm, .example .leg { stroke: CanvasText; stroke-width: 2 }
}
`;
