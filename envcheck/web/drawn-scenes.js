/** What examples show: how it is, an arrow, and how it is better. */

import {
  ACROSS, DOWN, arrow, at, books, bust, curtain, desk, disc, lamp, laptop, microphone, pane, path, picture, plant, profile, rect, shelf, sitting, sound, tick, unturned,
} from "./drawn-parts.js";

/**
 * @typedef {import("./drawn-parts.js").Part} Part
 * @typedef {(toward: number) => Part[]} Scene `toward` is -1 where the reader sees themselves on the left, and 1 on the right
 */

/** Where the two halves of a scene lie. */
const [FIRST, THEN, MIDDLE] = [36, 124, 42];

/** @type {(before: Part, after: Part, corner?: number) => Part[]} */
const pair = (before, after, corner = 2 - DOWN) => [
  at(FIRST, MIDDLE, [before]),
  arrow("M75 42H85", 85, 42, 0),
  at(THEN, MIDDLE, [after]),
  tick(THEN + ACROSS - 4, MIDDLE + corner),
];

/** @type {(before: readonly Part[], after: readonly Part[]) => Part[]} */
const pictures = (before, after) => pair(unturned(picture(before)), unturned(picture(after)), DOWN - 3);

/** From the side: where the head, the top of the desk and the floor lie, from the middle of a half. */
const [HEAD, EYES, TABLE, FLOOR] = [-15, -17, 17, 40];

/** @type {(parts: readonly Part[], more?: {x?: number, over?: readonly Part[]}) => Part} */
const side = (parts, { x = HEAD, over = [] } = {}) =>
  at(0, 0, [...parts.slice(1), desk(-11, 34, TABLE, FLOOR), sitting(x, EYES, over), ...parts.slice(0, 1)]);

const inShade = () => path("shade", "M-7-4C-7-12 8-12 7-3l2.2 3.5-2 .6C7 6 5 8.5 0 8.5S-7 4-7-4Z");
const sight = (/** @type {number} */ y, x = 17) => path("accent dashed", `M${HEAD + 11} ${EYES - 1}L${x} ${y}`);
const room = () => [shelf(-21, -9), rect("card", 13, -20, 13, 10)];
const dim = () => path("shade", "M0-12.5C-11-12.5-9 0-8 2-6 7-3 10 0 10S6 7 8 2C9 0 11-12.5 0-12.5Z");
const onBooks = () => side([at(0, 0, [laptop(19, TABLE - 16), books(14, TABLE, 16), sight(-15)])]);

/** @type {(look: string) => Part} */
const door = (look) =>
  at(0, 2, [
    rect("wall", -17, -29, 34, 56),
    ...(look === "open"
      ? [rect("night", -12, -24, 24, 51, 0.5), path("card", "M12-24 25-18V33L12 27Z"), disc("block", 21.5, 6, 1.5)]
      : [rect("card", -12, -24, 24, 51, 0.5), rect("line", -7.5, -19, 15, 16), rect("line", -7.5, 2, 15, 19), disc("leaf", 8.5, -1, 1.6)]),
  ]);

/** @type {(closed: boolean) => Part} */
const openPane = (closed) =>
  at(0, 0, [
    rect("bright", -17, -24, 34, 48),
    path("line", "M0-24V24"),
    ...(closed ? [path("accent", "M-4-2V4M4-2V4")] : [path("card", "M17-24 28-30V30L17 24Z"), sound(-12, -4, 3), sound(-12, 14, 2)]),
  ]);

/** @type {(x: number, look: string) => Part} */
const bulb = (x, look) =>
  at(x, 0, [
    path(look, "M-6 10C-6 4-12 2-12-6a12 12 0 0 1 24 0C12 2 6 4 6 10Z"),
    path("line", "M-5 15H5M-3 20H3"),
    ...(look === "lit" ? [path("accent", "M0-25v-5M-18-20l-3.5-3.5M18-20l3.5-3.5M-22-5h-5M22-5h5")] : []),
  ]);

/** A page of a program. */
const sheet = (/** @type {number} */ x, /** @type {number} */ y, look = "card") =>
  at(x, y, [rect(look, -17, -12, 34, 24, 2.5), path("line", "M-17-6H17")]);

/** The lid of a laptop from the front, with its camera. */
const lid = (/** @type {Part[]} */ ...parts) => at(0, 0, [rect("card", -33, -25, 66, 44, 3), rect("wall", -29, -18, 58, 33), path("line firm", "M-36 24H36"), ...parts, disc("accent", 0, -21.5, 1.6)]);

