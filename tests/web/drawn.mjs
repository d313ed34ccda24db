/** As much of elements as drawing needs, where there is no page. */

export class Drawn {
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
   * All elements below of that name, or all.
   * @param {string} [tag]
   * @returns {Drawn[]}
   */
  all(tag) {
    const below = this.children.filter((child) => child instanceof Drawn);
    return below.flatMap((child) => [...(!tag || child.tag === tag ? [child] : []), ...child.all(tag)]);
  }
}

/** @type {any} */ (globalThis).document = {
  createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => new Drawn(tag),
};

/**
 * What was made, as what it is here.
 * @param {unknown} element
 */
export const drawn = (element) => /** @type {Drawn} */ (element);
