/** The check of a room before its call: whatever happens to the check, the call is opened. */

import { CHECKED, callAddress, callOf } from "./call-address.js";

/** How long all that the check waits for may keep somebody from the call before it shows itself, in milliseconds. */
const REACHABLE_MS = 3500;
const began = performance.now();

const TITLES = /** @type {Record<string, string>} */ ({
  ar: "فحص الغرفة",
  de: "Raumprüfung",
  en: "Room check",
  es: "Comprobación de la sala",
  fr: "Vérification de la pièce",
});

/** What is left of that time. */
const left = () => Math.max(250, REACHABLE_MS - (performance.now() - began));

/**
 * @template Found
 * @param {Promise<Found>} awaited
 * @returns {Promise<Found>}
 * @throws {Error} it is not there in time
 */
function inTime(awaited) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), left()));
  return /** @type {Promise<Found>} */ (Promise.race([awaited, late]));
}

/**
 * @param {string} address answers with a token as plain text
 * @returns {Promise<string>}
 */
async function token(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers with ${answer.status}`);
  return (await answer.text()).trim();
}

function speak() {
  const lang = new URLSearchParams(location.search).get("lang") || navigator.language;
  const code = lang.split("-")[0]?.toLowerCase() ?? "";
  document.documentElement.lang = code in TITLES ? code : "en";
  document.documentElement.dir = code === "ar" ? "rtl" : "ltr";
  document.title = TITLES[document.documentElement.lang] ?? "";
}

/** @returns {Promise<{isChecked: boolean, options: object}>} */
async function check() {
  const parts = Promise.all([import("./check-config.js"), import("./envcheck.js")]);
  const [{ default: config }, { jitsi, roomCheck }] = await inTime(parts);
  const { tokenAddress, ...options } = config;
  const outcome = await roomCheck({
    ...options,
    container: document.querySelector("main"),
    lang: document.documentElement.lang,
    token: tokenAddress ? () => token(tokenAddress) : undefined,
    reachableMs: left(),
  });
  return { isChecked: outcome.how === "finished", options: jitsi(outcome) };
}

/**
 * Has `custom-config.js` leave out Jitsi's own page before the call once, where the check was done.
 * @param {string} room path of the call
 * @param {boolean} isChecked
 */
function remember(room, isChecked) {
  try {
    if (isChecked) sessionStorage.setItem(CHECKED, room);
    else sessionStorage.removeItem(CHECKED);
  } catch {
    // a browser that keeps nothing: Jitsi shows its own page
  }
}

speak();
const call = callOf(location.href);
const { isChecked, options } = await check().catch((error) => {
  console.warn("The room check could not begin; the call is opened without it.", error);
  return { isChecked: false, options: {} };
});
remember(call.pathname, isChecked);
location.replace(callAddress(call, options, isChecked));
