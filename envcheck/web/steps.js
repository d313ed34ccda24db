/** The screens of the check, in their order. */

export const STEPS = /** @type {const} */ (["welcome", "room", "ready"]);

/** @typedef {typeof STEPS[number]} Step */
