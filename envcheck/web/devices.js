/** Camera and microphone: opening them, naming them, and hearing how loud it is. */

import { Failure, deviceFailure } from "./failures.js";

/** @type {Devices} */
export const NO_DEVICES = Object.freeze({ camera: null, microphone: null });

/**
 * @typedef {{camera: string, microphone: string}} Chosen ids of devices; empty for the usual one
 * @typedef {{id: string, label: string}} Device as the browser names it to this page
 * @typedef {{camera: Device | null, microphone: Device | null}} Devices those in use
 */

/** @throws {Failure} this browser, or this page, cannot open a camera */
export function verifyBrowser() {
  if (!globalThis.isSecureContext) throw new Failure("insecure");
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.RTCPeerConnection) throw new Failure("too-old");
}

/**
 * Opens camera and microphone; without a microphone the camera alone.
 * @param {Chosen} chosen
 * @returns {Promise<MediaStream>}
 * @throws {Failure}
 */
export async function openDevices(chosen) {
  verifyBrowser();
  const video = {
    ...(chosen.camera ? { deviceId: { exact: chosen.camera } } : {}),
    width: { ideal: 1280 },
    height: { ideal: 720 },
  };
  // what is judged is the room as it sounds, so nothing is taken out of it
  const audio = {
    ...(chosen.microphone ? { deviceId: { exact: chosen.microphone } } : {}),
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio });
  } catch (error) {
    const failure = deviceFailure(error);
    if (failure.code === "refused") throw failure;
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video });
  } catch (error) {
    throw deviceFailure(error);
  }
}

/**
 * Cameras or microphones, by their names.
 * @param {"videoinput" | "audioinput"} kind
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
  return { camera: named(stream.getVideoTracks()[0]), microphone: named(stream.getAudioTracks()[0]) };
}

/** Tells how loud a microphone is, as somebody would draw it. */
export class Level {
  /** @param {MediaStream} stream */
  constructor(stream) {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
  }

  /** False where the browser plays no sound, and so measures none; the server hears it all the same. */
  get runs() {
    return this.context.state === "running";
  }

  /** From 0 (-60 dB of full scale and below) to 1. */
  now() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60));
  }

  close() {
    this.context.close().catch(() => undefined);
  }
}
