/** What `Link` headers name. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { iceServers, links } from "../../envcheck/web/links.js";

const EVENTS = "urn:envcheck:events";

test("a link has its target and its relation", () => {
  assert.deepEqual(links(`</s/events>; rel="${EVENTS}"`), [{ target: "/s/events", rel: EVENTS }]);
});

test("several links of one header are told apart", () => {
  const header = `<stun:stun.test>; rel="ice-server", </events>; rel="${EVENTS}", </other>; rel=next`;
  assert.deepEqual(links(header).map(({ target, rel }) => [target, rel]), [
    ["stun:stun.test", "ice-server"], ["/events", EVENTS], ["/other", "next"],
  ]);
});

test("a link may hold commas, and parameters before its relation", () => {
  const header = '<turn:a.test?transport=udp>; username="a,b"; credential="c;d"; rel="ice-server", </e,f>; rel="next"';
  assert.deepEqual(links(header), [
    { target: "turn:a.test?transport=udp", username: "a,b", credential: "c;d", rel: "ice-server" },
    { target: "/e,f", rel: "next" },
  ]);
});

test("what is quoted may hold quotes and backslashes, names are of any case, and the first of two counts", () => {
  assert.deepEqual(links(String.raw`</a>; REL="a\"b\\c"; rel="d"`), [{ target: "/a", rel: String.raw`a"b\c` }]);
});

test("a header without links holds none", () => {
  assert.deepEqual(links(""), []);
  assert.deepEqual(links("</lonely>"), [{ target: "/lonely" }]);
});

test("STUN and TURN servers are given as a peer connection takes them", () => {
  const turn = '<turn:relay.test?transport=tcp>; rel="ice-server"; username="u"; credential="c"; credential-type="password"';
  const header = `<stun:stun.test>; rel="ice-server", ${turn}, </events>; rel="${EVENTS}"`;
  assert.deepEqual(iceServers(links(header)), [
    { urls: "stun:stun.test" }, { urls: "turn:relay.test?transport=tcp", username: "u", credential: "c" },
  ]);
});

test("a server that asks for another credential than a password is passed over", () => {
  assert.deepEqual(iceServers(links('<turn:a.test>; rel="ice-server"; credential-type="oauth"')), []);
});
