/** The devices that somebody uses, by their ids and names, kept by this browser for the next time. */

import { keep, load } from "./storage.js";

const KEY = "envcheck.devices";

/**
 * @typedef {import("./devices.js").Device} Device
 * @typedef {{camera: Device | null, microphone: Device | null, speaker: Device | null}} Remembered
 */

/** @returns {Remembered} */
export function loadDevices() {
  const { camera, microphone, speaker } = /** @type {Record<string, unknown>} */ (load(KEY) ?? {});
  return { camera: device(camera), microphone: device(microphone), speaker: device(speaker) };
}

/**
 * @param {Partial<Remembered>} used those that are left out, or null, stay as they were
 * @returns {boolean} whether they are kept
 */
export function saveDevices(used) {
  const known = Object.entries(used).filter(([, one]) => one);
  return keep(KEY, { ...loadDevices(), ...Object.fromEntries(known) });
}

export function forgetDevices() {
  keep(KEY, null);
}

/**
 * @param {unknown} found
 * @returns {Device | null}
 */
function device(found) {
  const { id, label } = /** @type {Record<string, unknown>} */ (found ?? {});
  return typeof id === "string" && typeof label === "string" ? { id, label } : null;
}
