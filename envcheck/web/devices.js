/** Camera and microphone: opening them, or what there is of them, and naming them. */

import { Failure, deviceFailure } from "./failures.js";

/** @type {Devices} */
export const NO_DEVICES = Object.freeze({ camera: null, microphone: null });

/** Kinds of their tracks, as browsers name them. */
export const TRACKS = /** @type {const} */ ({ camera: "video", microphone: "audio" });

/**
 * @typedef {keyof typeof TRACKS} Kind
 * @typedef {{camera: string, microphone: string, speaker: string}} Chosen ids of devices; empty for the usual one
 * @typedef {{id: string, label: string}} Device as the browser names it to this page
 * @typedef {{camera: Device | null, microphone: Device | null}} Devices those in use
 * @typedef {import("./level.js").Level} Level
 *
 * @typedef {"microphone-refused" | "microphone-refused-by-system" | "microphone-blocked" | "microphone-none" |
 *   "microphone-in-use" | "microphone-gone" | "microphone-other" | "camera-in-use" | "camera-other" | "camera-back"} Notice
 *   what is otherwise than was asked for, and goes on all the same
 */

/** What stands for a microphone that was asked for in vain, by the code of its failure. */
const WITHOUT_SOUND = /** @type {Record<string, Notice>} */ ({
  refused: "microphone-refused",
  "refused-by-system": "microphone-refused-by-system",
  "none-found": "microphone-none",
});

/** @throws {Failure} this browser, or this page, cannot open a camera */
export function verifyBrowser() {
  if (!globalThis.isSecureContext) throw new Failure("insecure");
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.RTCPeerConnection) throw new Failure("too-old");
}

/**
 * False where the page around gives this frame no camera or no microphone, and nobody who sees it can change that.
 * @param {Kind} kind
 */
function isAllowedHere(kind) {
  const { permissionsPolicy, featurePolicy } = /** @type {any} */ (document);
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature?.(kind) ?? true;
}

/**
 * Opens camera and microphone; without a microphone the camera alone.
 * @param {Pick<Chosen, Kind>} chosen a device that is there no more stands for any
 * @returns {Promise<{stream: MediaStream, notices: Notice[]}>}
 * @throws {Failure}
 */
export async function openDevices(chosen) {
  verifyBrowser();
  if (!isAllowedHere("camera")) throw new Failure("blocked");
  const video = constraints("camera", chosen.camera);
  const audio = constraints("microphone", chosen.microphone);
  /** @type {Notice} */
  let missing = "microphone-blocked";
  if (isAllowedHere("microphone")) {
    try {
      return { stream: await openWhatThereIs({ video, audio }), notices: [] };
    } catch (error) {
      const failure = deviceFailure(error);
      if (failure.code === "refused" && !(await isCameraGiven())) throw failure;
      missing = WITHOUT_SOUND[failure.code] ?? "microphone-in-use";
    }
  }
  try {
    return { stream: await openWhatThereIs({ video }), notices: [missing] };
  } catch (error) {
    throw deviceFailure(error);
  }
}

/**
 * Opens one device, and no other in its place.
 * @param {Kind} kind
 * @param {string} id
 * @returns {Promise<MediaStreamTrack>}
 * @throws {Failure}
 */
export async function openDevice(kind, id) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [TRACKS[kind]]: constraints(kind, id) });
    const [track] = stream.getTracks();
    if (track) return track;
  } catch (error) {
    throw deviceFailure(error);
  }
  throw new Failure("none-found");
}

/**
 * Cameras, microphones or loudspeakers, by their names.
 * @param {MediaDeviceKind} kind
 */
export async function listDevices(kind) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === kind && device.deviceId);
}

/**
 * The devices that a stream comes from.
 * @param {MediaStream} stream
 * @returns {Devices}
 */
export function namedDevices(stream) {
  const named = (/** @type {MediaStreamTrack | undefined} */ track) =>
    track ? { id: track.getSettings().deviceId ?? "", label: track.label } : null;
  const live = stream.getTracks().filter(isLive);
  return {
    camera: named(live.find((track) => track.kind === "video")),
    microphone: named(live.find((track) => track.kind === "audio")),
  };
}

/** @param {MediaStreamTrack} track */
export const isLive = (track) => track.readyState === "live";

/**
 * The device of a list that is meant: browsers give one another id now and then, and keep its name.
 * @template {{deviceId: string, label: string}} D
 * @param {readonly D[]} list
 * @param {Device} device
 * @returns {D | undefined}
 */
export function findDevice(list, { id, label }) {
  return list.find((one) => one.deviceId === id) ?? (label ? list.find((one) => one.label === label) : undefined);
}

/**
 * @param {Kind} kind
 * @param {string} id
 * @returns {MediaTrackConstraints}
 */
function constraints(kind, id) {
  const one = id ? { deviceId: { exact: id } } : {};
  if (kind === "camera") return { ...one, width: { ideal: 1280 }, height: { ideal: 720 } };
  // what is judged is the room as it sounds, so nothing is taken out of it
  return { ...one, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
}

/**
 * Opens what is asked for, or, where a device is there no more, any in its place.
 * @param {{video: MediaTrackConstraints, audio?: MediaTrackConstraints}} asked
 */
async function openWhatThereIs({ video, audio }) {
  try {
    return await navigator.mediaDevices.getUserMedia(audio ? { video, audio } : { video });
  } catch (error) {
    if (/** @type {Error} */ (error)?.name !== "OverconstrainedError") throw error;
    const asked = audio ? { video: preferred(video), audio: preferred(audio) } : { video: preferred(video) };
    return navigator.mediaDevices.getUserMedia(asked);
  }
}

/**
 * @param {MediaTrackConstraints} given
 * @returns {MediaTrackConstraints}
 */
function preferred({ deviceId, ...rest }) {
  const id = /** @type {{exact?: string} | undefined} */ (deviceId)?.exact;
  return id ? { deviceId: { ideal: id }, ...rest } : rest;
}

/** False where the camera was refused as well, or nobody has answered; nobody is asked twice for what they turned down. */
async function isCameraGiven() {
  const [camera, microphone] = await Promise.all(["camera", "microphone"].map(async (kind) => (await permission(kind))?.state ?? ""));
  return camera === "granted" || (camera !== "denied" && ["denied", ""].includes(microphone ?? ""));
}

/**
 * What is answered by now, and whenever that changes; null where the browser does not tell.
 * @param {string} kind
 */
export async function permission(kind) {
  try {
    return await navigator.permissions.query({ name: /** @type {PermissionName} */ (kind) });
  } catch {
    return null;
  }
}
