/** How loud a microphone is, as somebody would draw it and as somebody would say it. */

/**
 * @typedef {"level-silent" | "level-heard" | "level-loud"} LevelWord
 * @typedef {{level: number, peak: number, word: LevelWord}} Reading `level` and `peak` from 0 (-60 dB of full scale) to 1
 */

/** Share of full scale, in the same measure. */
const FAINTEST = 0.2;
const LOUD = 0.85;

/** How far above the room's own noise somebody is who speaks: 10 dB. */
const ABOVE_NOISE = 10 / 60;

/** Per second: how fast what is drawn falls, its peak falls once it was held, and the room's noise is learned anew. */
const FALL = 1.2;
const PEAK_FALL = 0.5;
const NOISE_RISE = 0.05;

const HOLD_MS = 1000;

/** How long a level has to last before it is said, and how long what is said stays after the last of it. */
const SETTLED_MS = 200;
const HEARD_MS = 6000;
const LOUD_MS = 2500;

/** What is drawn and said of a level, as it goes on. */
export class LevelReading {
  #level = 0;
  #peak = 0;
  #peakAt = 0;
  #noise = 1;
  #at = -1;
  #heard = new Settled(HEARD_MS);
  #loud = new Settled(LOUD_MS);

  /**
   * @param {number} level from 0 to 1, of this moment
   * @param {number} now milliseconds
   * @returns {Reading}
   */
  next(level, now) {
    const secs = this.#at < 0 ? 0 : Math.max(0, now - this.#at) / 1000;
    this.#at = now;
    this.#level = Math.max(level, this.#level - FALL * secs);
    if (level >= this.#peak) [this.#peak, this.#peakAt] = [level, now];
    else if (now - this.#peakAt > HOLD_MS) this.#peak = Math.max(this.#level, this.#peak - PEAK_FALL * secs);
    this.#noise = Math.min(level, this.#noise + NOISE_RISE * secs);
    const isHeard = this.#heard.next(level >= Math.max(FAINTEST, this.#noise + ABOVE_NOISE), now);
    const isLoud = this.#loud.next(level >= LOUD, now);
    return { level: this.#level, peak: this.#peak, word: isLoud ? "level-loud" : isHeard ? "level-heard" : "level-silent" };
  }
}

/** Something that is said once it has lasted, and taken back once it has stayed away. */
class Settled {
  #since = -1;
  #last = -Infinity;
  #said = false;

  /** @param {number} stayMs */
  constructor(stayMs) {
    this.stayMs = stayMs;
  }

  /**
   * @param {boolean} is
   * @param {number} now milliseconds
   */
  next(is, now) {
    if (is && this.#since < 0) this.#since = now;
    if (!is) this.#since = -1;
    if (is && (this.#said || now - this.#since >= SETTLED_MS)) [this.#said, this.#last] = [true, now];
    if (now - this.#last > this.stayMs) this.#said = false;
    return this.#said;
  }
}

/** The level of a microphone. */
export class Level {
  #reading = new LevelReading();

  /** @param {MediaStream} stream */
  constructor(stream) {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
  }

  /** False where the browser plays no sound, and so measures none; the server hears it all the same. */
  get runs() {
    return this.context.state === "running";
  }

  /** From 0 (-60 dB of full scale and below) to 1. */
  now() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60));
  }

  /** What is drawn and said of it; to be asked for about ten times a second. */
  read(now = performance.now()) {
    return this.#reading.next(this.now(), now);
  }

  close() {
    this.context.close().catch(() => undefined);
  }
}
