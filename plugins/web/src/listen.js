/** What the agent in a LiveKit lobby tells: for apps whose media go through LiveKit, and that show the messages themselves. */

/**
 * What is used of a `Room` of `livekit-client`.
 * @typedef {object} Room
 * @property {(topic: string, callback: (reader: Reader, from: {identity: string}) => void) => void} registerTextStreamHandler
 * @property {(topic: string) => void} unregisterTextStreamHandler
 * @property {{sendText: (text: string, options: {topic: string, destinationIdentities: string[]}) => Promise<unknown>}} localParticipant
 *
 * @typedef {{readAll: () => Promise<string>}} Reader
 * @typedef {import("./messages.d.ts").LiveMessage} Message
 *
 * @typedef {object} Answer
 * @property {"looking" | "unavailable"} how unavailable where nobody has answered in time: the room goes on without
 * @property {(what: "stop" | "quiet-test") => Promise<void>} ask asks the agent; nothing comes of it where there is none
 * @property {() => void} close listens no longer
 */

const WITHIN_MS = 5000;

/**
 * Listens to the agent; called before the room is connected, and never waited for by whoever joins.
 * @param {Room} room
 * @param {{onMessage?: (message: Message) => void, withinMs?: number, topic?: string}} [options] how long it may take
 *   until the agent says hello, in milliseconds
 * @returns {Promise<Answer>} it is never rejected
 */
export function listen(room, { onMessage, withinMs = WITHIN_MS, topic = "envcheck" } = {}) {
  return new Promise((resolve) => {
    let agent = "";
    const close = () => room.unregisterTextStreamHandler(topic);
    const ask = async (/** @type {string} */ type) => {
      const sent = { topic, destinationIdentities: [agent] };
      if (agent) await room.localParticipant.sendText(JSON.stringify({ type }), sent).catch(() => undefined);
    };
    const waiting = setTimeout(() => {
      close();
      resolve({ how: "unavailable", ask, close });
    }, withinMs);
    try {
      room.registerTextStreamHandler(topic, async (reader, { identity }) => {
        const message = await read(reader);
        if (!message || (agent && identity !== agent) || (!agent && message.type !== "hello")) return;
        if (!agent) clearTimeout(waiting);
        agent = identity;
        resolve({ how: "looking", ask, close });
        onMessage?.(message);
      });
    } catch {
      clearTimeout(waiting); // somebody else listens to that topic
      resolve({ how: "unavailable", ask, close: () => undefined });
    }
  });
}

/**
 * @param {Reader} reader
 * @returns {Promise<Message | null>} null where it is none, or breaks off
 */
async function read(reader) {
  try {
    const message = JSON.parse(await reader.readAll());
    return typeof message?.type === "string" ? message : null;
  } catch {
    return null;
  }
}
