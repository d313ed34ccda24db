/** For Amazon Chime: devices for `startVideoInput` and `startAudioInput` of `amazon-chime-sdk-js`. */

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{videoInput: string | MediaTrackConstraints, audioInput: string | MediaTrackConstraints}} ids; constraints
 *   that ask for nothing, for the usual device
 */
export function chime({ devices: { camera, microphone } }) {
  return { videoInput: camera?.id || {}, audioInput: microphone?.id || {} };
}
