/** When the page sends its picture in full for a moment, in milliseconds, and for which checks it does so more often. */
// The tests of the checks go by this same file: what stands between the brackets is strict JSON.
export const TIMINGS = Object.freeze({
  "detailFirstMs": 1500,
  "detailMs": 1500,
  "detailEveryMs": 20000,
  "detailAgainMs": 4000,
  "detailCodes": ["PIC103", "PRV103"]
});