/** A camera, near by. */
const lens = (/** @type {Part[]} */ ...parts) => at(0, 0, [rect("card", -33, -17, 66, 34, 6), disc("line firm", 0, 0, 11), disc("block", 0, 0, 6), disc("badge-dot", -2, -2, 1.6), ...parts]);

const small = (/** @type {number} */ x, /** @type {number} */ y) => at(x, y, [rect("card", -15, -15, 30, 22, 2.5), disc("leaf", 0, -11.5, 1.1), path("line firm", "M-20 10H20")]);

const router = (/** @type {number} */ x, /** @type {number} */ y) =>
  at(x, y, [rect("card", -10, 0, 20, 9, 2.5), path("line", "M-6 0v-9M6 0v-9"), disc("leaf", -5, 4.5, 1.2), disc("leaf", 0, 4.5, 1.2)]);

/** @type {(away: number) => Part} */
const speaking = (away) => at(-17, 0, [path("line", "M-18 30H52"), profile(0, -13), sound(13, -9, 2), microphone(16 + away, -10, 29)]);

const bed = () => at(0, 0, [rect("block", -33, -12, 4, 30, 1), rect("card", -29, 4, 26, 12, 2), rect("card", -28, -1, 10, 7, 3), path("vivid", "M-17 3H-3V14H-17Z")]);

/** @type {(tilt: number) => Part} */
const leaning = (tilt) => at(0, 0, [path("line", "M-28-34V34M-12-34V34M-28-14H-12M-28 4H-12"), rect("card", 14, -22, 15, 60), disc("block", 17, 8, 1.2), bust(0, -4)], `rotate(${tilt})`);

/** @type {(x: number, y: number) => Part} */
const call = (x, y) => at(x, y, [picture([bust(0, 0, 0.5)], 12, 9)]);

