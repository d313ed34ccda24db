/** The usual settings, kept by this browser: names, and whole numbers from which no picture can be made. */

const KEY = "envcheck.usual-settings";
const FORMER_KEY = "envcheck.usual-setting"; // of one, without a name

/** As many as the server takes (`MOST_BASELINES`). */
export const MOST_SETTINGS = 8;
export const LONGEST_NAME = 40;

/**
 * @typedef {object} Setting
 * @property {string} name empty for one that was saved before they had names
 * @property {string} numbers as the server gave them
 * @property {number} savedAt milliseconds since 1970; 0 where that is not known
 *
 * @typedef {"storage-forbidden" | "storage-full" | "too-many" | "name-taken"} Refusal
 * @typedef {{saved: true} | {saved: false, why: Refusal}} Outcome
 */

/**
 * What is saved, in the order of saving; nothing where this browser keeps nothing.
 * @returns {Setting[]}
 */
export function load() {
  try {
    const settings = stored();
    const former = localStorage.getItem(FORMER_KEY);
    if (former === null) return settings;
    const known = isBaseline(former) && settings.every((one) => one.name) && settings.length < MOST_SETTINGS;
    const all = known ? [{ name: "", numbers: former, savedAt: 0 }, ...settings] : settings;
    if (write(all).saved) localStorage.removeItem(FORMER_KEY);
    return all;
  } catch {
    return [];
  }
}

/**
 * Saves a setting, in place of the one that is called so.
 * @param {string} name
 * @param {string} numbers as the server gave them
 * @param {string} former the name of the one in whose place it is saved, where that gets another name by this
 * @returns {Outcome}
 */
export function save(name, numbers, former = name) {
  const [settings, wanted] = [load(), trimmed(name)];
  const at = settings.findIndex((one) => one.name === trimmed(former));
  if (settings.some((one, place) => one.name === wanted && place !== at)) return { saved: false, why: "name-taken" };
  if (at < 0 && settings.length >= MOST_SETTINGS) return { saved: false, why: "too-many" };
  const setting = { name: wanted, numbers, savedAt: Date.now() };
  return write(at < 0 ? [...settings, setting] : settings.map((one, place) => (place === at ? setting : one)));
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {Outcome}
 */
export function rename(name, wanted) {
  const settings = load();
  const taken = settings.some((one) => one.name === trimmed(wanted) && one.name !== name);
  if (taken) return { saved: false, why: "name-taken" };
  return write(settings.map((one) => (one.name === name ? { ...one, name: trimmed(wanted) } : one)));
}

/**
 * @param {string} name
 * @returns {Outcome} whether it is forgotten
 */
export function forget(name) {
  return write(load().filter((one) => one.name !== name));
}

/** @returns {Outcome} whether they are forgotten */
export function forgetAll() {
  return guarded(() => {
    localStorage.removeItem(KEY);
    localStorage.removeItem(FORMER_KEY);
  });
}

/** @param {string} name */
const trimmed = (name) => [...name.trim()].slice(0, LONGEST_NAME).join("").trim();

/**
 * @returns {Setting[]}
 * @throws {DOMException} this browser lets nothing be read
 */
function stored() {
  const text = localStorage.getItem(KEY);
  try {
    const found = JSON.parse(text ?? "[]");
    return found.filter(isSetting).slice(0, MOST_SETTINGS);
  } catch {
    return []; // damaged, or written by something else
  }
}

/** @param {readonly Setting[]} settings */
const write = (settings) => guarded(() => localStorage.setItem(KEY, JSON.stringify(settings)));

/**
 * @param {() => void} change
 * @returns {Outcome}
 */
function guarded(change) {
  try {
    change();
    return { saved: true };
  } catch (error) {
    return { saved: false, why: isQuota(error) ? "storage-full" : "storage-forbidden" };
  }
}

/** @param {unknown} error as Firefox called it until 2024, too */
const isQuota = (error) => error instanceof Error && /^(QuotaExceededError|NS_ERROR_DOM_QUOTA_REACHED)$/.test(error.name);

/** @param {any} one */
function isSetting(one) {
  const { name, numbers, savedAt } = one ?? {};
  return typeof name === "string" && typeof savedAt === "number" && typeof numbers === "string" && isBaseline(numbers);
}

/**
 * True for numbers of the kind that the server takes: one that it does not take would have it refuse the others as well.
 * @param {string} numbers
 */
function isBaseline(numbers) {
  try {
    const { envcheck, version } = JSON.parse(numbers);
    return envcheck === "baseline" && version === 1;
  } catch {
    return false;
  }
}
