/** `Link` headers (RFC 8288), and the STUN and TURN servers that they name. */

/** @typedef {Record<string, string>} Link its parameters by their names, `rel` among them, and its `target` */

const LINK = /<([^>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))*)/g;
const PARAMETER = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+))/g;

/**
 * @param {string} header several links, separated by commas
 * @returns {Link[]}
 */
export function links(header) {
  return [...header.matchAll(LINK)].map(([, target = "", text = ""]) => {
    /** @type {Link} */
    const link = { target };
    for (const [, name = "", quoted, token = ""] of text.matchAll(PARAMETER)) {
      link[name.toLowerCase()] ??= quoted?.replaceAll(/\\(.)/g, "$1") ?? token;
    }
    return link;
  });
}

/**
 * The servers as a peer connection is told of them (RFC 9725, section 4.6). Browsers know passwords alone.
 * @param {readonly Link[]} found
 * @returns {RTCIceServer[]}
 */
export function iceServers(found) {
  const servers = found.filter((link) => link.rel === "ice-server" && (link["credential-type"] ?? "password") === "password");
  return servers.map(({ target = "", username, credential }) => ({
    urls: target,
    ...(username && { username }),
    ...(credential && { credential }),
  }));
}
