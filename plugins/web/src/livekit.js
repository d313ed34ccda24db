/** For LiveKit: properties of `LiveKitRoom` and `PreJoin` of `@livekit/components-react`, and options of `livekit-client`. */

export { listen } from "./listen.js";

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{video: true | {deviceId: string}, audio: true | {deviceId: string},
 *   defaults: {videoDeviceId?: string, audioDeviceId?: string}}} `video` and `audio` for `LiveKitRoom`, or for
 *   `setCameraEnabled` and `setMicrophoneEnabled`; `defaults` for `PreJoin`
 */
export function livekit({ devices: { camera, microphone } }) {
  return {
    video: camera?.id ? { deviceId: camera.id } : true,
    audio: microphone?.id ? { deviceId: microphone.id } : true,
    defaults: {
      ...(camera?.id && { videoDeviceId: camera.id }),
      ...(microphone?.id && { audioDeviceId: microphone.id }),
    },
  };
}
