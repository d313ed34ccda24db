/** The bar beneath the preview: which camera, microphone and speaker are used, and the pause. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./view.js").View} View
 */

/**
 * @param {EnvCheck} check
 * @param {View} view
 * @returns {Node[]}
 */
export function deviceBar(check, view) {
  const { capture, words, paused } = check;
  const pause = button("pause", paused ? words.resume : words.pause, () => (paused ? check.start() : check.pause()), {
    kind: "quiet",
    symbol: paused ? "play" : "pause",
  });
  if (capture.isGiven()) return [...["camera", "microphone"].map((kind) => named(check, kind)), pause];
  const { cameras, microphones, speakers } = capture;
  return [
    choice(check, view, "camera", cameras),
    choice(check, view, "microphone", microphones),
    ...(speakers.length ? [choice(check, view, "speaker", speakers)] : []),
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
  return h("p", { class: "named", title: device?.label ?? "" }, icon(device ? kind : `${kind}-off`), h("span", { dir: "auto" }, device?.label ?? ""));
}

/**
 * @param {EnvCheck} check
 * @param {View} view
 * @param {keyof import("./devices.js").Chosen} kind
 * @param {readonly MediaDeviceInfo[]} known
 */
function choice(check, view, kind, known) {
  const { capture, words } = check;
  const label = words[kind];
  const used = kind === "speaker" ? capture.chosen.speaker : capture.devices[kind]?.id;
  const options = known.map((device) => h("option", { value: device.deviceId, selected: device.deviceId === used, dir: "auto" }, device.label));
  const onchange = (/** @type {Event} */ event) =>
    check.choose(kind, /** @type {HTMLSelectElement} */ (event.target).value);
  const select = h("select", { id: kind, "aria-label": label, onchange, disabled: !known.length }, ...options);
  if (kind === "microphone" && !used) options.unshift(h("option", { value: "", selected: true }, words["microphone-missing"] ?? ""));
  const shown = known.find((device) => device.deviceId === used) ?? (kind === "speaker" ? known[0] : undefined);
  const title = [label, shown?.label].filter(Boolean).join(": "); // a name that is too long for its place is read there
  return h("label", { class: "choice", title }, icon(kind), select, icon("chevron"), kind === "microphone" && level(check, view));
}

const LOUDNESS = { "": 0, "level-silent": 0, "level-heard": 1, "level-loud": 2 };

/**
 * How loud the microphone is: drawn as it is, and said in a word.
 * @param {EnvCheck} check
 * @param {View} view
 */
function level({ words }, { loudness }) {
  if (!loudness) return null;
  const [now, text] = [LOUDNESS[loudness], words[loudness]];
  const said = { "aria-valuemin": 0, "aria-valuemax": 2, "aria-valuenow": now, "aria-valuetext": text };
  return h("div", { class: "level", role: "meter", "aria-label": words.level, ...said }, h("div", { id: "level-bar" }));
}
