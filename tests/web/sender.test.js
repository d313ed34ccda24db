/** What a sender's statistics come to, and when that is told. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Limits, limitation } from "../../envcheck/web/sender.js";

const video = (/** @type {object} */ more) => ({ type: "outbound-rtp", kind: "video", ...more });

test("the reason of the video counts, and no other entry", () => {
  const others = [{ type: "outbound-rtp", kind: "audio", qualityLimitationReason: "cpu" }, { type: "media-source", kind: "video" }];
  assert.equal(limitation([...others, video({ qualityLimitationReason: "bandwidth" })]), "bandwidth");
  assert.equal(limitation([...others, video({ qualityLimitationReason: "none" })]), "none");
  assert.equal(limitation(others), "none");
});

test("a browser that gives no reason limits nothing", () => {
  assert.equal(limitation([video({ frameWidth: 160, framesPerSecond: 2 })]), "none");
  assert.equal(limitation([]), "none");
});

test("a limitation is told at once, and its end once it has stayed away", () => {
  const limits = new Limits();
  assert.equal(limits.next("none", 0), null);
  assert.equal(limits.next("cpu", 1000), "cpu");
  limits.told = "cpu";
  assert.equal(limits.next("cpu", 2000), null);
  assert.equal(limits.next("none", 3000), null);
  assert.equal(limits.next("bandwidth", 4000), null);
  assert.equal(limits.next("cpu", 5000), null);
  assert.equal(limits.next("none", 9000), null);
  assert.equal(limits.next("none", 10_000), "none");
  limits.told = "none";
  assert.equal(limits.next("none", 11_000), null);
});

test("what could not be told is told again", () => {
  const limits = new Limits();
  assert.equal(limits.next("cpu", 0), "cpu");
  assert.equal(limits.next("cpu", 1000), "cpu");
  assert.equal(limits.next("none", 2000), null);
});
