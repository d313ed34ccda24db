/** The words of the reader's language, put where the page asks for them. */

/**
 * @param {string} key
 * @param {string[]} given
 */
export const say = (key, ...given) => chrome.i18n.getMessage(key, given);

/** Fills the page: its language and direction, its title, and each element that names words by `data-words`. */
export function fill() {
  document.documentElement.lang = say("lang");
  document.documentElement.dir = say("dir");
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-words]")) {
    one.textContent = say(/** @type {HTMLElement} */ (one).dataset.words ?? "");
  }
}

/**
 * @template {HTMLElement} T
 * @param {string} selector of an element that is there
 */
export const find = (selector) => /** @type {T} */ (document.querySelector(selector));
