/** Devices whose names change on their way into the call. */

/**
 * Jitsi reads what it is opened with from its address, and makes typographic quotes there into plain ones
 * (`parseURLParams.ts`, commit 1c8216e): `Anna’s iPhone` is a device then that nobody has, and another one is taken.
 */
const CHANGED = /[\u2018\u2019\u201C\u201D]|\\&/;

/** What chooses a device in a call that is on, by the keys of what a call is opened with. */
const CHOOSERS = /** @type {const} */ ({
  videoInput: "setVideoInputDevice",
  audioInput: "setAudioInputDevice",
  audioOutput: "setAudioOutputDevice",
});

/**
 * Has the call choose the devices once more, by their true names, whose names do not come through its address.
 * @param {import("./index.d.ts").JitsiApi} api
 * @param {Partial<Record<keyof typeof CHOOSERS, string>>} [devices] what the call was opened with
 */
export function chooseByTrueName(api, devices = {}) {
  const kinds = /** @type {(keyof typeof CHOOSERS)[]} */ (Object.keys(CHOOSERS));
  const lost = kinds.filter((kind) => CHANGED.test(devices[kind] ?? ""));
  if (!lost.length) return;
  api.once("videoConferenceJoined", () => {
    for (const kind of lost) {
      // where it is not found the call keeps the device that it has
      Promise.resolve(api[CHOOSERS[kind]](devices[kind] ?? "", "")).catch(() => undefined);
    }
  });
}
