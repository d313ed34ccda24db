/** For the Zoom Video SDK: options of its stream's `startVideo` and `startAudio`. */

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{video: {cameraId?: string}, audio: {microphoneId?: string}}} none for the usual device
 */
export function zoom({ devices: { camera, microphone } }) {
  return {
    video: camera?.id ? { cameraId: camera.id } : {},
    audio: microphone?.id ? { microphoneId: microphone.id } : {},
  };
}
