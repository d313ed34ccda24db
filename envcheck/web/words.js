/** The words of the page, from the catalogues of the server that looks. */

import { FALLBACK } from "./fallback-words.js";

const RETRY_MS = 3000;

/** The endpoint where none is named: that of the page's own server. */
export const ENDPOINT = "/whip";

/**
 * @typedef {Pick<import("./messages.d.ts").AttestationMessage, "name" | "text">} Attestation what no camera sees
 *
 * @typedef {object} Interface
 * @property {Record<string, string>} words by their keys; empty where the server cannot be reached
 * @property {readonly Attestation[]} attestations those that the profile asks for
 * @property {number} people how many are meant to be in view
 */

/** @type {Interface} */
export const UNREACHED = Object.freeze({ words: {}, attestations: [], people: 1 });

/** @type {Map<string, Promise<Interface>>} */
const loaded = new Map();

/** @param {string} lang a code, or empty for the browser's own */
const codeOf = (lang) => (lang || navigator.language).split("-")[0]?.toLowerCase() ?? "";

/**
 * The words of a language, and what a profile asks that no camera sees. They come from the server that looks, which
 * may be another one than the module's: a bundler puts the module wherever it likes.
 * @param {string} endpoint of WHIP; empty for that of the page's own server
 * @param {string} lang a code, or empty for the browser's own
 * @param {string} [profile] empty for the server's own
 * @returns {Promise<Interface>}
 */
export function words(endpoint, lang, profile = "") {
  const code = codeOf(lang);
  const asked = profile ? `?profile=${encodeURIComponent(profile)}` : "";
  const key = `${endpoint} ${code}${asked}`;
  const places = [`${code}.json${asked}`, `en.json${asked}`, `${code}.json`, "en.json"];
  const found = loaded.get(key) ?? fetchFirst(endpoint || ENDPOINT, places);
  loaded.set(key, found);
  found.then((known) => known.words.title || loaded.delete(key)); // a server that was away is asked again
  return found;
}

/**
 * The words, once the server tells them.
 * @param {() => Promise<Interface>} ask
 * @param {() => boolean} isWanted
 * @param {() => void} onAway is called each time the server cannot be reached
 * @returns {Promise<Interface | null>} null where they are wanted no more
 */
export async function awaitWords(ask, isWanted, onAway) {
  while (isWanted()) {
    const found = await ask();
    if (!isWanted()) break;
    if (found.words.title) return found;
    onAway();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return null;
}

/**
 * The few words to say that the server cannot be reached, which come from nowhere else then.
 * @param {string} lang a code, or empty for the browser's own
 * @returns {Record<string, string>}
 */
export function fallbackWords(lang) {
  return FALLBACK[codeOf(lang)] ?? FALLBACK.en ?? {};
}

/**
 * @param {string} endpoint
 * @param {readonly string[]} places the first one that there is counts
 * @returns {Promise<Interface>}
 */
async function fetchFirst(endpoint, places) {
  for (const place of places) {
    const answer = await fetchBeside(endpoint, place).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!found?.title) continue; // another server may answer with a page of its own
    const { attestations = [], people = 1, ...words } = found;
    return { words, attestations, people };
  }
  return UNREACHED;
}

/**
 * @param {string} endpoint
 * @param {string} place of a file of words
 */
async function fetchBeside(endpoint, place) {
  return fetch(new URL(`web/words/${place}`, new URL(endpoint, document.baseURI)));
}
