/** What of a description is told of candidates. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates } from "../../envcheck/web/sdp-fragment.js";

const lines = (/** @type {string[]} */ ...text) => [...text, ""].join("\r\n");
const HOST = "a=candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host";
const OTHER = "a=candidate:2 1 udp 1686052607 198.51.100.1 50001 typ srflx raddr 0.0.0.0 rport 0";

test("the first section speaks for all, with its credentials in front", () => {
  const sdp = lines(
    "v=0", "m=audio 50000 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 192.0.2.1", HOST, OTHER, "a=ice-ufrag:u", "a=ice-pwd:p",
    "a=mid:0", "m=video 9 UDP/TLS/RTP/SAVPF 96", "a=ice-ufrag:u", "a=ice-pwd:p", "a=mid:1", HOST,
  );
  assert.equal(candidates(sdp), lines(
    "a=ice-ufrag:u", "a=ice-pwd:p", "m=audio 50000 UDP/TLS/RTP/SAVPF 111", "a=mid:0", HOST, OTHER, "a=end-of-candidates",
  ));
});

test("credentials of the whole session count as well", () => {
  const sdp = lines("v=0", "a=ice-ufrag:u", "a=ice-pwd:p", "m=video 9 X 96", "a=mid:0", HOST);
  assert.match(candidates(sdp), /^a=ice-ufrag:u\r\na=ice-pwd:p\r\nm=video/);
});

test("nothing is told where there is none", () => {
  assert.equal(candidates(lines("v=0", "m=video 9 X 96", "a=mid:0", "a=ice-ufrag:u")), "");
  assert.equal(candidates(""), "");
});
