/** What is drawn over the preview: places that findings name, where to move, and an outline of where one sits well. */

import { svg } from "./dom.js";
import { DISC, GOOD, arrowTo, marks } from "./marks.js";

/**
 * @typedef {import("./marks.js").Marked} Marked
 * @typedef {import("./marks.js").Size} Size
 * @typedef {{key: import("./guide.js").GuideKey, people?: number}} Outline
 */

/** Width in CSS pixels that is taken for that of the preview until it is known. */
const USUAL = 640;

/** Radii of a head that is well framed, as shares of the picture's height. */
const HEAD = { across: 0.145, down: 0.19 };

/** How far from the middle of the head each of two people's heads lies, in widths of the picture, and how large it is. */
const [BESIDE, SMALLER] = [0.2, 0.82];

export class Overlay {
  /** @type {{findings: readonly Marked[], guide: Outline | null}} */
  #drawn = { findings: [], guide: null };
  #seen = ["", ""];

  /** @param {number} aspect width over height of the picture */
  constructor(aspect) {
    this.aspect = aspect;
    this.width = USUAL;
    this.outline = svg("g", {});
    this.marks = svg("g", {});
    this.root = svg("svg", { class: "overlay", preserveAspectRatio: "none", "aria-hidden": "true" }, this.outline, this.marks);
    this.resize(aspect);
    if (typeof ResizeObserver === "undefined") return;
    new ResizeObserver(([entry]) => entry && this.fit(entry.contentRect.width)).observe(this.root);
  }

  /** @returns {Size} of the preview in CSS pixels */
  get size() {
    return { width: this.width, height: this.width / this.aspect };
  }

  /** @param {number} aspect */
  resize(aspect) {
    this.aspect = aspect;
    this.fit(this.width);
  }

