/** What of a check the screens show, and the events that tell a page of it. */

import { Reflected } from "./reflected.js";
import { NOTHING } from "./state.js";
import { UNREACHED } from "./words.js";

/** @typedef {"welcome" | "room" | "ready" | "guard"} Step the screen that is shown */

/**
 * Tells the page around, by an event that bubbles.
 * @param {EventTarget} element
 * @param {string} name without what all have in common
 * @param {unknown} detail
 */
export function emit(element, name, detail) {
  element.dispatchEvent(new CustomEvent(`envcheck:${name}`, { detail, bubbles: true, composed: true }));
}

export class Shown extends Reflected {
  /** @type {import("./state.js").State} */
  state = NOTHING;
  /** @type {Step} */
  step = "welcome";
  /** @type {import("./keepsake.js").Keepsake | null} what is left of the check once it is over */
  keepsake = null;
  /** @type {import("./failures.js").FailureCode | null} */
  failure = null;
  /** @type {import("./sender.js").Reason} what keeps the picture from being sent as it is meant to be */
  limited = "none";
  paused = false;
  reconnecting = false;
  /** the first look takes longer than somebody would wait without a word */
  slow = false;
  note = "";
  words = UNREACHED.words;
  attestations = UNREACHED.attestations;
  people = UNREACHED.people;
  /** @type {Set<string>} */
  confirmed = new Set();

  /**
   * Shows what is known by now.
   * @param {boolean} [_moved] another screen is shown, to which the focus goes
   */
  render(_moved = false) {}

  /**
   * @protected
   * @param {Partial<Pick<Shown, "limited" | "reconnecting" | "slow">>} known by now, and shown
   */
  be(known) {
    Object.assign(this, known);
    this.render();
  }

  /**
   * @protected
   * @param {Step} step
   */
  enter(step) {
    if (step === this.step) return;
    this.step = step;
    this.note = "";
    emit(this, "step", { step });
  }

  /**
   * @protected
   * @param {Step} step that needs no more than to be shown
   */
  move(step) {
    this.enter(step);
    this.render(true);
  }

  /** @param {string} note what an action has come to */
  say(note) {
    this.note = note;
    this.render();
  }

  /**
   * Has somebody say that something is so which no camera sees.
   * @param {string} name of an attestation
   * @param {boolean} isSo
   */
  confirm(name, isSo) {
    if (isSo) this.confirmed.add(name);
    else this.confirmed.delete(name);
    this.render();
  }
}
