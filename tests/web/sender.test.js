/** What a sender's statistics come to, and when that is reported. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { SenderLimits, asSeen } from "../../envcheck/web/sender.js";

const limitation = (/** @type {any[]} */ stats) => new SenderLimits().measure(stats);
const video = (/** @type {object} */ more) => ({ type: "outbound-rtp", kind: "video", ...more });

test("the reason of the video counts, and no other entry", () => {
  const others = [{ type: "outbound-rtp", kind: "audio", qualityLimitationReason: "cpu" }, { type: "media-source", kind: "video" }];
  assert.equal(limitation([...others, video({ qualityLimitationReason: "bandwidth" })]), "bandwidth");
  assert.equal(limitation([...others, video({ qualityLimitationReason: "none" })]), "none");
  assert.equal(limitation(others), "none");
});

test("a way that carries little limits, whatever the reason that is given", () => {
  assert.equal(limitation([video({ qualityLimitationReason: "none", targetBitrate: 250_000 })]), "none");
  assert.equal(limitation([video({ qualityLimitationReason: "none", targetBitrate: 30_000 })]), "bandwidth");
  assert.equal(limitation([video({ targetBitrate: 30_000 })]), "bandwidth");
  assert.equal(limitation([video({ qualityLimitationReason: "cpu", targetBitrate: 30_000 })]), "cpu");
});

test("a way that loses much limits as long as it does", () => {
  const limits = new SenderLimits();
  const counted = (/** @type {number} */ packetsSent, /** @type {number} */ retransmittedPacketsSent) =>
    limits.measure([video({ packetsSent, retransmittedPacketsSent })]);
  assert.equal(counted(100, 2), "none");
  assert.equal(counted(200, 30), "bandwidth");
  assert.equal(counted(300, 31), "none");
  assert.equal(counted(300, 31), "none");
});

test("a browser that gives no reason limits nothing", () => {
  assert.equal(limitation([video({ frameWidth: 160, framesPerSecond: 2 })]), "none");
  assert.equal(limitation([]), "none");
});

test("a limitation is reported at once, and its end once it has stayed away", () => {
  const limits = new SenderLimits();
  assert.equal(limits.next("none", 0), null);
  assert.equal(limits.next("cpu", 1000), "cpu");
  limits.reported = "cpu";
  assert.equal(limits.next("cpu", 2000), null);
  assert.equal(limits.next("none", 3000), null);
  assert.equal(limits.next("bandwidth", 4000), null);
  assert.equal(limits.next("cpu", 5000), null);
  assert.equal(limits.next("none", 9000), null);
  assert.equal(limits.next("none", 10_000), "none");
  limits.reported = "none";
  assert.equal(limits.next("none", 11_000), null);
});

test("what could not be reported is reported again", () => {
  const limits = new SenderLimits();
  assert.equal(limits.next("cpu", 0), "cpu");
  assert.equal(limits.next("cpu", 1000), "cpu");
  assert.equal(limits.next("none", 2000), null);
});

test("within one machine no connection is narrow", () => {
  for (const host of ["localhost:8000", "127.0.0.1", "[::1]:8000"]) {
    assert.equal(asSeen("bandwidth", `http://${host}/whip/sessions/1`), "cpu");
    assert.equal(asSeen("none", `http://${host}/whip/sessions/1`), "none");
  }
  assert.equal(asSeen("bandwidth", "https://check.example.org/whip/sessions/1"), "bandwidth");
});
