/** The words for the notes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { summary } from "../../envcheck/web/summary.js";

const HEADINGS = {
  works: "What already works",
  change: "What would help",
  notAssessed: "Not assessed",
  ticked: "What a camera cannot see",
  tickedHint: "ticked by hand",
  advice: "This is advice. You decide.",
};

const NOTHING = {
  at: new Date(Date.UTC(2026, 10, 30, 19, 57)),
  product: "envcheck 1.2.3",
  verdict: "Could not tell yet",
  strengths: [],
  findings: [],
  ticked: [],
  notAssessed: [],
  gaps: [],
};

/** What is known, from its second line on: the first holds the date as the browser's language has it. */
const after = (/** @type {Partial<import("../../envcheck/web/summary.js").Known>} */ known) =>
  summary({ ...NOTHING, ...known }, HEADINGS, "en", "UTC").split("\n").slice(1).join("\n");

test("the first line says with what, and when by the reader's own clock", () => {
  const first = (/** @type {string} */ lang) => summary(NOTHING, HEADINGS, lang, "Europe/Berlin").split("\n")[0] ?? "";
  assert.match(first("en-GB"), /^envcheck 1\.2\.3 · 30 November 2026\b.*\b20:57\b.*\b(CET|GMT\+1)$/);
  assert.match(first("de"), /^envcheck 1\.2\.3 · 30\. November 2026\b.*\b20:57\b.*MEZ/);
  assert.match(first("fr"), /30 novembre 2026/);
  assert.match(first("es"), /30 de noviembre de 2026/);
});

test("what works, what would help and what was not assessed stand apart from what was ticked by hand", () => {
  const known = {
    verdict: "Ready, with something to improve",
    strengths: [{ message: "The background is calm." }],
    findings: [
      { message: "The face is dim.", advice: "Turn to the window." },
      { message: "The room echoes.", advice: "Move closer." },
    ],
    notAssessed: [
      { title: "Sound", reason: "needs sound" },
      { title: "Motion", reason: "needs video" },
      { title: "Your voice", reason: "needs sound" },
    ],
    gaps: ["Backs are not seen here."],
    ticked: ["The door is closed."],
  };
  assert.equal(
    after(known),
    `Ready, with something to improve

What already works
✓ The background is calm.

What would help
1. The face is dim. → Turn to the window.
2. The room echoes. → Move closer.

Not assessed
– Sound, Your voice (needs sound)
– Motion (needs video)
– Backs are not seen here.

What a camera cannot see (ticked by hand)
☑ The door is closed.

This is advice. You decide.
`,
  );
});

test("what there is nothing of is not mentioned", () => {
  assert.equal(after({}), "Could not tell yet\n\nThis is advice. You decide.\n");
});
