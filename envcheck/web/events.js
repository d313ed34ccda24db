/** Server-sent events read from a fetched stream, since `EventSource` sends no token. */

/**
 * @typedef {object} ServerEvent
 * @property {string} id
 * @property {string} event
 * @property {string} data
 */

/**
 * One block of an event stream (HTML Standard, section 9.2.6); null where it holds no data, as a beat does.
 * @param {string} block lines without the empty one that ends them
 * @returns {ServerEvent | null}
 */
export function parseEvent(block) {
  const found = { id: "", event: "message", data: /** @type {string[]} */ ([]) };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, "");
    const name = line.slice(0, colon);
    if (name === "data") found.data.push(value);
    else if (name === "event") found.event = value;
    else if (name === "id") found.id = value;
  }
  return found.data.length ? { ...found, data: found.data.join("\n") } : null;
}

/**
 * All events of a stream, until it ends.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncGenerator<ServerEvent, void, void>}
 */
export async function* events(stream) {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      waiting = (waiting + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
      const blocks = waiting.split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
