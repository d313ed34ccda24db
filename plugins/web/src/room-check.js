/** The room check in React: in place of the call, until there is an outcome. */

import { createElement, useCallback, useEffect, useRef, useState } from "react";

import { roomCheck } from "./gate.js";

/**
 * @typedef {import("./gate.js").Outcome} Outcome
 * @typedef {Omit<import("./gate.js").Options, "container" | "signal">} Options read when it is mounted; another `key`
 *   begins anew
 * @typedef {Options & {onDone: (outcome: Outcome) => void, className?: string}} Props
 */

/**
 * Shows the check; nothing is rendered anew while it looks.
 * @param {Props} props `onDone` is called once, and not where it is unmounted before
 */
export function RoomCheck({ onDone, className, ...options }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const latest = useRef({ onDone, options });
  useEffect(() => {
    latest.current = { onDone, options };
  });
  useEffect(() => {
    const left = new AbortController();
    const asked = { ...latest.current.options, container: place.current, signal: left.signal };
    roomCheck(asked).then((outcome) => left.signal.aborted || latest.current.onDone(outcome));
    return () => left.abort();
  }, []);
  return createElement("div", { ref: place, className });
}

/**
 * The check to show, and once it is over its outcome: `check ?? <Call devices={outcome.devices} />`.
 * @param {Options & {className?: string}} options
 * @returns {{check: import("react").ReactElement, outcome: null, again: () => void}
 *   | {check: null, outcome: Outcome, again: () => void}} `again` shows it once more
 */
export function useRoomCheck(options) {
  const [outcome, onDone] = useState(/** @type {Outcome | null} */ (null));
  const again = useCallback(() => onDone(null), []);
  if (outcome) return { check: null, outcome, again };
  return { check: createElement(RoomCheck, { ...options, onDone }), outcome, again };
}
