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
  if (capture.isGiven()) return [...["camera", "microphone"].map((kind) => named(check, kind)), pause];
  const { cameras, microphones, speakers } = capture;
  return [
    choice(check, "camera", cameras),
    choice(check, "microphone", microphones),
    ...(speakers.length ? [choice(check, "speaker", speakers)] : []),
    pause,
  ];
}

/**
 * A device that the page around has chosen, by its name.
 * @param {EnvCheck} check
 * @param {string} kind
 */
function named({ capture }, kind) {
  const device = capture.devices[/** @type {"camera" | "microphone"} */ (kind)];
  return h("p", { class: "named" }, icon(device ? kind : `${kind}-off`), h("span", {}, device?.label ?? ""));
}

/**
 * @param {EnvCheck} check
 * @param {keyof import("./devices.js").Chosen} kind
 * @param {readonly MediaDeviceInfo[]} known
 */
function choice(check, kind, known) {
  const { capture, words } = check;
  const label = words[kind];
  const used = kind === "speaker" ? capture.chosen.speaker : capture.devices[kind]?.id;
  const options = known.map((device) => h("option", { value: device.deviceId, selected: device.deviceId === used }, device.label));
  const onchange = (/** @type {Event} */ event) =>
    check.choose(kind, /** @type {HTMLSelectElement} */ (event.target).value);
  const select = h("select", { id: kind, "aria-label": label, onchange, disabled: !known.length }, ...options);
  if (kind === "microphone" && !used) options.unshift(h("option", { value: "", selected: true }, words["microphone-missing"] ?? ""));
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
