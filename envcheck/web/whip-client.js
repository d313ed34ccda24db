/** A session with the server: WHIP (RFC 9725) out, messages in. */

import { FULL, USUAL, encoding, framerate, scaleDownBy } from "./encoding.js";
import { events } from "./events.js";
import { Failure, answerFailure } from "./failures.js";
import { iceServers, links } from "./links.js";
import { MEDIA_TYPE as FRAGMENT, candidates } from "./sdp-fragment.js";
import { keepResolution } from "./sent-track.js";
import { TIMINGS } from "./timings.js";

/**
 * @typedef {object} Target
 * @property {string} endpoint address of the WHIP endpoint
 * @property {string} token bearer token; empty where none is needed
 * @property {string} lang
 * @property {string} profile
 * @property {boolean} [guard] it goes on during a session, and tells who comes into view alone
 */

const GATHER_MS = 1500;
const EVENTS = "urn:envcheck:events";

/**
 * Has the browser find out which networks this machine has, before a session asks for them.
 *
 * Chromium tells a list only where it differs from the one before, at first from an empty one. A machine without any
 * network has an empty list, so whoever asks before it is there waits for ever, and nothing comes over loopback either.
 * For the same reason a session asks as soon as its peer is made (`iceCandidatePoolSize`): once Chromium knows whether
 * the page may have the list, it tells one that has come before that, and no empty one that comes later.
 */
export function findNetworks() {
  new RTCPeerConnection().close();
}

export class WhipSession {
  #lastEventId = "";
  /** @type {import("./sent-track.js").SentCopy | null} */
  #copy = null;

  /**
   * @param {RTCPeerConnection} peer
   * @param {string} url of the session
   * @param {string} eventsUrl
   * @param {string} token
   */
  constructor(peer, url, eventsUrl, token) {
    this.peer = peer;
    this.url = url;
    this.eventsUrl = eventsUrl;
    this.token = token;
    this.stopped = new AbortController();
    this.over = false; // the server has ended it, or knows it no longer
  }

  /**
   * Sends a stream to the server.
   * @param {MediaStream} stream
   * @param {Target} target
   * @param {boolean} owned the stream was opened for this alone, so that its tracks may be changed
   * @returns {Promise<WhipSession>}
   * @throws {Failure}
   */
  static async begin(stream, target, owned) {
    const peer = new RTCPeerConnection({ iceCandidatePoolSize: 1 });
    /** @type {import("./sent-track.js").SentCopy | null} */
    let copy = null;
    try {
      for (const track of stream.getTracks().filter((one) => one.readyState === "live")) {
        const { sender } = peer.addTransceiver(track, { direction: "sendonly", streams: [stream], ...encoding(track, target.guard) });
        if (track.kind === "video") copy = await keepResolution(sender, track, owned);
      }
      const offer = await peer.createOffer();
      const url = new URL(target.endpoint, document.baseURI);
      for (const name of /** @type {const} */ (["lang", "profile"])) {
        if (target[name]) url.searchParams.set(name, target[name]);
      }
      url.searchParams.set("rate", String(framerate(target.guard)));
      if (target.guard) url.searchParams.set("guard", "1");
      const answer = await request(url.href, target.token, {
        method: "POST",
        headers: { "Content-Type": "application/sdp" },
        body: offer.sdp ?? "",
      });
      const found = links(answer.headers.get("Link") ?? "");
      // addresses are gathered only now, through the servers that the answer names (RFC 9725, section 4.6)
      useServers(peer, iceServers(found));
      await peer.setLocalDescription(offer);
      await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
      const from = answer.url || url; // a redirect may have led elsewhere (RFC 9725, section 4.5)
      const sessionUrl = new URL(answer.headers.get("Location") ?? "", from).href;
      const feed = found.find((link) => link.rel === EVENTS)?.target ?? `${sessionUrl}/events`;
      const session = new WhipSession(peer, sessionUrl, new URL(feed, from).href, target.token);
      session.#copy = copy;
      session.#trickle(answer.headers.get("ETag") ?? "").catch(() => undefined); // else it finds us by where we come from
      return session;
    } catch (error) {
      copy?.stop();
      peer.close();
      throw error;
    }
  }

