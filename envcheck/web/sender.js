/** What the sender's statistics say of it, so that no camera is blamed for a busy computer or a narrow connection. */

/** How long what was reported has to be away before something else is reported: it comes and goes by the second. */
const RECOVERED_MS = 5000;

/** Bits a second below which a face of 640x360 arrives in pieces, if at all; browsers send that size from 150,000 on. */
const NARROW_BITRATE = 100_000;

/** Share of the packets that are sent once more from which pictures stand still, waiting for what is lost. */
const LOSSY_SHARE = 0.1;

/** @typedef {"none" | "cpu" | "bandwidth" | "other"} Reason as the W3C's `RTCQualityLimitationReason` has it */

/** What limits one sender, and when that is worth telling. */
export class SenderLimits {
  /** @type {Reason} what the server knows */
  reported = "none";
  #lastSeenMs = 0;
  #packets = 0;
  #retransmitted = 0;

  /**
   * What keeps the video from arriving as it is meant to. Pictures that are made smaller on purpose, by
   * `scaleResolutionDownBy` and `maxFramerate`, are not limited by that; a browser that says nothing limits nothing.
   *
   * A sender that keeps the size of its pictures adapts nothing to a narrow way, and so gives no reason for it: what it
   * may send, and what it has to send again, tells.
   * @param {Iterable<any>} stats as `getStats()` gives them
   * @returns {Reason}
   */
  measure(stats) {
    const sent = [...stats].find((one) => one.type === "outbound-rtp" && one.kind === "video") ?? {};
    const { packetsSent = 0, retransmittedPacketsSent = 0, qualityLimitationReason: reason = "none" } = sent;
    const [packets, again] = [packetsSent - this.#packets, retransmittedPacketsSent - this.#retransmitted];
    [this.#packets, this.#retransmitted] = [packetsSent, retransmittedPacketsSent];
    const isNarrow = sent.targetBitrate < NARROW_BITRATE || (packets > 0 && again / packets >= LOSSY_SHARE);
    return reason === "none" && isNarrow ? "bandwidth" : reason;
  }

  /**
   * @param {Reason} reason what is found now
   * @param {number} now milliseconds
   * @returns {Reason | null} what to tell; null for nothing new
   */
  next(reason, now) {
    if (reason === this.reported) {
      this.#lastSeenMs = now;
      return null;
    }
    return this.reported === "none" || now - this.#lastSeenMs >= RECOVERED_MS ? reason : null;
  }
}

/**
 * The reason as somebody is told it: within one machine no connection is narrow, and what looks like it is a computer
 * that is busy, as the server has it too.
 * @param {Reason} reason
 * @param {string} url of the session
 * @returns {Reason}
 */
export function asSeen(reason, url) {
  const { hostname } = new URL(url);
  const isHere = ["localhost", "[::1]"].includes(hostname) || hostname.startsWith("127.");
  return reason === "bandwidth" && isHere ? "cpu" : reason;
}
