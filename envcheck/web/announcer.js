/** What a screen reader is told: what has settled, one thing after another, and nothing twice. */

/** Between two texts: one that follows sooner takes the place of the one before, and that is never read. */
const GAP_MS = 1500;

/** Something that is told of: a later text on it takes the place of one that was not told yet. */
export class Announcer {
  /** @type {Map<string, {text: string, timer: ReturnType<typeof setTimeout> | undefined}>} by their topics */
  #wanted = new Map();
  /** @type {string[]} */
  #waiting = [];
  #isTelling = false;

  /** @param {(text: string) => void} tell puts a text into the live region */
  constructor(tell) {
    this.tell = tell;
  }

  /**
   * Tells a text on a topic once it has settled. The same again is nothing new, and an empty one takes back what was
   * not told yet.
   * @param {string} topic
   * @param {string} text
   * @param {number} settleMs for how long it has to stay as it is
   */
  say(topic, text, settleMs = 0) {
    const known = this.#wanted.get(topic);
    if (known?.text === text) return;
    clearTimeout(known?.timer);
    const timer = text ? setTimeout(() => this.#queue(text), settleMs) : undefined;
    this.#wanted.set(topic, { text, timer });
  }

  /** @param {string} text */
  #queue(text) {
    this.#waiting.push(text);
    if (!this.#isTelling) this.#next();
  }

  #next() {
    const text = this.#waiting.shift();
    this.#isTelling = text !== undefined;
    if (text === undefined) return;
    this.tell(text);
    setTimeout(() => this.#next(), GAP_MS);
  }
}
