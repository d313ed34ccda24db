/** The usual setting, kept by this browser: whole numbers from which no picture can be made. */

const KEY = "envcheck.usual-setting";

export function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off
  }
}

/** @param {string} numbers */
export function keep(numbers) {
  localStorage.setItem(KEY, numbers);
}

export function forget() {
  localStorage.removeItem(KEY);
}