  /**
   * Tells the server the addresses that were found, once they are.
   * @param {string} etag of the session
   */
  async #trickle(etag) {
    await waitForCandidates(this.peer);
    const body = candidates(this.peer.localDescription?.sdp ?? "");
    const headers = { "Content-Type": FRAGMENT, "If-Match": etag };
    if (body) await request(this.url, this.token, { method: "PATCH", headers, body, signal: this.stopped.signal });
  }

  /**
   * All that the server tells, until the session ends or the connection breaks. Asked again, it goes on from there.
   * @returns {AsyncGenerator<import("./state.js").Message, void, void>}
   */
  async *messages() {
    /** @type {Record<string, string>} */
    const headers = this.#lastEventId ? { "Last-Event-ID": this.#lastEventId } : {};
    try {
      const answer = await request(this.eventsUrl, this.token, { headers, signal: this.stopped.signal });
      if (!answer.body) return;
      for await (const event of events(answer.body)) {
        const message = /** @type {import("./state.js").Message} */ (JSON.parse(event.data));
        this.#lastEventId = event.id;
        this.over ||= message.type === "end";
        yield message;
      }
    } catch (error) {
      if (error instanceof TypeError) throw new Failure("server-gone"); // the connection broke
      this.over ||= error instanceof Failure && error.status === 404;
      if (!this.over) throw error;
    }
  }

  /** Asks for three seconds of silence. */
  async quietTest() {
    await request(`${this.url}/quiet-test`, this.token, { method: "POST" });
  }

  /**
   * The report so far, dated by the reader's own clock.
   * @param {"application/json" | "text/html"} type
   * @param {readonly string[]} confirmed names of the attestations that are ticked
   */
  async report(type, confirmed = []) {
    const query = new URLSearchParams({ utc_offset: String(-new Date().getTimezoneOffset()) });
    if (confirmed.length) query.set("attest", confirmed.join(","));
    return request(`${this.url}/report?${query}`, this.token, { headers: { Accept: type } });
  }

  /** The setting as numbers. */
  async baseline() {
    return (await request(`${this.url}/baseline`, this.token, {})).text();
  }

  /**
   * Compares what is seen with settings that were saved before, in place of any others.
   * @param {readonly string[]} settings as `baseline` gave them
   */
  async compareWith(settings) {
    const headers = { "Content-Type": "application/json" };
    const body = `{"settings": [${settings.join(", ")}]}`;
    await request(`${this.url}/baseline`, this.token, { method: "PUT", headers, body });
  }

  /**
   * What the browser counts of the picture that is sent.
   * @returns {Promise<any[]>}
   */
  async stats() {
    return [...((await this.#sender?.getStats())?.values() ?? [])];
  }

  /**
   * Says what keeps the picture from being sent as it is meant to be.
   * @param {import("./sender.js").Reason} reason
   */
  async limit(reason) {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ quality_limitation_reason: reason });
    await request(`${this.url}/sender`, this.token, { method: "PUT", headers, body });
  }

  /** Sends the picture in full for a moment, or nearly so where it is huge, so that fine detail can be judged. */
  async boostResolution() {
    await this.#encode(FULL);
    await new Promise((resolve) => setTimeout(resolve, TIMINGS.detailMs));
    await this.#encode(USUAL);
  }

  /** Ends the session; the camera stays with whoever opened it. */
  stop() {
    this.stopped.abort();
    this.#copy?.stop();
    if (this.over) return this.peer.close();
    const headers = authorization(this.token);
    // first the session, then the way to it: a server that sees the way closed has ended the session already
    fetch(this.url, { method: "DELETE", keepalive: true, headers })
      .catch(() => undefined)
      .finally(() => this.peer.close());
  }

  get #sender() {
    return this.peer.getSenders().find((one) => one.track?.kind === "video");
  }

  /** @param {import("./encoding.js").Encoding} wanted */
  async #encode({ lines, bitrate }) {
    const sender = this.#sender;
    if (!sender?.track || sender.track.readyState !== "live") return;
    const parameters = sender.getParameters();
    const [first] = parameters.encodings;
    if (!first) return;
    first.scaleResolutionDownBy = scaleDownBy(sender.track, lines);
    first.maxBitrate = bitrate;
    await sender.setParameters(parameters).catch(() => undefined);
  }
}

/**
 * Has a peer know those servers; it does without where its browser takes none, or not these.
 * @param {RTCPeerConnection} peer
 * @param {RTCIceServer[]} servers
 */
function useServers(peer, servers) {
  try {
    if (servers.length) peer.setConfiguration({ ...peer.getConfiguration(), iceServers: servers });
  } catch (error) {
    console.warn("env-check: the server names STUN or TURN servers that cannot be used here", error);
  }
}

/**
 * Waits until the peer knows its own addresses, or long enough.
 * @param {RTCPeerConnection} peer
 */
async function waitForCandidates(peer) {
  if (peer.iceGatheringState === "complete") return;
  await new Promise((resolve) => {
    peer.addEventListener("icegatheringstatechange", () => peer.iceGatheringState === "complete" && resolve(null));
    setTimeout(resolve, GATHER_MS);
  });
}

/**
 * @param {string} token
 * @returns {Record<string, string>}
 */
function authorization(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/**
 * An answer that is a success.
 * @param {string} url
 * @param {string} token
 * @param {RequestInit} init
 * @throws {Failure}
 */
export async function request(url, token, init) {
  let answer;
  try {
    answer = await fetch(url, { ...init, headers: { ...authorization(token), ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure("server-gone");
  }
  if (!answer.ok) throw answerFailure(answer.status, answer.headers.get("Retry-After"));
  return answer;
}
