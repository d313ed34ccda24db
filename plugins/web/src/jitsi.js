/** For Jitsi Meet: options of its IFrame API, and properties of `JitsiMeeting` of `@jitsi/react-sdk`. */

/**
 * Jitsi's own page before the call stays where the room was not checked, so that somebody sees themselves all the same.
 * @param {Pick<import("./gate.js").Outcome, "how" | "devices">} outcome
 * @returns {{configOverwrite: {prejoinConfig: {enabled: boolean}},
 *   devices?: {audioInput: string, audioOutput: string, videoInput: string}}} devices by their labels, for ids are
 *   others in Jitsi's frame; empty for the usual one
 */
export function jitsi({ how, devices: { camera, microphone } }) {
  const configOverwrite = { prejoinConfig: { enabled: how !== "finished" } };
  const devices = { audioInput: microphone?.label ?? "", audioOutput: "", videoInput: camera?.label ?? "" };
  return camera || microphone ? { configOverwrite, devices } : { configOverwrite };
}
