/** What the server tells. Written by `make message-types` from the schema of the messages. */

export type LiveMessage =
  | HelloMessage
  | ProgressMessage
  | LiveFindingMessage
  | LiveStrengthMessage
  | VerdictMessage
  | GuardMessage
  | EndMessage;
/**
 * How much a finding weighs: only `must` can make a room not ready.
 */
export type Severity = "must" | "should" | "could";
/**
 * What the findings come to. It advises; the platform decides.
 */
export type Verdict = "ready" | "ready with advice" | "not ready" | "undetermined";
/**
 * In what way a setting is read.
 */
export type Impression = "professional" | "inviting";
/**
 * How far an impression comes across: words on purpose, and no number behind them.
 */
export type Level = "comes across" | "in part" | "could be more" | "could not tell";

/**
 * All that the page reads.
 */
export interface Messages {
  live: LiveMessage;
  report: ReportMessage;
}
/**
 * The first message: which checks run, and in which language is spoken.
 */
export interface HelloMessage {
  type: "hello";
  version: number;
  lang: string;
  checks: string[];
}
/**
 * That it looks.
 *
 * Seconds of media time, what arrived, seconds that are left of the quiet test while there is one, how near each
 * fault is: 0 far from it, 1 at its limit, 2 at most; and which of the usual settings that it is compared with is
 * seen, counted from 0, null where none of them is, or nothing is known yet.
 */
export interface ProgressMessage {
  type: "progress";
  time: number;
  looks: number;
  frames: number;
  dropped: number;
  faces: number;
  people: number;
  quiet: number | null;
  meters: {
    [k: string]: number;
  };
  usual: number | null;
}
/**
 * A fault that appeared, is shown otherwise by now (words, weight, places), or is over; `value` as it was then.
 */
export interface LiveFindingMessage {
  code: string;
  name: string;
  variant: string;
  title: string;
  severity: Severity;
  rank: number;
  message: string;
  why: string;
  advice: string;
  value: number;
  is_gradual: boolean;
  regions: [number, number, number, number][];
  type: "finding";
  state: "appeared" | "changed" | "cleared";
  time: number;
}
/**
 * Something that works now, or no longer does.
 */
export interface LiveStrengthMessage {
  code: string;
  name: string;
  title: string;
  message: string;
  type: "strength";
  state: "appeared" | "gone";
  time: number;
}
/**
 * What it all comes to now, as a word and as text for the reader.
 *
 * `gaps` says, in whole sentences, what is not seen because the installation lacks a network.
 */
export interface VerdictMessage {
  type: "verdict";
  time: number;
  verdict: Verdict;
  text: string;
  gaps: string[];
}
/**
 * That a guard is on, and whether it sees who is in view; `text` says it to the reader.
 *
 * While it is, only findings with the code of its one check come, and no progress, strength or verdict. `gaps` as in
 * `verdict`.
 */
export interface GuardMessage {
  type: "guard";
  time: number;
  state: "watching" | "blind";
  text: string;
  gaps: string[];
}
/**
 * The last message.
 */
export interface EndMessage {
  type: "end";
  reason: "closed" | "silent" | "limit" | "oversized" | "failed" | "stopping";
  text: string;
}
/**
 * The report on one input.
 *
 * `gaps` says what is not seen because the installation lacks a network, `usual` which of the usual settings that it
 * was compared with is seen, counted from 0; null where none of them is, or nothing is known.
 */
export interface ReportMessage {
  input: string;
  provenance: ProvenanceMessage;
  verdict: Verdict;
  findings: FindingMessage[];
  strengths: StrengthMessage[];
  setting: ReadingMessage[];
  passed: string[];
  not_assessed: NotAssessedMessage[];
  people: number;
  faces: number;
  frames: number;
  seconds: number;
  attestations: AttestationMessage[];
  gaps: string[];
  usual: number | null;
}
/**
 * Where a report comes from.
 *
 * When the input was looked at or the session began (ISO 8601, with a zone), with what, by which profile, and what a
 * report is, as a sentence.
 */
export interface ProvenanceMessage {
  at: string;
  product: string;
  version: string;
  profile: string;
  note: string;
}
/**
 * One fault, in the reader's language; regions are xyxy in fractions of the frame.
 *
 * `title` says what the check looks at, whatever it came to. `rank` says how far down a list it belongs, 0 at its top;
 * those of one rank go by their codes. `variant` is which of its check's wordings this is, empty for the plain one;
 * `is_gradual` that the value follows what a hand changes, so that a meter helps.
 */
export interface FindingMessage {
  code: string;
  name: string;
  variant: string;
  title: string;
  severity: Severity;
  rank: number;
  message: string;
  why: string;
  advice: string;
  value: number;
  is_gradual: boolean;
  regions: [number, number, number, number][];
}
/**
 * One thing that already works; `title` says what the check looks at.
 */
export interface StrengthMessage {
  code: string;
  name: string;
  title: string;
  message: string;
}
/**
 * How the setting comes across in one way: `reading` and `level` are fixed words, `message` is for the reader.
 */
export interface ReadingMessage {
  reading: Impression;
  level: Level;
  message: string;
  lifted_by: SignMessage[];
  lowered_by: SignMessage[];
  reason: string | null;
}
/**
 * One observation that counts in a reading, with the code of its check.
 */
export interface SignMessage {
  code: string;
  message: string;
}
/**
 * One check that could not tell, and why; `title` says what it would look at.
 *
 * `is_expected` is true where nothing is missing to its reader, who never asked for it or is told the cause.
 */
export interface NotAssessedMessage {
  code: string;
  title: string;
  reason: string;
  is_expected: boolean;
}
/**
 * What no camera sees, and whether it was confirmed by hand.
 */
export interface AttestationMessage {
  name: string;
  text: string;
  confirmed: boolean;
}
