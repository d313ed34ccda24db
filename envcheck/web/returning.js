/** A device that was pulled out, and is plugged in again. */

import { findDevice, listDevices } from "./devices.js";

/** After longer, nobody expects that a camera opens by itself. */
const PATIENCE_MS = 120_000;

/**
 * Waits until a camera is there again.
 * @param {import("./devices.js").Device} camera that has gone away
 * @param {() => boolean} isWanted
 * @returns {Promise<boolean>} false where it stays away for long, or is wanted no more
 */
export function cameraReturn(camera, isWanted) {
  const { mediaDevices } = navigator;
  return new Promise((resolve) => {
    let wasAway = false;
    const end = (/** @type {boolean} */ isBack) => {
      mediaDevices.removeEventListener("devicechange", look);
      clearTimeout(late);
      resolve(isBack);
    };
    const look = async () => {
      if (!isWanted()) return end(false);
      const cameras = await listDevices("videoinput").catch(() => []);
      // a camera that is only withheld by now is never away, and is asked for by nobody but who presses
      const isThere = findDevice(cameras, camera) !== undefined;
      if (isThere && wasAway) end(isWanted());
      wasAway ||= !isThere;
    };
    const late = setTimeout(() => end(false), PATIENCE_MS);
    mediaDevices.addEventListener("devicechange", look);
    look();
  });
}
