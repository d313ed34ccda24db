/** The usual setting, kept by this browser: whole numbers from which no picture can be made. */

const KEY = "envcheck.usual-setting";

export function loadBaseline() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off
  }
}

/** @param {string} numbers */
export function saveBaseline(numbers) {
  localStorage.setItem(KEY, numbers);
}

export function forgetBaseline() {
  localStorage.removeItem(KEY);
}
