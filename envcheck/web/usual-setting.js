/** Which usual setting is seen, whether what is seen may become one, and what it is then called. */

/**
 * @typedef {import("./baseline-store.js").Setting} Setting
 * @typedef {import("./messages.d.ts").FindingMessage} Finding
 */

/** The check of a changed setting; without it none is compared with. */
const CODE = "BKG106";

/** Names that are offered first, as keys of words. */
const OFFERED = ["setting-practice", "setting-home", "setting-mine"];

/**
 * The one that is seen.
 * @param {readonly Setting[]} compared what the server was given
 * @param {number | null | undefined} usual which of them it sees
 */
export function seenSetting(compared, usual) {
  return (typeof usual === "number" && compared[usual]) || null;
}

/**
 * True where what is seen may be saved: never with somebody else in view or in the dark, which would be usual from then on.
 * @param {object} seen
 * @param {string} seen.verdict
 * @param {readonly Pick<Finding, "severity">[]} seen.findings
 * @param {readonly string[]} seen.checks codes of those that run
 */
export function maySave({ verdict, findings, checks }) {
  const isReady = verdict === "ready" || verdict === "ready with advice";
  return isReady && checks.includes(CODE) && findings.every((finding) => finding.severity !== "must");
}

/**
 * What a setting is called.
 * @param {Setting} setting
 * @param {Readonly<Record<string, string>>} words
 */
export function nameOf(setting, words) {
  return setting.name || words["setting-mine"] || "";
}

/**
 * The name to offer: of the one that is seen, which is renewed then; else the first one that is free.
 * @param {readonly Setting[]} settings
 * @param {Setting | null} seen
 * @param {Readonly<Record<string, string>>} words
 */
export function offeredName(settings, seen, words) {
  if (seen) return nameOf(seen, words);
  const taken = settings.map((one) => nameOf(one, words));
  return OFFERED.map((key) => words[key] ?? "").find((name) => !taken.includes(name)) ?? "";
}
