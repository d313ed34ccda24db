/** What is known, as one value, and what each message of the server makes of it. No page and no network in here. */

/**
 * @typedef {import("./messages.d.ts").LiveMessage} Message
 * @typedef {import("./messages.d.ts").FindingMessage} Finding
 * @typedef {import("./messages.d.ts").StrengthMessage} Strength
 * @typedef {import("./messages.d.ts").ReadingMessage} Reading how the room comes across
 * @typedef {import("./messages.d.ts").Verdict} Verdict
 * @typedef {Finding["regions"][number]} Region left, top, right, bottom in fractions of the picture
 *
 * @typedef {Finding & {time: number}} Mended with the time at which it was over
 *
 * @typedef {object} State
 * @property {Verdict} verdict
 * @property {string} text the verdict in the reader's language
 * @property {readonly Finding[]} findings most important first
 * @property {readonly Strength[]} strengths
 * @property {readonly string[]} gaps what the installation does not see, in whole sentences
 * @property {readonly Mended[]} mended what was told and is over, the latest first
 * @property {Readonly<Record<string, number>>} meters how near each fault is: 1 at its limit
 * @property {readonly string[]} checks codes of those that run
 * @property {number | null} usual which of the usual settings is seen; null where none is, or nothing is known yet
 * @property {number} looks
 * @property {number} time of what is looked at, in seconds
 * @property {number} faces in view
 * @property {string} ended why the session is over; empty while it lasts
 */

/** @type {Readonly<State>} */
export const NOTHING = Object.freeze({
  verdict: "undetermined",
  text: "",
  findings: [],
  strengths: [],
  gaps: [],
  mended: [],
  meters: {},
  usual: null,
  checks: [],
  looks: 0,
  time: 0,
  faces: 0,
  ended: "",
});

/**
 * The list with that entry in place of the one of the same check.
 * @template {{code: string}} T
 * @param {readonly T[]} list
 * @param {T} entry
 */
function without(list, entry) {
  return list.filter((other) => other.code !== entry.code);
}

/**
 * @param {Finding} one
 * @param {Finding} other
 */
const byRank = (one, other) => one.rank - other.rank || (one.code < other.code ? -1 : 1);

/**
 * @param {State} state
 * @param {Message} message
 * @returns {State}
 */
export function next(state, message) {
  switch (message.type) {
    case "hello":
      return { ...NOTHING, checks: message.checks, mended: state.mended.map(past) };
    case "progress":
      return {
        ...state,
        meters: message.meters,
        looks: message.looks,
        time: message.time,
        faces: message.faces,
        usual: message.usual,
      };
    case "finding": {
      const others = without(state.findings, message);
      if (message.state === "cleared") {
        return { ...state, findings: others, mended: [message, ...without(state.mended, message)] };
      }
      return { ...state, findings: [...others, message].sort(byRank), mended: without(state.mended, message) };
    }
    case "strength": {
      const others = state.strengths.filter((one) => one.message !== message.message);
      return { ...state, strengths: message.state === "gone" ? others : [...others, message] };
    }
    case "verdict":
      return { ...state, verdict: message.verdict, text: message.text, gaps: message.gaps ?? [] };
    case "end":
      return { ...state, ended: message.reason };
    default:
      return state;
  }
}

/** @param {Mended} one of a session before, whose clock was another one */
const past = (one) => ({ ...one, time: -JUST_SECS });

/** How long what is mended stays where it stood, so that the change is seen and nothing jumps. */
const JUST_SECS = 5;

/**
 * What would help, most important first, and in its place what was just mended.
 * @param {State} state
 * @returns {{finding: Finding, isMended: boolean}[]}
 */
export function changes({ findings, mended, time }) {
  const just = mended.filter((one) => time - one.time < JUST_SECS);
  const all = [
    ...findings.map((finding) => ({ finding, isMended: false })),
    ...just.map((finding) => ({ finding, isMended: true })),
  ];
  return all.sort((one, other) => byRank(one.finding, other.finding));
}

/**
 * What works, with what has just come to work first, so that a change for the better is seen.
 * @param {State} state
 */
export function strengths({ strengths, mended }) {
  const latest = mended.map((finding) => finding.code).reverse();
  const rank = (/** @type {Strength} */ one) => latest.indexOf(one.code);
  return [...strengths].sort((one, other) => rank(other) - rank(one));
}
