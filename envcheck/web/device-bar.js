/** The bar beneath the preview: which camera, microphone and speaker are used, and the pause. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/**
 * @param {EnvCheck} check
 * @returns {Node[]}
 */
export function deviceBar(check) {
  const { capture, words, paused } = check;
  const pause = button("pause", paused ? words.resume : words.pause, () => (paused ? check.start() : check.pause()), {
    kind: "quiet",
    symbol: paused ? "play" : "pause",
  });
  const { cameras, microphones } = capture;
  const choices = capture.isGiven()
    ? [] // the page around has chosen
    : [choice(check, "camera", words.camera, cameras), choice(check, "microphone", words.microphone, microphones)];
  return [...choices, pause];
}

/**
 * @param {EnvCheck} check
 * @param {"camera" | "microphone"} kind
 * @param {string | undefined} label
 * @param {readonly MediaDeviceInfo[]} known
 */
function choice(check, kind, label, known) {
  const used = check.capture.devices[kind]?.id;
  const options = known.map((device) => h("option", { value: device.deviceId, selected: device.deviceId === used }, device.label));
  const onchange = (/** @type {Event} */ event) =>
    check.choose(kind, /** @type {HTMLSelectElement} */ (event.target).value);
  const select = h("select", { id: kind, "aria-label": label, onchange, disabled: !known.length }, ...options);
  return h("label", { class: "choice", title: label }, icon(kind), select, icon("chevron"), kind === "microphone" && level(check));
}

/**
 * How loud the microphone is, as a bar and in words.
 * @param {EnvCheck} check
 */
function level({ capture, words }) {
  if (!capture.level?.runs) return null;
  const bar = h("div", { id: "level-bar" });
  return h("div", { class: "level", role: "meter", "aria-label": words.level, "aria-valuemin": 0, "aria-valuemax": 1, "aria-valuenow": 0 }, bar);
}
