/** What the tab says while the check looks, so that it is seen from another tab as well. */

const MARK = "●";

/** after any of them it may look, or no longer */
const EVENTS = ["envcheck:step", "envcheck:update", "envcheck:verdict", "envcheck:done", "envcheck:error", "envcheck:guard", "click"];

/**
 * @typedef {object} Looker
 * @property {MediaStream | null} stream
 * @property {boolean} paused
 * @property {string | null} failure
 * @property {{isOn: boolean}} guarding
 * @property {Record<string, string>} words
 * @property {EventTarget["addEventListener"]} addEventListener
 */

/** @param {Looker} check */
export function keepTitle(check) {
  const tell = () => {
    const wanted = title(check);
    if (wanted && wanted !== document.title) document.title = wanted;
  };
  for (const name of EVENTS) check.addEventListener(name, () => queueMicrotask(tell));
  document.addEventListener("visibilitychange", tell);
}

/**
 * @param {Looker} check
 * @returns {string} empty as long as it has no words
 */
export function title({ stream, paused, failure, guarding, words }) {
  const { title = "" } = words;
  const isOn = guarding.isOn || (stream && !paused && !failure);
  if (!title || !isOn) return title;
  return [`${MARK} ${title}`, words["camera-on"]].filter(Boolean).join(" – ");
}