  /**
   * Takes the width of the preview, so that numbers and lines keep their size on the screen; it is also found by itself.
   * @param {number} width in CSS pixels
   */
  fit(width) {
    this.width = width || this.width;
    this.root.setAttribute("viewBox", `0 0 ${this.size.width} ${this.size.height}`);
    this.draw(this.#drawn);
  }

  /**
   * Draws what has changed; what has not stays as it is, with its movement.
   * @param {{findings: readonly Marked[], guide?: Outline | null, width?: number}} what findings that are shown, in their
   *   order; how the outline answers, for how many people; the width of the preview in CSS pixels where it is known
   */
  draw({ findings, guide = null, width }) {
    this.#drawn = { findings, guide };
    if (width && width !== this.width) return this.fit(width);
    const pointed = findings.some((finding) => arrowTo(finding, this.size));
    const asked = [JSON.stringify([guide, pointed, this.size]), JSON.stringify([findings.map(what), this.size])];
    if (asked[0] !== this.#seen[0]) this.outline.replaceChildren(...outline(guide, this.size, pointed));
    if (asked[1] !== this.#seen[1]) this.marks.replaceChildren(...marked(findings, this.size));
    this.#seen = asked;
  }
}

/** @param {Marked} finding */
const what = ({ code, severity, variant, regions }) => [code, severity, variant, regions];

/**
 * @param {readonly Marked[]} findings
 * @param {Size} size
 */
function marked(findings, size) {
  const arrows = findings.flatMap((finding) => {
    const arrow = arrowTo(finding, size);
    return arrow ? [pointing(arrow.x1, arrow.y1, arrow.x2, arrow.y2, `arrow ${finding.severity}`)] : [];
  });
  return [...arrows, ...marks(findings, size).map(mark)];
}

/** @param {import("./marks.js").Mark} mark */
function mark({ number, severity, places, badge }) {
  const edge = places.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}Z`).join("");
  return svg(
    "g",
    { class: `mark ${severity}` },
    edge && svg("path", { class: "edge", d: edge }),
    ...places.map((place) => svg("rect", { ...place, rx: 3 })),
    svg("circle", { cx: badge.x, cy: badge.y, r: DISC }),
    svg("text", { x: badge.x, y: badge.y + 4.5, "text-anchor": "middle" }, String(number)),
  );
}

/**
 * An arrow with a dark edge.
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @param {string} look
 */
function pointing(x1, y1, x2, y2, look) {
  const turned = Math.atan2(y2 - y1, x2 - x1);
  const wing = (/** @type {number} */ side) =>
    `${x2 - 12 * Math.cos(turned + side)} ${y2 - 12 * Math.sin(turned + side)}`;
  return edged(`M${x1} ${y1}L${x2} ${y2}M${wing(0.65)}L${x2} ${y2}L${wing(-0.65)}`, look);
}

/**
 * A line, light with a dark edge: seen before a bright window and before a dark wall.
 * @param {string} d
 * @param {string} look
 */
function edged(d, look) {
  return svg("g", { class: look }, svg("path", { class: "edge", d }), svg("path", { d }));
}

/**
 * @param {Outline | null} guide
 * @param {Size} size
 * @param {boolean} pointed an arrow at the head says already where to go
 */
function outline(guide, size, pointed) {
  if (!guide?.key) return [];
  const people = guide.people === 2 ? [-BESIDE, BESIDE] : [0];
  const scale = people.length > 1 ? SMALLER : 1;
  const hinted = !(pointed && (guide.key === "guide-up" || guide.key === "guide-down"));
  return people.map((beside) => {
    const x = size.width * (GOOD.across + beside);
    const ways = hinted ? hints(guide.key, x, size.height, scale) : [];
    return svg("g", { class: `guide ${guide.key}` }, person(x, size.height, scale), ...ways);
  });
}

/**
 * The outline of a head, and of shoulders that reach the foot of the picture.
 * @param {number} x
 * @param {number} height of the picture
 * @param {number} scale
 */
function person(x, height, scale) {
  const unit = height * scale;
  const [rx, ry, y] = [HEAD.across * unit, HEAD.down * unit, height * GOOD.down];
  const near = 0.065 * unit;
  const low = y + 0.17 * unit;
  const shoulder = y + 0.3 * unit;
  const side = (/** @type {number} */ way) =>
    `L${x + way * near} ${y + 0.23 * unit}C${x + way * 0.12 * unit} ${shoulder} ${x + way * 0.36 * unit} ${shoulder} ${x + way * 0.38 * unit} ${height}`;
  const head = `M${x - near} ${low}A${rx} ${ry} 0 1 1 ${x + near} ${low}`;
  return edged(`${head}${side(1)}M${x - near} ${low}${side(-1)}`, "person");
}

/**
 * What points where to go, beside the outline.
 * @param {import("./guide.js").GuideKey} key
 * @param {number} x
 * @param {number} height
 * @param {number} scale
 */
function hints(key, x, height, scale) {
  const y = height * GOOD.down;
  const [rx, ry] = [HEAD.across * height * scale, HEAD.down * height * scale];
  const slanted = (/** @type {number} */ way, /** @type {number} */ from, /** @type {number} */ to) =>
    pointing(x + way * rx * from, y - ry * from * 0.8, x + way * rx * to, y - ry * to * 0.8, "way");
  const upright = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => pointing(at, from, at, to, "way");
  const lens = edged(`M${x - 9} ${height * 0.1}a9 9 0 1 1 18 0a9 9 0 1 1-18 0`, "way");
  switch (key) {
    case "guide-nearer":
      return [-1, 1].map((way) => slanted(way, 1.15, 1.75));
    case "guide-back":
      return [-1, 1].map((way) => slanted(way, 1.75, 1.15));
    case "guide-up":
      return [upright(x + rx * 1.6, y + ry, y - ry)];
    case "guide-down":
      return [upright(x + rx * 1.6, y - ry, y + ry)];
    case "guide-camera-up":
      return [lens, upright(x + 26, height * 0.14, height * 0.05)];
    case "guide-camera-down":
      return [lens, upright(x + 26, height * 0.05, height * 0.14)];
    case "guide-straight":
      return [edged(leaning(x, y, ry * 1.4), "way")];
    case "guide-right":
      return [edged(`M${x + rx * 1.3} ${y - ry}l7 8 15-16`, "way")];
    default:
      return [];
  }
}

/**
 * An arc over the head that points to both sides.
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function leaning(x, y, r) {
  const [across, down] = [r * 0.64, r * 0.77];
  const ends = [-1, 1].map((way) => `M${x + way * across} ${y - down}l${way * -11} -1M${x + way * across} ${y - down}l${way * -2} -11`);
  return `M${x - across} ${y - down}A${r} ${r} 0 0 1 ${x + across} ${y - down}${ends.join("")}`;
}

/** Light colours of marks by weight, and the dark one of every edge: one of the two stands out from any picture. */
export const COLOURS = { must: "#ffb4aa", should: "#ffd9a0", could: "#cfdcff", guide: "#ffffff", right: "#a9ecd6", edge: "#14171a" };

export const OVERLAY_CSS = `
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; forced-color-adjust: none }
.overlay :is(path, rect) { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round }
.overlay .edge { stroke: ${COLOURS.edge}; stroke-width: 6.5 }
.overlay .must { color: ${COLOURS.must} } .overlay .should { color: ${COLOURS.should} } .overlay .could { color: ${COLOURS.could} }
.mark.could rect { stroke-dasharray: 7 6 }
.mark circle { fill: currentColor; stroke: ${COLOURS.edge}; stroke-width: 2 }
.mark text { fill: ${COLOURS.edge}; font: 700 14px/1 system-ui, sans-serif }
.guide { color: ${COLOURS.guide} } .guide-right { color: ${COLOURS.right} }
.person path { stroke-width: 3.5; stroke-dasharray: .1 9 } .person .edge { stroke-width: 6.5 }
.guide-right .person path { stroke-dasharray: none }
@media (prefers-reduced-motion: no-preference) {
  .guide .person { transform-box: fill-box; transform-origin: 50% 45% }
  .guide-nearer .person { animation: ec-nearer 1.8s ease-in-out infinite }
  .guide-back .person { animation: ec-back 1.8s ease-in-out infinite }
  .guide-right { animation: ec-right .4s ease-out }
  @keyframes ec-nearer { from { transform: scale(.8) } 60%, to { transform: scale(1) } }
  @keyframes ec-back { from { transform: scale(1.2) } 60%, to { transform: scale(1) } }
  @keyframes ec-right { from { opacity: 0 } }
}
`;
