/** The words of the server that looks, asked for anew whenever what they depend on is otherwise. */

import { Failure } from "./failures.js";
import { awaitWords, fallbackWords, words } from "./words.js";

/**
 * @typedef {import("./words.js").Interface} Interface
 *
 * @typedef {object} Reader who reads the words
 * @property {() => {endpoint: string, lang: string, profile: string}} wants each empty for what is usual
 * @property {() => boolean} isThere
 * @property {(found: Interface) => void} onFound
 * @property {(words: Record<string, string>) => void} onUnreached is called with the few words there are, each time the
 *   server cannot be reached, where it never was
 */

export class Greeting {
  isReached = false;
  #reader;
  /** @type {object | null} stands for the words that were asked for last */
  #asked = null;

  /** @param {Reader} reader */
  constructor(reader) {
    this.#reader = reader;
  }

  /**
   * Gets the words that are wanted by now.
   * @returns {Promise<{isFirst: boolean} | null>} null where others are wanted by then, or none
   */
  async renew() {
    const asked = (this.#asked = {});
    const isWanted = () => asked === this.#asked && this.#reader.isThere();
    const found = await awaitWords(() => this.#ask(), isWanted, () => this.#miss());
    if (!found) return null;
    const isFirst = !this.isReached;
    this.#learn(found);
    return { isFirst };
  }

  /**
   * Has the server be there, or have been.
   * @throws {Failure} it has never told its words, and does not now
   */
  async verify() {
    const found = await this.#ask();
    if (found.words.title) this.#learn(found);
    else if (!this.isReached) throw new Failure("server-gone");
  }

  #ask() {
    const { endpoint, lang, profile } = this.#reader.wants();
    return words(endpoint, lang, profile);
  }

  /** @param {Interface} found */
  #learn(found) {
    this.isReached = true;
    this.#reader.onFound(found);
  }

  #miss() {
    if (!this.isReached) this.#reader.onUnreached(fallbackWords(this.#reader.wants().lang));
  }
}
