/** Where the room check of this computer is, and the line that starts it there. */

export const USUAL_PORT = 8765;

export const KNOWN = "chrome-extension://kmabhpnbhpomkmcbiedilhcbalgiafpn";
/** The extension that every room check of a machine's own lets in: this one, as Chromium names it by its public key. */

const KEY = "port";

/** @returns {number} the port that was set, or the usual one */
export function port() {
  return parsed(localStorage.getItem(KEY) ?? "") ?? USUAL_PORT;
}

/**
 * Keeps the port; the usual one is not kept at all.
 * @param {string} text
 * @returns {boolean} false where it is no port, and nothing was changed
 */
export function setPort(text) {
  const asked = parsed(text);
  if (!asked) return false;
  if (asked === USUAL_PORT) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, String(asked));
  return true;
}

/** @param {number} port */
export function address(port) {
  return `http://127.0.0.1:${port}`;
}

/**
 * The line that starts it.
 * @param {string} origin of the panel
 * @param {number} port
 * @param {boolean} isKnown it lets the panel in by itself
 */
export function line(origin, port, isKnown = origin === KNOWN) {
  return ["envcheck serve", port === USUAL_PORT ? "" : `--port ${port}`, isKnown ? "" : `--origin ${origin}`]
    .filter(Boolean)
    .join(" ");
}

/** @param {string} text */
function parsed(text) {
  const number = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 65535 ? number : null;
}
