/** What this browser keeps for the next time; nothing where it may not, as in private windows and foreign frames. */

/**
 * @param {string} key
 * @returns {unknown} null where there is nothing, or nothing that can be read
 */
export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value null to forget
 * @returns {boolean} whether it is kept
 */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
