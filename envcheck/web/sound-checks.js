/** What somebody tries by ear: the quiet test, a chime from the loudspeaker, and their own voice. */

import { HearYourself } from "./hear-yourself.js";
import { QuietTest } from "./quiet-test.js";
import { chime } from "./speaker.js";

/** @typedef {"idle" | "playing" | "asking" | "heard" | "unheard" | "failed"} ChimePhase `asking` whether it was heard */

export class SoundChecks {
  /** @type {ChimePhase} */
  chime = "idle";
  #playing = new AbortController();

  /** @param {() => void} onChange is called whenever one of them is otherwise by now */
  constructor(onChange) {
    this.onChange = onChange;
    this.quiet = new QuietTest(onChange);
    this.hear = new HearYourself(onChange);
  }

  /**
   * Plays the chime, and asks whether it was heard.
   * @param {string} speaker id of the loudspeaker; empty for the usual one
   */
  async playChime(speaker) {
    this.#playing.abort();
    const { signal } = (this.#playing = new AbortController());
    this.#be("playing");
    const played = await chime(speaker, signal);
    if (!signal.aborted) this.#be(played ? "asking" : "failed");
  }

  /** @param {boolean} wasHeard */
  answer(wasHeard) {
    this.#be(wasHeard ? "heard" : "unheard");
  }

  /** Nothing is heard or played any longer, and no result stands. */
  stop() {
    this.#playing.abort();
    this.#be("idle");
    this.hear.stop();
    this.quiet.reset();
  }

  /** @param {ChimePhase} phase */
  #be(phase) {
    if (phase === this.chime) return;
    this.chime = phase;
    this.onChange();
  }
}
