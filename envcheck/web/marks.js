/**
 * Where marks, their numbers and arrows lie over the preview, in CSS pixels from its upper left corner. Pure geometry.
 *
 * The preview is a mirror: what lies on the left of the picture that the camera takes is seen, and drawn, on the right.
 */

/**
 * @typedef {{width: number, height: number}} Size of the preview in CSS pixels
 * @typedef {{x: number, y: number, width: number, height: number}} Place
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x1: number, y1: number, x2: number, y2: number}} Arrow
 * @typedef {readonly [number, number, number, number]} Region left, top, right, bottom in fractions of the picture
 * @typedef {{code: string, severity: string, regions: readonly Region[], variant?: string}} Marked
 * @typedef {object} Mark
 * @property {number} number the finding's place in the list, from 1
 * @property {string} severity
 * @property {Place[]} places those that are framed, and that no weightier finding frames already
 * @property {Point} badge the middle of the number's disc
 */

/** Radius of the disc behind a number: the number itself is as readable on a phone as on a wide screen. */
export const DISC = 12;

/** Between two discs. */
const GAP = 3;

/** Share of the picture from which a region says "everywhere", which no frame shows better than none. */
const WHOLE = 0.9;

/** Overlap (intersection over union) from which two regions are one place. */
const SAME = 0.85;

/** What is about where somebody sits, and no fault of the face: their number alone is shown, and an arrow where one helps. */
const FRAMING = /^FRM/;

/** A head nearer to its place than this needs no arrow, and an arrow shorter than the other has no shaft. */
const [NEAR, SHORTEST] = [24, 14];

/** Where the middle of a head sits well, in fractions of the picture. */
export const GOOD = { across: 0.5, down: 0.42 };

/** What cuts a head: it touches that edge. */
const EDGE = 0.02;

/**
 * @param {Region} region
 * @param {Size} size
 * @returns {Place}
 */
export function mirrored([left, top, right, bottom], { width, height }) {
  return { x: (1 - right) * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height };
}

/**
 * One mark for each finding that has places, its number beside those that would lie on it.
 * @param {readonly Marked[]} findings in the order of the list
 * @param {Size} size
 * @returns {Mark[]}
 */
export function marks(findings, size) {
  /** @type {Mark[]} */
  const made = [];
  /** @type {Place[]} */
  const taken = [];
  findings.forEach(({ code, severity, regions }, order) => {
    const places = regions.filter((region) => area(region) < WHOLE).map((region) => mirrored(region, size));
    const first = places[0];
    if (!first) return;
    const badge = free(first, made.map((mark) => mark.badge), size);
    const own = FRAMING.test(code) ? [] : places.filter((place) => !taken.some((other) => alike(place, other)));
    taken.push(...own);
    made.push({ number: order + 1, severity, places: own, badge });
  });
  return made;
}

/** @param {Region} region */
function area([left, top, right, bottom]) {
  return (right - left) * (bottom - top);
}

/**
 * @param {Place} one
 * @param {Place} other
 */
function alike(one, other) {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const shared = Math.max(0, across) * Math.max(0, down);
  return shared > SAME * (one.width * one.height + other.width * other.height - shared);
}

/**
 * The upper left corner of a place, where the number hides no small face; beside those that lie there, inside the picture.
 * @param {Place} place
 * @param {readonly Point[]} others
 * @param {Size} size
 * @returns {Point}
 */
function free(place, others, size) {
  const inside = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(DISC, Math.min(most - DISC, value));
  const corner = { x: inside(place.x, size.width), y: inside(place.y, size.height) };
  for (const spot of spots(corner, size)) if (others.every((other) => apart(spot, other))) return spot;
  return corner;
}

/**
 * A place for a disc and those beside it: to the right, to the left, then below.
 * @param {Point} corner
 * @param {Size} size
 * @returns {Generator<Point>}
 */
function* spots(corner, { width, height }) {
  const step = 2 * DISC + GAP;
  for (let y = corner.y; y <= height - DISC; y += step) {
    for (let x = corner.x; x <= width - DISC; x += step) yield { x, y };
    for (let x = corner.x - step; x >= DISC; x -= step) yield { x, y };
  }
}

/**
 * @param {Point} one
 * @param {Point} other
 */
function apart(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y) >= 2 * DISC + GAP - 0.01;
}

/**
 * The edge that cuts a head, where a finding does not say so itself.
 * @param {Marked} finding
 * @returns {string} top, bottom or side
 */
export function cutEdge({ variant, regions }) {
  if (variant) return variant;
  const [left, top, right, bottom] = regions[0] ?? [0, 0, 1, 1];
  if (top <= EDGE) return "top";
  return left <= EDGE || right >= 1 - EDGE ? "side" : bottom >= 0.8 ? "bottom" : "";
}

/**
 * An arrow from a head towards where it sits well, for a finding about its place; null for any other.
 * @param {Marked} finding
 * @param {Size} size
 * @returns {Arrow | null}
 */
export function arrowTo(finding, { width, height }) {
  const across = { FRM102: true, FRM110: false, FRM105: cutEdge(finding) === "side" }[finding.code];
  const places = finding.regions.map((region) => mirrored(region, { width, height }));
  if (across === undefined || !places.length) return null;
  const x = mean(places.map((place) => place.x + place.width / 2));
  const y = mean(places.map((place) => place.y + place.height / 2));
  const reach = mean(places.map((place) => (across ? place.width : place.height))) / 2;
  const [from, to] = across ? [x, width * GOOD.across] : [y, height * GOOD.down];
  const way = Math.sign(to - from);
  if (Math.abs(to - from) < NEAR) return null;
  // from the edge of the head, so that the face stays free, or from its middle where that leaves too little
  const start = Math.abs(to - from) - reach < SHORTEST ? from : from + way * reach;
  return across ? { x1: start, y1: y, x2: to, y2: y } : { x1: x, y1: start, x2: x, y2: to };
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
