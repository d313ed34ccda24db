/** The words for the notes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { summary } from "../../envcheck/web/summary.js";
import { NOTHING } from "../../envcheck/web/state.js";

test("the summary holds the verdict, what works, what would help, what was ticked and what is not seen", () => {
  const finding = { code: "LIT103", name: "", message: "The face is dim.", why: "", advice: "Turn to the window." };
  const check = /** @type {any} */ ({
    state: {
      ...NOTHING,
      text: "Ready, with advice",
      findings: [{ ...finding, severity: "should", regions: [] }],
      gaps: ["Backs are not seen here."],
      strengths: [{ code: "BKG101", name: "", message: "The background is calm." }],
    },
    words: { title: "Room check" },
    attestations: [{ name: "door", text: "The door is shut." }, { name: "x", text: "X" }],
    confirmed: new Set(["door"]),
  });
  assert.equal(
    summary(check),
    "Room check: Ready, with advice\n+ The background is calm.\n- The face is dim. Turn to the window.\n+ The door is shut.\nBacks are not seen here.\n",
  );
});
