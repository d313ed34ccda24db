/** What the package offers to TypeScript without React. */

import type { Options as RoomCheckOptions, Outcome } from "@telehealth-envcheck/web/gate";

export type { Outcome, RoomCheckOptions };

/** Names of devices, as the browser tells them. */
export interface Devices {
  videoInput?: string;
  audioInput?: string;
  audioOutput?: string;
}

/** As much of Jitsi's options as is spoken of here; all others are handed on as they are. */
export interface CallOptions {
  roomName: string;
  parentNode?: HTMLElement | null;
  configOverwrite?: object;
  devices?: Devices;
  release?: string;
  [other: string]: unknown;
}

/** As much of Jitsi's API as is spoken of here, and whatever else it has. */
export interface JitsiApi {
  once(event: string, listener: (...told: any[]) => void): unknown;
  setVideoInputDevice(label: string, id: string): Promise<void>;
  setAudioInputDevice(label: string, id: string): Promise<void>;
  setAudioOutputDevice(label: string, id: string): Promise<void>;
  [other: string]: any;
}

export type ExternalApi = new (domain: string, options: object) => JitsiApi;

export interface Start {
  /** Of the Jitsi server, without scheme: `meet.clinic.example`. */
  domain: string;
  /** Those of `JitsiMeetExternalAPI`; they win over what the check says. */
  options: CallOptions;
  /** Those of `roomCheck`; without a container the check stands where the call will. */
  check: Omit<RoomCheckOptions, "container"> & Partial<Pick<RoomCheckOptions, "container">>;
}

/**
 * Checks the room, and opens the call whatever comes of it.
 * @throws {Error} Jitsi's own script cannot be loaded, at the beginning and after the check
 */
export function startJitsi(start: Start): Promise<{ api: JitsiApi; outcome: Outcome }>;
