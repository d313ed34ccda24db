/** For Whereby: what to open with `getUserMedia` and to give to `useLocalMedia` of `@whereby.com/browser-sdk/react`. */

/**
 * @param {Pick<import("./gate.js").Outcome, "devices">} outcome
 * @returns {{video: true | {deviceId: string}, audio: true | {deviceId: string}}} constraints: its own options name no device
 */
export function whereby({ devices: { camera, microphone } }) {
  return {
    video: camera?.id ? { deviceId: camera.id } : true,
    audio: microphone?.id ? { deviceId: microphone.id } : true,
  };
}
