/** The words of the page, from the server's catalogues. */

/**
 * @typedef {Pick<import("./messages.d.ts").AttestationMessage, "name" | "text">} Attestation what no camera sees
 *
 * @typedef {object} Interface
 * @property {Record<string, string>} words by their keys; empty where the server cannot be reached
 * @property {readonly Attestation[]} attestations those that the profile asks for
 */

/** @type {Interface} */
export const UNREACHED = Object.freeze({ words: {}, attestations: [] });

/** @type {Map<string, Promise<Interface>>} */
const loaded = new Map();

/**
 * The words of a language, and what a profile asks that no camera sees.
 * @param {string} lang a code, or empty for the browser's own
 * @param {string} [profile] empty for the server's own
 * @returns {Promise<Interface>}
 */
export function words(lang, profile = "") {
  const code = (lang || navigator.language).split("-")[0]?.toLowerCase() ?? "";
  const asked = profile ? `?profile=${encodeURIComponent(profile)}` : "";
  const key = code + asked;
  const found = loaded.get(key) ?? fetchFirst([`${code}.json${asked}`, `en.json${asked}`, `${code}.json`, "en.json"]);
  loaded.set(key, found);
  found.then((known) => known.words.title || loaded.delete(key)); // a server that was away is asked again
  return found;
}

/**
 * @param {readonly string[]} places the first one that there is counts
 * @returns {Promise<Interface>}
 */
async function fetchFirst(places) {
  for (const place of places) {
    const answer = await fetch(new URL(`./words/${place}`, import.meta.url)).catch(() => null);
    if (!answer?.ok) continue;
    const { attestations = [], ...words } = await answer.json();
    return { words, attestations };
  }
  return UNREACHED;
}
