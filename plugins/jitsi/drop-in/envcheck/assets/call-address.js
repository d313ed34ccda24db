/** The address of the call that a check leads on to. */

/** Below it lies the check of every room: `/check/ROOM` of `/ROOM`. */
const BELOW = "/check/";

/** Under this name a room is remembered whose check has just been done, for `custom-config.js` in the same tab. */
export const CHECKED = "envcheck-checked";

/** Keys of Jitsi's address by which its own page before the call is turned on or off. */
const PREJOIN = ["config.prejoinConfig.enabled", "config.prejoinConfig", "config.prejoinPageEnabled"];

/**
 * The room of a check's address, with what else is said there for the call, such as a token of Jitsi's.
 * @param {string} checked address of the page of the check
 */
export function callOf(checked) {
  const { origin, pathname, search, hash } = new URL(checked);
  const room = pathname.slice(BELOW.length).replace(/^[/\\]+/, ""); // "//elsewhere" would be another server
  return new URL(`/${room}${search}${hash}`, origin);
}

/**
 * Where the call is opened. Jitsi's own page before the call is asked for where the check was not done. It is not
 * turned off here: by an address alone Jitsi then begins without camera and microphone, so that no link of a stranger
 * opens them (`functions.any.ts`, `setConfigFromURLParams`, commit 000c370); `custom-config.js` does it instead.
 * @param {URL} call
 * @param {{devices?: Record<string, string>}} options those for Jitsi, by the names of devices
 * @param {boolean} isChecked
 */
export function callAddress(call, { devices = {} }, isChecked) {
  const said = call.hash.slice(1).split("&").filter(Boolean);
  const keys = said.map((part) => part.split("=")[0] ?? "");
  const named = Object.entries(devices).filter(([, name]) => name);
  /** @type {[string, unknown][]} */
  const wanted = named.map(([kind, name]) => [`devices.${kind}`, name]);
  if (!isChecked && !keys.some((key) => PREJOIN.includes(key))) wanted.push(["config.prejoinConfig.enabled", true]);
  const ours = wanted.filter(([key]) => !keys.includes(key)).map(([key, value]) => `${key}=${quoted(value)}`);
  const address = new URL(call);
  address.hash = [...said, ...ours].join("&");
  return address.href;
}

/**
 * A value as Jitsi reads it from its address. Whatever is not plain ASCII is spelled by its number: Jitsi takes
 * typographic quotes for plain ones, and `Anna’s iPhone` would be no device.
 * @param {unknown} value
 */
function quoted(value) {
  const spelled = (/** @type {string} */ sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return encodeURIComponent(JSON.stringify(value).replace(/[^\x20-\x7e]|&/g, spelled));
}
