/** For Daily: options of `createCallObject`, `startCamera` and `join` of `@daily-co/daily-js`. */

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{videoSource?: string, audioSource?: string}} ids; none for the usual device
 */
export function daily({ devices: { camera, microphone } }) {
  return { ...(camera?.id && { videoSource: camera.id }), ...(microphone?.id && { audioSource: microphone.id }) };
}
