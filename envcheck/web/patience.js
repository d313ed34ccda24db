/** How long somebody waits for the first look before a word of it is due. */

const PATIENCE_MS = 6000;

export class Patience {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  /** @param {() => void} onOver is called where it has not ended by then */
  constructor(onOver) {
    this.onOver = onOver;
  }

  begin() {
    this.end();
    this.#timer = setTimeout(this.onOver, PATIENCE_MS);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
