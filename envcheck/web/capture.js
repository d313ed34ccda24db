/** The camera and microphone that are looked at: opened here, or given by the page around. */

import { loadDevices, saveDevices } from "./device-store.js";
import {
  NO_DEVICES, TRACKS, findDevice, isLive, listDevices, namedDevices, openDevice, openDevices, permission,
  verifyBrowser,
} from "./devices.js";
import { Failure } from "./failures.js";
import { Level } from "./level.js";
import { listSpeakers } from "./speaker.js";
import { findNetworks } from "./whip-client.js";

/**
 * @typedef {import("./devices.js").Kind} Kind
 * @typedef {import("./devices.js").Notice} Notice
 *
 * @typedef {object} Watcher
 * @property {(kind: Kind) => void} onLost a camera or microphone that is looked at has gone away
 * @property {() => void} onChange what is known of devices is otherwise by now
 */

/** @type {Notice} */
const REFUSED = "microphone-refused";

/** After these nothing is offered: what cannot be opened now would not open then. */
const UNOFFERED = [REFUSED, "microphone-refused-by-system", "microphone-blocked", "microphone-in-use"];

export class Capture {
  /** @type {MediaStream | null} */
  stream = null;
  /** @type {import("./devices.js").Chosen} what is opened next */
  chosen = { camera: "", microphone: "", speaker: "" };
  /** those in use, or used last */
  devices = NO_DEVICES;
  /** @type {MediaDeviceInfo[]} */
  cameras = [];
  /** @type {MediaDeviceInfo[]} */
  microphones = [];
  /** @type {MediaDeviceInfo[]} none where the browser does not let a page choose */
  speakers = [];
  /** @type {readonly Notice[]} what is otherwise than was asked for */
  notices = [];
  /** @type {{kind: Kind, id: string, label: string} | null} one that somebody uses, and that is there but not in use */
  offer = null;
  /** @type {Level | null} */
  level = null;
  /** @type {MediaStream | null} */
  #given = null;
  /** what somebody uses, as this browser remembers it */
  #usual = /** @type {import("./device-store.js").Remembered} */ ({ camera: null, microphone: null, speaker: null });
  #refresh = () => void this.refresh();

  /** @param {Watcher} watcher */
  constructor(watcher) {
    this.watcher = watcher;
  }

  /** Whether the page around has given what is looked at. */
  isGiven() {
    return this.#given !== null;
  }

  /**
   * Whether a stream was opened here.
   * @param {MediaStream} stream
   */
  isOwned(stream) {
    return stream !== this.#given;
  }

  /** @param {MediaStream | null} stream taken in place of whatever is there, and left open; null for one opened here */
  give(stream) {
    this.release();
    this.stream = this.#given = stream;
  }

  /**
   * The stream that is there, or one that is opened now. It is held, or discarded, by who asks.
   * @returns {Promise<MediaStream>}
   * @throws {Failure}
   */
  async open() {
    verifyBrowser();
    findNetworks();
    if (this.stream && isUsable(this.stream)) return this.stream;
    this.stream = this.#given = null;
    await this.#recall();
    const { stream, notices } = await openDevices(this.chosen);
    this.notices = notices;
    return stream;
  }

