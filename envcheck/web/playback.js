/** Sound that is played through a loudspeaker of somebody's choice. */

/** After longer, the browser plays nothing before somebody has touched the page; it never says so. */
const RESUME_MS = 3000;

/** @param {number} ms */
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Plays one sound to its end. It goes by no address, so that no policy of the page around can stand against it.
 * @param {AudioContext} context closed afterwards
 * @param {(into: AudioNode) => AudioScheduledSourceNode} begin is called once it can be heard; gives what ends last
 * @param {string} sinkId of the loudspeaker; empty for the usual one
 * @param {AbortSignal} signal ends it sooner
 * @returns {Promise<boolean>} whether it came to its end through the loudspeaker that was chosen
 */
export async function play(context, begin, sinkId, signal) {
  const audio = new Audio();
  try {
    const destination = context.createMediaStreamDestination();
    audio.srcObject = destination.stream;
    const isChosen = await choose(audio, sinkId);
    await Promise.all([Promise.race([context.resume(), delay(RESUME_MS)]), audio.play()]);
    if (signal.aborted || context.state !== "running") return false;
    await new Promise((resolve) => {
      begin(destination).addEventListener("ended", resolve);
      signal.addEventListener("abort", resolve);
    });
    return isChosen && !signal.aborted;
  } finally {
    audio.pause();
    audio.srcObject = null;
    context.close().catch(() => undefined);
  }
}

/**
 * @param {HTMLAudioElement} audio
 * @param {string} sinkId
 */
async function choose(audio, sinkId) {
  if (!sinkId) return true;
  try {
    await audio.setSinkId(sinkId);
    return true;
  } catch {
    return false; // it has gone, or the browser lets no page choose: the usual one is heard
  }
}