/** @type {Record<string, Scene>} */
export const SCENES = {
  lamp: () => pair(side([laptop(14, TABLE)], { over: [inShade()] }), side([laptop(6, TABLE), lamp(22, TABLE, "accent", 28)])),
  lampAway: () => pair(
    side([at(0, 0, [lamp(6, TABLE, "line", 14), laptop(25, TABLE)])], { over: [path("white", "M3-7.5C7-7 7-4 7-3l2.2 3.5-2 .6C7 6 6 7.5 3 8.2Z")] }),
    side([at(0, 0, [lamp(24, TABLE, "accent", 14), laptop(6, TABLE), arrow("M4-26H17", 17, -26, 0)])]),
  ),
  curtain: () => pictures([pane(17, -8), bust(-4, -4, 1, { over: [dim()] })], [curtain(17, -8), bust(-4, -4)]),
  glare: () => pictures([pane(17, -8), bust(-4, -4)], [curtain(17, -8), bust(-4, -4)]),
  toLight: () => pictures(
    [path("glow", "M-33-20-8-14V10l-25 10Z"), bust(0, -4, 1, { over: [path("shade", "M0-12.5C11-12.5 9 0 8 2 6 7 3 10 0 10Z")] })],
    [path("glow", "M-33-20-8-14V10l-25 10Z"), bust(0, -4, 1, { gaze: -3 }), arrow("M9-19Q0-25-9-19", -9, -19, 150)],
  ),
  otherLamp: () => pair(bulb(0, "card"), bulb(0, "lit")),
  comeIn: () => pictures(room(), [...room(), bust(0, -4)]),
  faceIt: () => pictures([...room(), bust(0, -4, 1, { away: true })], [...room(), bust(0, -4)]),
  middle: (toward) => pictures(
    [bust(20 * toward, -4), arrow(`M${7 * toward} -4H${-11 * toward}`, -11 * toward, -4, toward > 0 ? 180 : 0)],
    [bust(0, -4)],
  ),
  nearer: () => pictures([...room(), bust(0, 8, 0.45)], [...room(), bust(0, -4)]),
  back: () => pictures([bust(0, 0, 2.5)], [...room(), bust(0, -4)]),
  wholeTop: () => pictures([...room(), bust(0, -22, 1.1), arrow("M24-4V12", 24, 12, 90)], [...room(), bust(0, -4)]),
  wholeChin: () => pictures([...room(), bust(0, 18, 1.1), arrow("M24 14V-2", 24, -2, -90)], [...room(), bust(0, -4)]),
  books: () => pair(side([laptop(19, TABLE), sight(1, 17)]), onBooks()),
  lower: () => pair(
    side([laptop(19, TABLE), at(29, -22, [path("line firm", "M0 0V39M-5 39H5"), rect("card", -6, -6, 9, 8, 2), disc("accent", -5, -2, 2)]), path("accent dashed", "M-6-18 20-24")]),
    onBooks(),
  ),
  straighten: () => pictures([leaning(11)], [leaning(0)]),
  below: () => pair(lid(call(17, 6), arrow("M17-6Q16-12 6-13", 6, -13, 180)), lid(call(0, -7))),
  headroom: () => pictures([room()[1] ?? path("", ""), bust(0, 12, 0.9), arrow("M24 14V-4", 24, -4, -90)], [bust(0, -4)]),
  calmer: () => pictures(
    [
      rect("card", -31, -22, 12, 9), rect("vivid", -16, -24, 9, 7), rect("line", 8, -25, 10, 13),
      rect("block", 21, -20, 10, 6), path("line", "M-33-6H-12M12-4H33"), rect("card", -30, -14, 5, 8),
      rect("vivid", -23, -12, 4, 6), rect("block", 15, -10, 7, 6), plant(27, -4, 0.4), bust(0, -2),
    ],
    [shelf(-21, -8), bust(0, -4)],
  ),
  addThing: () => pictures([bust(0, -4)], [plant(-24, 11, 0.95), path("line firm", "M-33 11H-14"), bust(3, -4)]),
  atRest: () => {
    const fan = (/** @type {string} */ look) => at(-22, -8, [disc("card", 0, 0, 8), path(look, "M0 0-1-7M0 0l6 4M0 0l-6 4"), path("line", "M0 8V27M-6 27H6")]);
    return pictures([fan("line"), path("accent", "M-11-16q3 8 0 16M-31-19q9-5 17 0"), bust(5, -4)], [fan("line"), bust(5, -4)]);
  },
  turnAway: () => pictures([bed(), bust(8, -4)], [shelf(-21, -8), shelf(22, -8, true), bust(0, -4)]),
  turnCamera: () => [
    at(40, MIDDLE, [path("line firm", "M-22 24H22"), rect("card", -18, -8, 36, 27, 2.5), disc("accent", 0, -4.5, 1.8), arrow("M22-14Q0-30-22-14", -22, -14, 142)]),
    ...pictures([], [shelf(-21, -8), shelf(22, -8, true), bust(0, -4)]).slice(1),
  ],
  effectOff: () => pictures(
    [disc("glow", 20, -16, 7), path("accent", "M-33 6q5-4 10 0t10 0M13 6q5-4 10 0t10 0"), path("dashed accent", "M-15 27C-20 10-14 8-12 2-16-20 16-20 12 2 14 8 20 10 15 27"), bust(0, -2, 0.9)],
    [...room(), bust(0, -4)],
  ),
  plainer: () => pictures([rect("vivid", 11, -23, 20, 24, 1), bust(-5, -4)], [shelf(21, -8), bust(-3, -4)]),
  cable: () => pair(
    at(0, 0, [router(20, -22), small(-12, 16), path("line dashed", "M13-10-1-2")]),
    at(0, 0, [router(22, 8), small(-14, 8), path("accent thick", "M5 8C12 8 4 22 14 22H22V17")]),
  ),
  pauseOthers: () => {
    const screen = (/** @type {Part} */ part) => at(0, 0, [rect("card", -26, -20, 52, 34, 3), path("line firm", "M-10 22H10M0 14v8"), part]);
    return pair(screen(unturned(path("block", "M-5-12 10-3-5 6Z"))), screen(path("accent firm thick", "M-5-11V5M5-11V5")));
  },
  openCover: () => pair(lens(rect("block", -15, -13, 30, 26, 3)), lens(rect("block", 16, -13, 15, 26, 3), arrow("M-6-25H14", 14, -25, 0))),
  wipe: () => pair(
    lens(disc("haze", 2, 2, 12), path("haze", "M-16 8q14-26 26 2-10 14-26-2Z")),
    lens(path("accent-soft", "M8 4 30-4 36 20 14 26Z"), arrow("M-16 14Q-22-14 6-17", 6, -17, 0)),
  ),
  lookAtIt: () => pair(side([laptop(19, TABLE - 16), books(14, TABLE, 16), path("accent dashed", "M-6-16 4 14")]), onBooks()),
  closeOthers: () => {
    const shut = (/** @type {number} */ x, /** @type {number} */ y) => at(x, y, [sheet(0, 0), path("accent", "M-3 0l6 6M3 0l-6 6")]);
    return pair(at(0, 0, [shut(-13, -13), shut(13, -5), at(-4, 14, [call(0, 0)])]), at(0, 0, [picture([bust(0, -4)], 27, 21)]));
  },
  phone: () => pair(
    at(0, 0, [picture([bust(0, -2, 0.8)], 16, 27), disc("accent", 0, -23, 1.4)]),
    unturned(picture([bust(0, -2, 0.8)], 27, 16), disc("accent", -23, 0, 1.4), arrow("M-25-21Q-8-27 8-22", 8, -22, 22)),
  ),
  upright: () => pictures([at(0, 0, [...room(), bust(0, -4)], "rotate(180)")], [...room(), bust(0, -4)]),
  leave: () => pictures([bust(13, -8, 0.7), bust(-9, -2), arrow("M22-11H29", 29, -11, 0)], [shelf(20, -9), bust(-4, -4)]),
  portrait: () => pictures([at(20, -12, [picture([bust(0, 0, 0.52)], 10, 12)]), bust(-6, -2)], [shelf(21, -8), bust(-3, -4)]),
  papers: () => pictures(
    [rect("card", 11, -23, 18, 23), path("line", "M15-18h10M15-13h10M15-8h7"), bust(-5, -2)],
    [shelf(21, -8, false), bust(-2, -4)],
  ),
  door: () => pair(at(0, 0, [door("open"), sound(-6, 0, 2)]), door("closed")),
  screenOff: () => {
    const screen = (/** @type {string} */ look) => [rect(look, 8, -22, 23, 16), path("line", "M19.5-6V0M13 0H26")];
    return pictures([path("glow", "M4-26H35V-2H4Z"), ...screen("lit"), bust(-6, -2)], [...screen("off"), bust(-6, -2)]);
  },
  mirror: () => pictures(
    [rect("bright", 8, -23, 23, 60, 10), bust(19.5, -2, 0.5), bust(-7, -2)],
    [path("accent-soft", "M8-24H31V28H8Z"), path("accent", "M16-24V27M24-24V27"), bust(-7, -2)],
  ),
  unmute: () => pair(
    at(0, 0, [profile(-20, -12), microphone(14, -8, 30), path("accent thick", "M4-22 24 10")]),
    at(0, 0, [profile(-20, -12), microphone(14, -8, 30), sound(-6, -8, 2)]),
  ),
  microphoneNearer: () => pair(speaking(31), speaking(12)),
  microphoneAway: () => pair(speaking(-1), speaking(14)),
  closeWindow: () => pair(openPane(false), openPane(true)),
  hum: () => {
    const supply = (/** @type {number} */ x) => at(x, 8, [rect("block", -9, -8, 18, 20, 2.5), path("badge-bolt", "M1-5-3 3H3L-1 9")]);
    return pair(at(0, 0, [microphone(-10, -8, 24), supply(8)]), at(0, 0, [microphone(-22, -8, 24), supply(24), arrow("M10-12H-10", -10, -12, 180)]));
  },
};

