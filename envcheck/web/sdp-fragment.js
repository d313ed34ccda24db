/** Candidates that are sent after the offer (RFC 8840, section 9). */

export const MEDIA_TYPE = "application/trickle-ice-sdpfrag";

/**
 * What a description says of its candidates, all of them; empty where it has none.
 * @param {string} sdp everything is bundled, so that its first section speaks for all
 */
export function candidates(sdp) {
  const [session = "", first = ""] = sdp.split(/^(?=m=)/m);
  const lines = (/** @type {string} */ text, /** @type {RegExp} */ wanted) => text.split(/\r?\n/).filter((line) => wanted.test(line));
  const found = lines(first, /^a=candidate:/);
  if (!found.length) return "";
  const credentials = lines(session + first, /^a=ice-(ufrag|pwd):/);
  return [...credentials, ...lines(first, /^(m=|a=mid:)/), ...found, "a=end-of-candidates", ""].join("\r\n");
}
