/** The quiet test as somebody goes through it: silence is counted here, evenly, and its result comes from the server. */

const SECS = 3;

/** How long after the silence its result may take: the server waits two seconds for sound that is late, and looks then. */
const RESULT_MS = 10_000;

const [VOICE, NOISE] = ["PRV104", "SND103"];

/**
 * @typedef {import("./state.js").Finding} Finding
 * @typedef {import("./state.js").Strength} Strength
 * @typedef {"idle" | "asking" | "counting" | "waiting" | "quiet" | "voices" | "unknown"} Phase `asking` until the server
 *   has taken it, `waiting` while its result has not come, `unknown` where none does
 */

export class QuietTest {
  /** @type {Phase} */
  phase = "idle";
  /** whole seconds that are left of the silence */
  left = 0;
  /** @type {Pick<import("./state.js").State, "findings" | "strengths">} */
  #known = { findings: [], strengths: [] };
  /** @type {Set<Finding | Strength>} results of a test before this one */
  #before = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {object | null} stands for the test that was begun last */
  #begun = null;

  /** @param {() => void} onChange is called whenever `phase` or `left` is another one */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** While it is, nobody should be made to speak, nor hear anything. */
  get isRunning() {
    return this.phase === "asking" || this.phase === "counting";
  }

  /** Its result is not there: another one would take that of this. */
  get isPending() {
    return this.isRunning || this.phase === "waiting";
  }

  /** One was begun, and that the room is quiet is not known of it. */
  get isOpen() {
    return this.phase !== "idle" && this.phase !== "quiet";
  }

  /** A test was done, whatever came of it. */
  get isDone() {
    return ["waiting", "quiet", "voices", "unknown"].includes(this.phase);
  }

  /**
   * Begins it, or begins it anew ("that was me").
   * @param {() => Promise<unknown>} ask has the server begin
   * @throws {unknown} what `ask` throws; it is as if it had not begun then
   */
  async begin(ask) {
    clearTimeout(this.#timer);
    const begun = (this.#begun = {});
    this.#be("asking");
    try {
      await ask();
    } catch (error) {
      if (begun === this.#begun) this.reset();
      throw error;
    }
    if (begun !== this.#begun) return;
    this.#before = new Set(results(this.#known));
    this.#count(SECS);
  }

  /** @param {Pick<import("./state.js").State, "findings" | "strengths">} state what is known by now */
  take(state) {
    this.#known = state;
    if (["waiting", "quiet", "voices", "unknown"].includes(this.phase)) this.#conclude(false);
  }

  /** What is known comes from another session, or from none: no test was done in it. */
  reset() {
    clearTimeout(this.#timer);
    this.#begun = null;
    this.#known = { findings: [], strengths: [] };
    if (this.phase !== "idle") this.#be("idle");
  }

  /**
   * What is told of it: a voice alone where one was heard, since the noise that was heard was the voice.
   * @returns {readonly (Finding | Strength)[]}
   */
  get told() {
    if (this.phase === "voices") return this.#known.findings.filter((one) => one.code === VOICE);
    if (this.phase !== "quiet") return [];
    const { findings, strengths } = this.#known;
    return [...findings, ...strengths].filter((one) => [VOICE, NOISE].includes(one.code));
  }

  /** @param {number} left seconds */
  #count(left) {
    this.#be(left ? "counting" : "waiting", left);
    if (left) this.#timer = setTimeout(() => this.#count(left - 1), 1000);
    else this.#wait();
  }

  #wait() {
    this.#timer = setTimeout(() => this.#conclude(true), RESULT_MS);
    this.#conclude(false);
  }

  /** @param {boolean} isLate what stands by now is the result, also where it is the same as of the test before */
  #conclude(isLate) {
    const found = results(this.#known).filter((one) => isLate || !this.#before.has(one));
    const phase = found.some((one) => "advice" in one) ? "voices" : found.length ? "quiet" : isLate ? "unknown" : this.phase;
    if (phase === this.phase) return;
    if (phase !== "unknown") clearTimeout(this.#timer);
    this.#be(phase);
  }

  /**
   * @param {Phase} phase
   * @param {number} [left]
   */
  #be(phase, left = 0) {
    [this.phase, this.left] = [phase, left];
    this.onChange();
  }
}

/**
 * Whether a voice was heard, as it was told.
 * @param {Pick<import("./state.js").State, "findings" | "strengths">} state
 */
const results = ({ findings, strengths }) => [...findings, ...strengths].filter((one) => one.code === VOICE);
