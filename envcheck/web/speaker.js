/** Whether somebody hears what comes out of the loudspeaker: a chime of our making, and no file. */

import { listDevices } from "./devices.js";
import { play } from "./playback.js";

/** Hertz of the two tones, an upward fourth, and seconds at which each begins. */
const TONES = /** @type {const} */ ([[587.33, 0.05], [783.99, 0.35]]);
const SECS = 1.7;
const LOUDNESS = 0.22; // of full scale: heard beside somebody, and no fright in headphones
const ATTACK_SECS = 0.02;
const DECAY_SECS = 0.3;

/** Whether this browser lets a page choose the loudspeaker. */
export const choosesSpeaker = () => "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});

/** Loudspeakers and headphones by their names; none where a page may not choose. */
export async function listSpeakers() {
  return choosesSpeaker() ? listDevices("audiooutput") : [];
}

/**
 * Plays the chime to its end.
 * @param {string} [sinkId] of the loudspeaker; empty for the usual one
 * @param {AbortSignal} [signal] ends it sooner
 * @returns {Promise<boolean>} false where it could not be played, or not through that loudspeaker
 */
export async function chime(sinkId = "", signal = new AbortController().signal) {
  try {
    const context = new AudioContext();
    return await play(context, (into) => ring(context, into), sinkId, signal);
  } catch {
    return false;
  }
}

/**
 * Both tones, each of which begins softly and dies away as a bell does.
 * @param {AudioContext} context
 * @param {AudioNode} into
 */
function ring(context, into) {
  const now = context.currentTime;
  const sources = TONES.map(([frequency, secs]) => {
    const [source, gain] = [new OscillatorNode(context, { frequency }), new GainNode(context, { gain: 0 })];
    gain.gain.setValueAtTime(0, now + secs);
    gain.gain.linearRampToValueAtTime(LOUDNESS, now + secs + ATTACK_SECS);
    gain.gain.setTargetAtTime(0, now + secs + ATTACK_SECS, DECAY_SECS);
    source.connect(gain).connect(into);
    source.start(now + secs);
    source.stop(now + SECS);
    return source;
  });
  return /** @type {OscillatorNode} */ (sources.at(-1));
}
