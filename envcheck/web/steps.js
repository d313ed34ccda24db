/** The steps of the check, in their order. */

export const STEPS = /** @type {const} */ (["devices", "look", "quiet", "unseen", "done"]);

/** @typedef {typeof STEPS[number]} Step */
