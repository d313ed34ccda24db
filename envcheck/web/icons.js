/** Our own icons, drawn with the colour of the text around them. */

import { svg } from "./dom.js";

/** @type {Record<string, string[]>} */
const PATHS = {
  // a filled disc with a tick, a ring with a tick, an open ring, a ring with three points: shapes, not colours alone
  ready: ["M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.4 14.2-4-4 1.5-1.5 2.5 2.5 5.3-5.3 1.5 1.5Z"],
  "ready with advice": ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z", "m8 12.2 2.8 2.8 5.2-5.4"],
  "not ready": ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z", "M12 7.5v5.5", "M12 16v.5"],
  undetermined: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z", "M8 12h.01", "M12 12h.01", "M16 12h.01"],
  tick: ["m5 12.5 4.5 4.5L19 7.5"],
  arrow: ["M5 12h13", "m13 7 5 5-5 5"],
  pause: ["M9 6v12", "M15 6v12"],
  play: ["M8 5.5v13l10.5-6.5Z"],
};

const FILLED = new Set(["ready", "play"]);

/** @param {string} name */
export function icon(name) {
  const filled = FILLED.has(name);
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true", part: "icon", class: "icon" },
    ...(PATHS[name] ?? []).map((d) =>
      svg("path", {
        d,
        fill: filled ? "currentColor" : "none",
        stroke: filled ? "none" : "currentColor",
        "stroke-width": 2,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }),
    ),
  );
}
