/** Server-sent events, as they come over the wire: in any chunks, with beats between. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { events, parseEvent } from "../../envcheck/web/events.js";

const FINDING = 'id: 3\nevent: finding\ndata: {"text": "Wärme – 暖"}\n\n';

/**
 * @param {(string | Uint8Array)[]} chunks
 * @param {() => void} [cancelled]
 */
function streamed(chunks, cancelled) {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    },
    cancel: cancelled,
  });
}

/** @param {(string | Uint8Array)[]} chunks */
async function read(...chunks) {
  const found = [];
  for await (const event of events(streamed(chunks))) found.push(event);
  return found;
}

const EXPECTED = [{ id: "3", event: "finding", data: '{"text": "Wärme – 暖"}' }];

test("an event is read with its number, its kind and its data", async () => {
  assert.deepEqual(await read(FINDING), EXPECTED);
});

test("several events of one chunk come in their order", async () => {
  const told = await read("data: 1\n\ndata: 2\n\n", "data: 3\n\n");
  assert.deepEqual(told.map((event) => event.data), ["1", "2", "3"]);
});

test("an event may be cut at any byte, in the middle of a letter, too", async () => {
  const bytes = new TextEncoder().encode(FINDING);
  for (let place = 1; place < bytes.length; place += 1) {
    assert.deepEqual(await read(bytes.slice(0, place), bytes.slice(place)), EXPECTED, `cut at ${place}`);
  }
});

test("an event may come byte by byte", async () => {
  const bytes = new TextEncoder().encode(FINDING);
  assert.deepEqual(await read(...[...bytes].map((byte) => new Uint8Array([byte]))), EXPECTED);
});

test("lines may end with a carriage return and a line feed, wherever they are cut", async () => {
  const bytes = new TextEncoder().encode(FINDING.replaceAll("\n", "\r\n"));
  assert.deepEqual(await read(bytes), EXPECTED);
  for (let place = 1; place < bytes.length; place += 1) {
    assert.deepEqual(await read(bytes.slice(0, place), bytes.slice(place)), EXPECTED, `cut at ${place}`);
  }
});

test("beats and comments are passed over", async () => {
  const told = await read(": beat\n\n", FINDING, ":\n\n", ": beat\n\n: beat\n\n");
  assert.deepEqual(told, EXPECTED);
});

test("a block that the stream ends in the middle of is dropped", async () => {
  assert.deepEqual(await read(FINDING, "event: verdict\ndata: {}"), EXPECTED);
});

test("data on several lines are one text, and one space after the colon is no part of it", () => {
  assert.deepEqual(parseEvent("data: one\ndata:two\ndata:  three"), { id: "", event: "message", data: "one\ntwo\n three" });
});

test("a value may hold colons", () => {
  assert.equal(parseEvent('data: {"a": "b:c"}')?.data, '{"a": "b:c"}');
});

test("what holds no data is no event", () => {
  for (const block of ["", ": beat", "retry: 15", "event: verdict", "id: 4\nevent: hello"]) {
    assert.equal(parseEvent(block), null, block);
  }
});

test("a reader that has enough lets the stream go", async () => {
  const cancelled = new Promise((done) => {
    const stream = streamed([FINDING, FINDING, FINDING], () => done(true));
    (async () => {
      for await (const event of events(stream)) if (event) break;
    })();
  });
  assert.equal(await cancelled, true);
});
