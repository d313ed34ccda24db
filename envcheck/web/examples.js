/** Drawn examples: what an advice means, understood without words. */

import { svg } from "./dom.js";
import { addressBar, SCENES, goodRoom } from "./drawn-scenes.js";

/**
 * The scene of each advice, by the code of the check, with the variant of its words where they advise something else.
 * One without a scene has none that helps, or none that is true of it.
 * @type {Readonly<Record<string, string>>}
 */
export const SCENE_OF = {
  LIT101: "lamp",
  LIT102: "lampAway",
  LIT103: "curtain",
  LIT104: "toLight",
  LIT105: "otherLamp",
  LIT106: "otherLamp",
  LIT107: "glare",
  "FRM101-": "comeIn",
  "FRM101-pictured": "comeIn",
  "FRM101-dark": "lamp",
  "FRM101-turned": "faceIt",
  FRM102: "middle",
  FRM103: "nearer",
  FRM104: "back",
  "FRM105-top": "wholeTop",
  "FRM105-bottom": "wholeChin",
  "FRM105-side": "middle",
  FRM106: "books",
  FRM107: "lower",
  FRM108: "straighten",
  FRM109: "below",
  FRM110: "headroom",
  "FRM110-below": "books",
  BKG101: "calmer",
  BKG102: "addThing",
  BKG103: "atRest",
  BKG104: "turnCamera",
  "BKG104-bed": "turnAway",
  BKG105: "effectOff",
  "BKG106-camera": "turnCamera",
  BKG107: "plainer",
  NET101: "cable",
  NET102: "pauseOthers",
  NET103: "pauseOthers",
  PIC101: "openCover",
  "PIC102-": "lookAtIt",
  "PIC102-everywhere": "wipe",
  "PIC103-cpu": "closeOthers",
  "PIC103-bandwidth": "cable",
  "PIC104-": "closeOthers",
  "PIC104-cpu": "closeOthers",
  "PIC104-bandwidth": "cable",
  "PIC105-": "closeOthers",
  "PIC105-cpu": "closeOthers",
  "PIC105-dim": "lamp",
  "PIC105-bandwidth": "cable",
  PIC106: "lamp",
  "PIC107-portrait": "phone",
  "PIC107-turned": "upright",
  PRV101: "leave",
  PRV102: "portrait",
  PRV103: "papers",
  PRV104: "door",
  PRV105: "screenOff",
  PRV106: "mirror",
  SND101: "unmute",
  SND102: "microphoneAway",
  SND103: "closeWindow",
  SND104: "microphoneNearer",
  SND105: "microphoneNearer",
  SND106: "hum",
};

/**
 * The name of the scene that is true of a finding's advice; undefined where there is none.
 * @param {{code: string, variant?: string}} finding without `variant` only what is true of all variants is known
 */
export function sceneOf({ code, variant }) {
  return (variant === undefined ? undefined : SCENE_OF[`${code}-${variant}`]) ?? SCENE_OF[code];
}

/**
 * The drawn example of a finding's advice, or null where no drawing helps.
 * @param {{code: string, variant?: string, regions?: readonly (readonly number[])[]}} finding
 * @param {string} [label] what it shows, in words; without it the drawing is hidden from who listens, as the advice says all
 */
export function example(finding, label = "") {
  const scene = sceneOf(finding);
  const draw = scene && SCENES[scene];
  return draw ? framed("0 0 160 84", draw(sideOf(finding)), label, scene) : null;
}

/**
 * A set-up that is good in all, for the beginning.
 * @param {string} [label]
 */
export function goodSetup(label = "") {
  return framed("0 0 320 184", goodRoom(), label, "good-setup");
}

/**
 * Where the camera is allowed.
 * @param {string} [label]
 */
export function permission(label = "") {
  return framed("0 0 160 84", addressBar(), label, "permission");
}

/**
 * On which side of the preview, which is a mirror, the first place of a finding lies: -1 left, 1 right.
 * @param {{variant?: string, regions?: readonly (readonly number[])[]}} finding
 */
export function sideOf({ variant, regions = [] }) {
  const [left = 0, , right = 0] = regions[0] ?? [];
  if (regions.length) return left + right > 1 ? -1 : 1;
  return variant === "right" ? -1 : 1;
}

/**
 * @param {string} viewBox
 * @param {readonly SVGElement[]} parts
 * @param {string} label
 * @param {string} scene
 */
function framed(viewBox, parts, label, scene) {
  const told = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return svg("svg", { class: "example", part: "example", viewBox, "data-scene": scene, ...told }, ...parts);
}
