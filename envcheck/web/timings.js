/** When the picture is sent in full for a moment, in milliseconds. The check goes by this same file: strict JSON, please. */
export const TIMINGS = Object.freeze({
  "detailFirstMs": 1500,
  "detailMs": 1500,
  "detailEveryMs": 20000,
  "detailAgainMs": 4000
});
