/** What is said and offered of the usual settings. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { maySave, nameOf, offeredName, seenSetting } from "../../envcheck/web/usual-setting.js";

const WORDS = { "setting-practice": "Practice", "setting-home": "Home", "setting-mine": "My setting" };
const CHECKS = ["LIT103", "BKG106"];

const setting = (/** @type {string} */ name) => ({ name, numbers: "{}", savedAt: 0 });

/** @param {...("must" | "should" | "could")} severities */
const findings = (...severities) => severities.map((severity) => ({ severity }));

test("a setting is saved only when all is ready and nothing has to change", () => {
  assert.ok(maySave({ verdict: "ready", findings: [], checks: CHECKS }));
  assert.ok(maySave({ verdict: "ready with advice", findings: findings("should", "could"), checks: CHECKS }));
  assert.ok(!maySave({ verdict: "not ready", findings: findings("must"), checks: CHECKS }));
  assert.ok(!maySave({ verdict: "undetermined", findings: [], checks: CHECKS }));
  assert.ok(!maySave({ verdict: "ready with advice", findings: findings("could", "must"), checks: CHECKS }), "told just now");
});

test("none is saved where none is compared with", () => {
  assert.ok(!maySave({ verdict: "ready", findings: [], checks: ["LIT103"] }));
});

test("the one that is seen is the one that the server counts", () => {
  const compared = [setting("Practice"), setting("Home")];
  assert.equal(seenSetting(compared, 1)?.name, "Home");
  for (const usual of [null, undefined, 2]) assert.equal(seenSetting(compared, usual), null);
  assert.equal(seenSetting([], 0), null, "the server has one of its own");
});

test("the first name that is free is offered, or that of the one that is seen", () => {
  const [practice, home, unnamed] = [setting("Practice"), setting("Home"), setting("")];
  assert.equal(offeredName([], null, WORDS), "Practice");
  assert.equal(offeredName([practice], null, WORDS), "Home");
  assert.equal(offeredName([home, practice], null, WORDS), "My setting");
  assert.equal(offeredName([home, practice, unnamed], null, WORDS), "");
  assert.equal(offeredName([practice, home], home, WORDS), "Home");
  assert.equal(offeredName([unnamed], unnamed, WORDS), nameOf(unnamed, WORDS));
  assert.equal(nameOf(unnamed, WORDS), "My setting");
});
