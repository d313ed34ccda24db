/** Attributes that are properties as well: frameworks set whatever property an element has, and else the attribute. */

/** What may have been set before the element came to be what it is, where a page renders sooner than this arrives. */
const EARLY = ["endpoint", "token", "profile", "theme", "onward", "guard", "stream"];

/** @typedef {string | null | undefined} Given null and undefined take the attribute away */

/** Where a page is prepared on a server there are no elements, and this is only imported. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (/** @type {unknown} */ (class {}));

export class Reflected extends Base {
  /** @returns {string} */
  get endpoint() {
    return this.#read("endpoint");
  }

  /** @param {Given} value address of the WHIP endpoint */
  set endpoint(value) {
    this.#write("endpoint", value);
  }

  /** @returns {string} */
  get token() {
    return this.#read("token");
  }

  /** @param {Given} value bearer token */
  set token(value) {
    this.#write("token", value);
  }

  /** @returns {string} */
  get lang() {
    return this.#read("lang");
  }

  /** @param {Given} value code of a language; that of the page where there is none */
  set lang(value) {
    this.#write("lang", value);
  }

  /** @returns {string} */
  get profile() {
    return this.#read("profile");
  }

  /** @param {Given} value name of a profile; the server's own where there is none */
  set profile(value) {
    this.#write("profile", value);
  }

  /** @returns {string} */
  get theme() {
    return this.#read("theme");
  }

  /** @param {Given} value `light` or `dark`; the reader's own where there is none */
  set theme(value) {
    this.#write("theme", value);
  }

  /** @returns {string | null} */
  get onward() {
    return this.getAttribute("onward");
  }

  /**
   * @param {Given | boolean} value what leads on from the check, as the words of its button; empty or true for the usual
   *   ones. Without it the check leads nowhere, and ends where it began.
   */
  set onward(value) {
    this.#write("onward", value === true ? "" : value === false ? null : value);
  }

  /** @returns {boolean} */
  get guard() {
    return this.hasAttribute("guard");
  }

  /** @param {Given | boolean} value whether somebody may have the check go on as a guard during the session */
  set guard(value) {
    this.#write("guard", value === true || typeof value === "string" ? "" : null);
  }

  /** Whether the page around goes on from the check: by words for a button, or by something of its own in the slot. */
  leadsOn() {
    return this.onward !== null || this.querySelector(":scope > [slot=onward]") !== null;
  }

  /** Takes over what was set while this was no more than an unknown element, and would hide its properties. */
  adopt() {
    const self = /** @type {any} */ (this);
    for (const name of EARLY.filter((early) => Object.hasOwn(this, early))) {
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
  }

  /** @param {string} name */
  #read(name) {
    return this.getAttribute(name) ?? "";
  }

  /**
   * @param {string} name
   * @param {Given} value
   */
  #write(name, value) {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}