/** A set-up that is good in all: somebody at a desk, light before them, the camera at their eyes, a calm and closed room. */
export function goodRoom() {
  return [
    rect("wall", 4, 4, 312, 176, 14),
    path("floor", "M4 150H316V166a14 14 0 0 1-14 14H18A14 14 0 0 1 4 166Z"),
    at(44, 92, [door("closed")], "scale(1.9)"),
    at(120, 62, [shelf(0, 0)], "scale(2.2)"),
    rect("card", 262, 34, 34, 26, 2),
    path("leaf", "M268 54l8-11 6 7 4-4 6 8Z"),
    at(212, 98, [side([laptop(15, TABLE - 16), books(10, TABLE, 16), lamp(27, TABLE, "accent", 34), sight(-15, 13)])], "scale(1.9)"),
  ];
}

/** Where a browser lets camera and microphone be allowed: behind the camera in its address bar. */
export function addressBar() {
  const camera = (/** @type {number} */ x, /** @type {number} */ y) =>
    at(x, y, [unturned(rect("leaf", -6, -4, 8, 8, 1.5), path("leaf", "M3-1 7-3.5V3.5L3 1Z"))]);
  const allowed = (/** @type {number} */ y, /** @type {Part} */ device) =>
    at(0, y, [device, path("line", "M42 0H66"), rect("leaf", 74, -4, 14, 8, 4), disc("badge-dot", 84, 0, 2.6)]);
  return [
    rect("card", 8, 6, 144, 72, 6),
    path("line", "M8 26H152"),
    rect("wall", 18, 11, 124, 11, 5.5),
    camera(28, 16.5),
    path("line", "M42 16.5H92"),
    rect("accent-soft", 18, 33, 86, 37, 4),
    allowed(43, camera(28, 0)),
    allowed(59, at(28, 0, [rect("leaf", -2, -5, 4, 7, 2), path("accent", "M-4-1a4 4 0 0 0 8 0M0 4V6")])),
  ];
}
