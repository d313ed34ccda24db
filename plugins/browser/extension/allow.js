/** Asks for camera and microphone in a tab, since browsers ask nothing in a panel; both are closed at once. */

import { fill, find, say } from "./words.js";

/** Names of errors (W3C Media Capture and Streams, section 10.2) after which the camera alone may still be had. */
const MISSING = ["NotFoundError", "NotReadableError", "AbortError"];

fill();
const again = /** @type {HTMLButtonElement} */ (find("#again"));
again.addEventListener("click", ask);
ask();

async function ask() {
  again.hidden = true;
  find("#said").textContent = say("allowWhy");
  const told = await answer();
  find("#said").textContent = say(told);
  again.hidden = told === "allowDone";
  if (told !== "allowDone") return;
  const tab = await chrome.tabs.getCurrent();
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id);
}

/** @returns {Promise<string>} the key of what is said of it */
async function answer() {
  try {
    await opened({ audio: true, video: true }).catch((error) => {
      if (!MISSING.includes(error.name)) throw error;
      return opened({ video: true });
    });
  } catch (error) {
    return MISSING.includes(/** @type {Error} */ (error).name) ? "allowNone" : "allowRefused";
  }
  return (await isKept()) ? "allowDone" : "allowRemember";
}

/** @param {MediaStreamConstraints} wanted */
async function opened(wanted) {
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  for (const track of stream.getTracks()) track.stop();
}

/** @returns {Promise<boolean>} false where the answer counts for this tab alone */
async function isKept() {
  try {
    return (await navigator.permissions.query({ name: /** @type {PermissionName} */ ("camera") })).state === "granted";
  } catch {
    return true;
  }
}
