/** The check as a few lines of text, for the notes. No page and no network in here. */

/**
 * @typedef {import("./messages.d.ts").FindingMessage} Finding
 * @typedef {import("./messages.d.ts").StrengthMessage} Strength
 * @typedef {import("./messages.d.ts").NotAssessedMessage} NotAssessed
 *
 * @typedef {object} Known what there is to say, in the reader's language
 * @property {Date} at when the check was made
 * @property {string} product what made it, such as envcheck 0.1.0
 * @property {string} verdict
 * @property {readonly Pick<Strength, "message">[]} strengths
 * @property {readonly Pick<Finding, "message" | "advice">[]} findings most important first
 * @property {readonly string[]} ticked what was confirmed by hand
 * @property {readonly Pick<NotAssessed, "title" | "reason">[]} notAssessed
 * @property {readonly string[]} gaps what the installation does not see, in whole sentences
 *
 * @typedef {object} Headings what stands above each part
 * @property {string} works
 * @property {string} change
 * @property {string} notAssessed
 * @property {string} ticked
 * @property {string} tickedHint that the check has not seen it
 * @property {string} advice that it is advice, below all
 */

/**
 * The summary: parts with nothing in them are left out.
 * @param {Known} known
 * @param {Headings} headings
 * @param {string} lang
 * @param {string} [timeZone] such as Europe/Berlin; the reader's own when left out
 */
export function summary(known, headings, lang, timeZone) {
  const seen = [
    part(headings.works, known.strengths.map((one) => `✓ ${one.message}`)),
    part(headings.change, known.findings.map((one, place) => `${place + 1}. ${one.message} → ${one.advice}`)),
    part(headings.notAssessed, [...reasons(known.notAssessed), ...known.gaps].map((line) => `– ${line}`)),
  ];
  const byHand = part(`${headings.ticked} (${headings.tickedHint})`, known.ticked.map((text) => `☑ ${text}`));
  const beginning = [`${known.product} · ${date(known.at, lang, timeZone)}`, known.verdict];
  const parts = [beginning, ...seen, byHand, [headings.advice]].filter((lines) => lines.length);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/**
 * @param {string} heading
 * @param {string[]} lines
 */
const part = (heading, lines) => (lines.length ? [heading, ...lines] : []);

/**
 * Day and time in words, with their zone.
 * @param {Date} at
 * @param {string} lang
 * @param {string} [timeZone]
 */
function date(at, lang, timeZone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  return new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", ...time, timeZone }).format(at);
}

/**
 * What the checks look at that could not tell, each reason once.
 * @param {Known["notAssessed"]} notAssessed
 */
function reasons(notAssessed) {
  /** @type {Map<string, string[]>} */
  const titles = new Map();
  for (const { title, reason } of notAssessed) titles.set(reason, [...(titles.get(reason) ?? []), title]);
  return [...titles].map(([reason, all]) => `${all.join(", ")} (${reason})`);
}
