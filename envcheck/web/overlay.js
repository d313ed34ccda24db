/** What is drawn over the preview: where the head would sit well, and the places that findings name. */

import { svg } from "./dom.js";

/** Height of a head that is well framed, as a share of the picture, and where its middle lies. */
const GUIDE = { across: 0.5, down: 0.42, height: 0.44, width: 0.34 };

/** Radius of the disc behind a number. */
const DISC = 26;

export class Overlay {
  /** @param {number} aspect width over height of the picture */
  constructor(aspect) {
    this.width = 1000 * aspect;
    this.root = svg("svg", { class: "overlay", preserveAspectRatio: "none", "aria-hidden": "true" });
    this.resize(aspect);
  }

  /** @param {number} aspect */
  resize(aspect) {
    this.width = 1000 * aspect;
    this.root.setAttribute("viewBox", `0 0 ${this.width} 1000`);
  }

  /**
   * @param {readonly import("./state.js").Finding[]} findings those that are shown, in their order
   * @param {boolean} guided draw the guide for the head
   */
  draw(findings, guided) {
    const marks = findings.flatMap((finding, place) =>
      finding.regions.map((region) => this.#mark(region, place + 1, finding.severity)),
    );
    this.root.replaceChildren(...(guided ? [this.#guide()] : []), ...marks);
  }

  #guide() {
    const oval = {
      cx: this.width * GUIDE.across,
      cy: 1000 * GUIDE.down,
      rx: (1000 * GUIDE.width) / 2,
      ry: (1000 * GUIDE.height) / 2,
    };
    // light on dark, so that it is seen before a bright window and before a dark wall
    return svg("g", {}, svg("ellipse", { class: "guide dark", ...oval }), svg("ellipse", { class: "guide", ...oval }));
  }

  /**
   * The preview is a mirror, so a place on the left is drawn on the right; its number stays readable, and stands on
   * the corner, where it hides no small face.
   * @param {import("./state.js").Region} region
   * @param {number} place
   * @param {string} severity
   */
  #mark([left, top, right, bottom], place, severity) {
    const x = (1 - right) * this.width;
    const [across, down] = [Math.max(DISC, x), Math.max(DISC, top * 1000)];
    return svg(
      "g",
      { class: `mark ${severity}` },
      svg("rect", { x, y: top * 1000, width: (right - left) * this.width, height: (bottom - top) * 1000, rx: 14 }),
      svg("circle", { cx: across, cy: down, r: DISC }),
      svg("text", { x: across, y: down + 12, "text-anchor": "middle" }, String(place)),
    );
  }
}
