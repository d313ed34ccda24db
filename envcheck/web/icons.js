/** Our own icons, one family, drawn with the colour of the text around them. */

import { svg } from "./dom.js";

const RING = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z";
const CAMERA = "M5 6.5h8.5a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z M15.5 10.5 21 7.5v9l-5.5-3";
const MICROPHONE = "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21";
const SPEAKER = "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z";
const STRUCK = "M4 4l16 16";

/** @type {Readonly<Record<string, string>>} */
const PATHS = {
  // a filled disc with a tick, a ring with a tick, an open ring, a ring with three points: shapes, not colours alone
  ready: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.4 14.2-4-4 1.5-1.5 2.5 2.5 5.3-5.3 1.5 1.5Z",
  "ready with advice": `${RING} M8 12.2l2.8 2.8 5.2-5.4`,
  "not ready": `${RING} M12 7.5v5.5 M12 16v.5`,
  undetermined: `${RING} M8 12h.01 M12 12h.01 M16 12h.01`,
  tick: "m5 12.5 4.5 4.5L19 7.5",
  arrow: "M5 12h13 m-5-5 5 5-5 5",

  // kinds of finding
  light: "M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.3 1.3 M17.7 17.7 19 19 M19 5l-1.3 1.3 M6.3 17.7 5 19",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M4.5 20.5c0-3.5 3-5.5 7.5-5.5s7.5 2 7.5 5.5",
  privacy: "M12 3 5 5.5V11c0 4.7 3 8.2 7 10 4-1.8 7-5.3 7-10V5.5Z M12 10.5v3.5 M12 8.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z",
  sound: "M4 10.5v3 M8 7.5v9 M12 4v16 M16 8.5v7 M20 10.5v3",
  picture: "M5 4.5h14a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2Z M3.5 17l5-5 4 4 2.5-2.5 5.5 5 M15.5 9h.01",
  room: "M7.5 14.5h9l-1 6h-7Z M12 14.5V9.5 M12 11.5c-4 0-6-2-6-6 4 0 6 2 6 6Z M12 9.5c0-4 1.8-6 5.5-6 0 4-1.8 6-5.5 6Z",
  connection: "M2.5 9.5a14 14 0 0 1 19 0 M5.8 13a9.5 9.5 0 0 1 12.4 0 M9 16.5a4.7 4.7 0 0 1 6 0 M12 20h.01",

  // what the page does
  camera: CAMERA,
  "camera-off": `${CAMERA} ${STRUCK}`,
  microphone: MICROPHONE,
  "microphone-off": `${MICROPHONE} ${STRUCK}`,
  speaker: `${SPEAKER} M15.5 9a4.2 4.2 0 0 1 0 6 M18.2 6.3a8 8 0 0 1 0 11.4`,
  "speaker-off": `${SPEAKER} M16 9.5l5 5 M21 9.5l-5 5`,
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z M10.3 3h3.4l.5 2.4 1.7 1 2.3-.8 1.7 2.9-1.8 1.6v2l1.8 1.6-1.7 2.9-2.3-.8-1.7 1-.5 2.4h-3.4l-.5-2.4-1.7-1-2.3.8-1.7-2.9 1.8-1.6v-2L4.1 8.5l1.7-2.9 2.3.8 1.7-1Z",
  dot: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z",
  more: "M5.5 12h.01 M12 12h.01 M18.5 12h.01",
  chevron: "m6 9.5 6 6 6-6",
  eye: "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12Z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  ear: "M7 9.5a5.5 5.5 0 0 1 11 0c0 4.5-4 4.7-4 8a3 3 0 0 1-5.7 1.3 M10 9.5a2.5 2.5 0 0 1 5 0c0 1.6-1 2.3-2 3",
  checklist: "M10 6.5h10 M10 12.5h10 M10 18.5h10 M3.5 6.5l1.3 1.3L7.3 5.2 M3.5 12.5l1.3 1.3 2.5-2.6 M3.5 18.5l1.3 1.3 2.5-2.6",
  book: "M12 6.5C10 5 7 4.5 3 4.5v14c4 0 7 .5 9 2 2-1.5 5-2 9-2v-14c-4 0-7 .5-9 2Z M12 6.5v14",
  door: "M6 20.5v-15a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v15 M3 20.5h18 M14.5 12.5h.01",
  home: "M3.5 11.5 12 4l8.5 7.5 M6 9.5v10.5h12V9.5 M10 20v-5.5h4V20",
  clock: `${RING} M12 7.5V12l3 2`,
  pause: "M9 6v12 M15 6v12",
  play: "M8 5.5v13l10.5-6.5Z",
  stop: "M8 6.5h8A1.5 1.5 0 0 1 17.5 8v8a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 16V8A1.5 1.5 0 0 1 8 6.5Z",
  again: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4 M19.5 3.5v4h-4",
  save: "M12 4v11 m-4.5-4.5L12 15l4.5-4.5 M4.5 19.5h15",
  print: "M7 8V3.5h10V8 M7 17.5H5a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2h-2 M7 14h10v6.5H7Z",
  copy: "M10 8.5h8.5a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H10A1.5 1.5 0 0 1 8.5 19v-9A1.5 1.5 0 0 1 10 8.5Z M5.5 15.5A1.5 1.5 0 0 1 4 14V5a1.5 1.5 0 0 1 1.5-1.5H14A1.5 1.5 0 0 1 15.5 5",
  cross: "M6 6l12 12 M18 6 6 18",
};

const FILLED = new Set(["ready", "play", "stop", "dot"]);

/** The icon of each subject: the letters with which the codes of its checks begin. */
const KINDS = { LIT: "light", FRM: "person", PRV: "privacy", SND: "sound", PIC: "picture", BKG: "room", NET: "connection" };

/** @param {string} name one of those above; another name gives an empty icon */
export function icon(name) {
  const [fill, stroke] = FILLED.has(name) ? ["currentColor", "none"] : ["none", "currentColor"];
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true", part: "icon", class: "icon", "data-icon": name },
    svg("path", { d: PATHS[name] ?? "", fill, stroke, "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

/**
 * The icon of the subject that a finding is about; an eye for a check of somebody else.
 * @param {string} code of the check, such as LIT101
 */
export function kindIcon(code) {
  return icon(kindOf(code));
}

/** @param {string} code */
export function kindOf(code) {
  return /** @type {Record<string, string>} */ (KINDS)[code.slice(0, 3)] ?? "eye";
}

/** Every icon there is. */
export const ICONS = Object.freeze(Object.keys(PATHS));
