/** For OpenTok (Vonage Video): properties of `initPublisher` of `@opentok/client`. */

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{videoSource?: string, audioSource?: string}} ids; none for the usual device
 */
export function opentok({ devices: { camera, microphone } }) {
  return { ...(camera?.id && { videoSource: camera.id }), ...(microphone?.id && { audioSource: microphone.id }) };
}
