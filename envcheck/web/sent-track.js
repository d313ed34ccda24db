/** A camera's track as it is sent: in its size, also where not all of it can be sent. */

const DEGRADATION_PREFERENCE = "maintain-resolution";

/** How often is looked whether the page around has muted or stopped its own: no event tells of either. */
const FOLLOW_MS = 200;

/** A copy that is sent in place of a track of the page around, so that a hint can be given to it and not to theirs. */
export class SentCopy {
  /** @param {MediaStreamTrack} original */
  constructor(original) {
    this.original = original;
    this.track = original.clone();
    this.track.contentHint = "detail";
    this.following = setInterval(() => this.#follow(), FOLLOW_MS);
    original.addEventListener("ended", this.#follow);
    this.#follow();
  }

  /** The copy holds a camera of its own, which stays on until it is stopped. */
  stop() {
    clearInterval(this.following);
    this.original.removeEventListener("ended", this.#follow);
    this.track.stop();
  }

  #follow = () => {
    if (this.original.readyState === "ended") this.stop();
    else if (this.track.enabled !== this.original.enabled) this.track.enabled = this.original.enabled;
  };
}

/**
 * Has a sender that cannot send all of a picture send it less often, and never smaller: by its size the camera is judged.
 * Where the browser knows no preference, a track of our own can at least be hinted at, and of another one a copy.
 * @param {RTCRtpSender} sender
 * @param {MediaStreamTrack} track that it sends
 * @param {boolean} owned
 * @returns {Promise<SentCopy | null>} what is sent in place of the track, if anything is
 */
export async function keepResolution(sender, track, owned) {
  const parameters = Object.assign(sender.getParameters(), { degradationPreference: DEGRADATION_PREFERENCE });
  await sender.setParameters(parameters).catch(() => undefined);
  if (sender.getParameters().degradationPreference === DEGRADATION_PREFERENCE || !("contentHint" in track)) return null;
  if (owned) {
    track.contentHint = "detail";
    return null;
  }
  const copy = new SentCopy(track);
  await sender.replaceTrack(copy.track);
  return copy;
}
