/** The words of the page, from the server's catalogues. */

/** @type {Map<string, Promise<Record<string, string>>>} */
const loaded = new Map();

/**
 * The words of a language.
 * @param {string} lang a code, or empty for the browser's own
 * @returns {Promise<Record<string, string>>}
 */
export function words(lang) {
  const code = lang || navigator.language.slice(0, 2).toLowerCase();
  let found = loaded.get(code);
  if (!found) {
    found = fetched(code);
    loaded.set(code, found);
  }
  return found;
}

/** @param {string} code */
async function fetched(code) {
  for (const one of [code, "en"]) {
    const answer = await fetch(new URL(`./words/${one}.json`, import.meta.url)).catch(() => null);
    if (answer?.ok) return answer.json();
  }
  return {};
}
