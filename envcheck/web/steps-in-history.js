/** Each step of the check is a place in the tab's history, so that Back goes one step back instead of out of the page. */

/**
 * @typedef {object} Walk what goes from step to step: the element
 * @property {string} step
 * @property {(step: any) => unknown} go
 * @property {() => unknown} start
 * @property {() => unknown} stop
 * @property {EventTarget["addEventListener"]} addEventListener
 *
 * @typedef {object} Place what the history keeps of a step
 * @property {string} visit of the page in which the step was taken
 * @property {number} at how many places come before it in that visit
 */

const FIRST = "welcome";

/**
 * Goes to the step that Back and Forward lead to, and keeps a place for each step that is taken.
 * @param {Walk} check
 */
export function keepSteps(check) {
  const steps = new StepsInHistory(check);
  check.addEventListener("envcheck:step", () => steps.follow());
  addEventListener("popstate", (event) => steps.arrive(event.state));
  addEventListener("pagehide", () => steps.rest(), { capture: true }); // the page stops the check when it is left
  addEventListener("pageshow", (event) => event.persisted && steps.wake());
}

/**
 * A place is known by its number alone, and what was taken there by this visit's own memory: a page that is loaded anew
 * begins anew, whatever places it left behind, and goes to the first one of them.
 */
class StepsInHistory {
  /** @type {string[]} steps by their places */
  #steps = [FIRST];
  #at = 0;
  #visit = String(Math.random());
  /** the browser is on its way to another place, and says so by `popstate` */
  #isUnderway = false;
  #isResting = false;

  /** @param {Walk} check */
  constructor(check) {
    this.check = check;
    this.arrive(history.state);
  }

  /** The check has taken a step: on to a new place, or back to one that it has been at. */
  follow() {
    const { step } = this.check;
    if (this.#isUnderway || this.#isResting || step === this.#steps[this.#at]) return;
    const before = this.#steps.lastIndexOf(step, this.#at);
    if (before >= 0) return this.#leave(before - this.#at);
    this.#at += 1;
    this.#steps.splice(this.#at, Infinity, step);
    history.pushState(this.#place(), "");
  }

  /**
   * The browser is at a place.
   * @param {any} state of it
   */
  async arrive(state) {
    const wasSent = this.#isUnderway;
    this.#isUnderway = false;
    const place = /** @type {Partial<Place> | null} */ (state?.envcheck ?? null);
    if (place?.visit !== this.#visit) return this.#begin(place?.at ?? 0);
    this.#at = place.at ?? 0;
    if (!wasSent) await this.#take(this.#steps[this.#at] ?? FIRST);
    this.follow();
  }

  /** The page is left, and may come back as it was: then its check has ended. */
  rest() {
    this.#isResting = true;
  }

  wake() {
    this.#isResting = false;
    this.follow();
  }

  /** @param {string} step */
  async #take(step) {
    const { check } = this;
    if (step === check.step) return;
    if (step === FIRST) check.stop();
    else if (check.step === FIRST) await check.start(); // what was seen is forgotten: it looks anew
    else check.go(step);
  }

  /**
   * A place of no visit, or of another one.
   * @param {number} at
   */
  #begin(at) {
    if (at > 0) return this.#leave(-at);
    this.#at = 0;
    this.#steps = [FIRST];
    history.replaceState(this.#place(), "");
    this.follow();
  }

  /** @param {number} places */
  #leave(places) {
    this.#isUnderway = true;
    history.go(places);
  }

  #place() {
    return { envcheck: /** @type {Place} */ ({ visit: this.#visit, at: this.#at }) };
  }
}
