/** How much of a picture is sent: at most so many lines, frames and bits. */

/**
 * @typedef {object} Encoding
 * @property {number} lines of the shorter side
 * @property {number} framerate frames a second
 * @property {number} bitrate bits a second
 */

/** @type {Readonly<Encoding>} for a room check */
export const USUAL = Object.freeze({ lines: 360, framerate: 10, bitrate: 900_000 });

/** @type {Readonly<Encoding>} for a moment, so that fine detail can be judged: the server takes no more than four megapixels */
export const FULL = Object.freeze({ lines: 1200, framerate: 10, bitrate: 1_500_000 });

/** @type {Readonly<Encoding>} for a guard, which looks twice a second at most, beside a call that needs the line */
const GUARD = Object.freeze({ lines: 360, framerate: 4, bitrate: 200_000 });

/** @param {boolean} isGuard */
const wanted = (isGuard) => (isGuard ? GUARD : USUAL);

/** @param {boolean} [isGuard] */
export const framerate = (isGuard = false) => wanted(isGuard).framerate;

/**
 * By how much a picture is made smaller on purpose; one of a phone that stands upright by its width.
 * @param {MediaStreamTrack} track
 * @param {number} lines of the shorter side that are sent at most
 */
export function scaleDownBy(track, lines = USUAL.lines) {
  const { width = lines, height = lines } = track.getSettings();
  return Math.max(1, Math.min(width, height) / lines);
}

/**
 * @param {MediaStreamTrack} track
 * @param {boolean} [isGuard]
 * @returns {{sendEncodings?: RTCRtpEncodingParameters[]}}
 */
export function encoding(track, isGuard = false) {
  if (track.kind !== "video") return {};
  const { lines, framerate: maxFramerate, bitrate: maxBitrate } = wanted(isGuard);
  return { sendEncodings: [{ maxBitrate, maxFramerate, scaleResolutionDownBy: scaleDownBy(track, lines) }] };
}
