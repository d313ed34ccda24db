/** Jitsi's own script, `external_api.js`, which comes from the server of the call. */

/** Where Jitsi as a service lives: each customer has a script of their own there, by the first part of the room's name. */
const SERVICE = /(^|\.)8x8\.vc$/;

/**
 * Loads the script where the page does not have it yet.
 * @param {string} domain of the Jitsi server, without scheme
 * @param {{roomName?: string, release?: string}} options those of the call
 * @returns {Promise<import("./index.d.ts").ExternalApi>} its class
 * @throws {Error} the script cannot be loaded
 */
export function loadExternalApi(domain, options) {
  const there = known();
  return there ? Promise.resolve(there) : load(scriptAddress(domain, options));
}

/**
 * @param {string} domain
 * @param {{roomName?: string, release?: string}} options
 */
export function scriptAddress(domain, { roomName = "", release }) {
  const customer = SERVICE.test(domain) && roomName.includes("/") ? `${roomName.split("/")[0]}/` : "";
  const wanted = release ? `?release=${encodeURIComponent(release)}` : "";
  return `https://${domain}/${customer}external_api.js${wanted}`;
}

/** @returns {import("./index.d.ts").ExternalApi | undefined} */
const known = () => /** @type {any} */ (window).JitsiMeetExternalAPI;

/**
 * @param {string} address
 * @returns {Promise<import("./index.d.ts").ExternalApi>}
 */
function load(address) {
  const script = Object.assign(document.createElement("script"), { async: true, src: address });
  return new Promise((resolve, reject) => {
    const fail = () => {
      script.remove();
      reject(new Error(`Jitsi's script cannot be loaded: ${address}`));
    };
    script.onerror = fail;
    script.onload = () => {
      const found = known();
      if (found) resolve(found);
      else fail();
    };
    document.head.append(script);
  });
}