  /** @param {MediaStream} stream is looked at from now on */
  async hold(stream) {
    this.level?.close();
    const kept = stream.getTracks();
    if (this.stream && this.isOwned(this.stream)) stopAll(this.stream.getTracks().filter((track) => !kept.includes(track)));
    this.stream = stream;
    this.devices = namedDevices(stream);
    this.level = stream.getAudioTracks().some(isLive) ? new Level(stream) : null;
    for (const track of kept) {
      track.addEventListener("ended", () => stream === this.stream && this.#lose(track));
    }
    navigator.mediaDevices.addEventListener("devicechange", this.#refresh);
    await this.refresh();
    if (this.isOwned(stream)) this.#noteOthers();
    if (this.notices.includes(REFUSED)) this.#awaitMicrophone();
  }

  /** Offers a microphone that was refused once it is allowed after all. */
  async #awaitMicrophone() {
    const status = await permission("microphone");
    const onChange = () => {
      if (status?.state !== "granted") return;
      status.removeEventListener("change", onChange);
      this.notices = this.notices.filter((one) => one !== REFUSED);
      this.refresh();
    };
    status?.addEventListener("change", onChange);
  }

  /** Reads anew which devices there are. */
  async refresh() {
    const lists = [listDevices("videoinput"), listDevices("audioinput"), listSpeakers()];
    [this.cameras = [], this.microphones = [], this.speakers = []] = await Promise.all(lists);
    this.offer = this.stream && this.isOwned(this.stream) ? (this.#offered("camera") ?? this.#offered("microphone")) : null;
    this.watcher.onChange();
  }

  /**
   * Has a device be the one that somebody uses; it is looked through once it is opened.
   * @param {keyof import("./devices.js").Chosen} kind
   * @param {string} id
   */
  choose(kind, id) {
    this.chosen = { ...this.chosen, [kind]: id };
    const lists = { camera: this.cameras, microphone: this.microphones, speaker: this.speakers };
    const one = lists[kind].find((device) => device.deviceId === id);
    if (one) this.#keep({ [kind]: { id, label: one.label } });
    this.notices = this.notices.filter((notice) => !notice.startsWith(kind));
    this.offer = null;
  }

  /**
   * The stream with the chosen device of a kind in place of the one in it, which goes on until then where it can. Where
   * the chosen one cannot be opened, the one before stays.
   * @param {Kind} kind
   * @returns {Promise<MediaStream | null>} another stream, to be held or discarded; null where nothing has changed
   * @throws {Failure} neither can be opened any more
   */
  async exchange(kind) {
    const { stream } = this;
    const [id, before] = [this.chosen[kind], this.devices[kind]];
    if (!stream || before?.id === id) return null;
    const tracks = stream.getTracks().filter(isLive);
    const old = tracks.find((track) => track.kind === TRACKS[kind]);
    const others = tracks.filter((track) => track !== old);
    const track = await openDevice(kind, id).catch((error) => this.#openAlone(error, kind, old));
    return track && new MediaStream([track, ...others]);
  }

  /**
   * Opens the chosen device where no other of its kind may be open at the same time, as on many phones.
   * @param {Failure} error
   * @param {Kind} kind
   * @param {MediaStreamTrack | undefined} old
   * @returns {Promise<MediaStreamTrack | null>} null where the one before stays
   */
  async #openAlone(error, kind, old) {
    const before = this.devices[kind];
    const isBusy = error.code === "in-use";
    if (isBusy) {
      old?.stop();
      const track = await openDevice(kind, this.chosen[kind]).catch(() => null);
      if (track) return track;
    }
    this.chosen = { ...this.chosen, [kind]: before?.id ?? "" };
    this.note(kind === "camera" ? "camera-in-use" : error.code === "refused" ? "microphone-refused" : "microphone-in-use");
    return isBusy && before ? openDevice(kind, before.id) : null;
  }

  /** Keeps the devices in use as those that somebody uses. */
  remember() {
    if (!this.isGiven()) this.#keep(this.devices);
  }

  /** @param {Notice} notice that was read */
  dismiss(notice) {
    this.notices = this.notices.filter((one) => one !== notice);
    this.watcher.onChange();
  }

  /** @param {MediaStream} stream closed where it was opened here */
  discard(stream) {
    const mine = this.stream === stream ? [] : (this.stream?.getTracks() ?? []);
    if (this.isOwned(stream)) stopAll(stream.getTracks().filter((track) => !mine.includes(track)));
    return false;
  }

  /** Neither hears any longer nor, where it was opened here, holds the camera. */
  release() {
    globalThis.navigator?.mediaDevices?.removeEventListener("devicechange", this.#refresh);
    this.level?.close();
    this.level = this.offer = null;
    if (this.stream) this.discard(this.stream);
    this.stream = this.#given;
  }

  /** Has those be opened that were used last time, unless others were chosen since. */
  async #recall() {
    this.#usual = loadDevices();
    await this.refresh();
    const lists = { camera: this.cameras, microphone: this.microphones, speaker: this.speakers };
    const chosen = { ...this.chosen };
    for (const kind of /** @type {const} */ (["camera", "microphone", "speaker"])) {
      const usual = this.#usual[kind];
      if (usual) chosen[kind] ||= findDevice(lists[kind], usual)?.deviceId ?? usual.id;
    }
    this.chosen = chosen;
  }

  /** @param {Partial<import("./device-store.js").Remembered>} devices */
  #keep(devices) {
    saveDevices(devices);
    this.#usual = { ...this.#usual, ...devices };
  }

  /** Says where another device than the usual one is looked through; the first that is ever used is the usual one. */
  #noteOthers() {
    for (const kind of /** @type {const} */ (["camera", "microphone"])) {
      const [usual, used] = [this.#usual[kind], this.devices[kind]];
      if (!usual && used) this.#keep({ [kind]: used });
      if (!usual || !used || isSame(usual, used) || this.offer?.kind === kind) continue;
      this.note(`${kind}-other`);
      this.chosen = { ...this.chosen, [kind]: used.id };
    }
    this.watcher.onChange();
  }

  /**
   * A device that is not in use and that somebody would rather use, or any where there is none.
   * @param {Kind} kind
   */
  #offered(kind) {
    const [usual, used] = [this.#usual[kind], this.devices[kind]];
    const list = kind === "camera" ? this.cameras : this.microphones;
    if (used && (!usual || isSame(usual, used))) return null;
    if (!used && this.notices.some((notice) => UNOFFERED.includes(notice))) return null;
    const found = (usual && findDevice(list, usual)) ?? (used ? null : list[0]);
    return found ? { kind, id: found.deviceId, label: found.label } : null;
  }

  /** @param {MediaStreamTrack} track that has gone away */
  #lose(track) {
    if (track.kind === "video") return this.watcher.onLost("camera");
    this.level?.close();
    this.level = null;
    this.devices = { ...this.devices, microphone: null };
    this.note("microphone-gone");
    this.watcher.onLost("microphone");
    this.refresh();
  }

  /** @param {Notice} notice */
  note(notice) {
    this.notices = [...this.notices.filter((one) => one !== notice), notice];
    this.watcher.onChange();
  }
}

/**
 * @param {import("./devices.js").Device} one
 * @param {import("./devices.js").Device} other
 */
const isSame = (one, other) => one.id === other.id || (one.label !== "" && one.label === other.label);

/** @param {MediaStream} stream a microphone that went away is done without */
const isUsable = (stream) => stream.getTracks().every(isLive) || stream.getVideoTracks().some(isLive);

/** @param {MediaStreamTrack[]} tracks */
const stopAll = (tracks) => tracks.forEach((track) => track.stop());
