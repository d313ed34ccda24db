/** For `@livekit/components-react`: the room check before `PreJoin`, or before `LiveKitRoom` without one. */

import { LiveKitRoom, PreJoin, usePersistentUserChoices } from "@livekit/components-react";
import { createElement, useEffect, useState } from "react";

import { livekit } from "./livekit.js";
import { RoomCheck } from "./room-check.js";

/**
 * The room check, and then `PreJoin` with its devices. `onValidate` stays the host's: no verdict keeps anybody out.
 * @param {import("./livekit-react.d.ts").CheckedPreJoinProps} props
 */
export function CheckedPreJoin({ check, onChecked, ...props }) {
  return createElement(Checked, { check, onChecked, then: (outcome) => createElement(Chosen, { outcome, props }) });
}

/**
 * The room check, and then `LiveKitRoom` with its devices, which connects.
 * @param {import("./livekit-react.d.ts").CheckedLiveKitRoomProps} props `video` or `audio` of false stays off
 */
export function CheckedLiveKitRoom({ check, onChecked, video, audio, ...props }) {
  return createElement(Checked, {
    check,
    onChecked,
    then: (outcome) => {
      const devices = livekit(outcome);
      const chosen = { video: combined(video, devices.video), audio: combined(audio, devices.audio) };
      return createElement(LiveKitRoom, { connect: true, ...props, ...chosen });
    },
  });
}

/** @param {import("./livekit-react.d.ts").CheckProps & {then: (outcome: Outcome) => import("react").ReactElement}} props */
function Checked({ check, onChecked, then }) {
  const [outcome, end] = useState(/** @type {Outcome | null} */ (null));
  if (outcome) return then(outcome);
  return createElement(RoomCheck, {
    ...check,
    onDone: (found) => {
      end(found);
      onChecked?.(found);
    },
  });
}

/**
 * `PreJoin`, once it will find the devices of the check: what it kept last time would count for more than its `defaults`.
 * @param {{outcome: Outcome, props: import("@livekit/components-react").PreJoinProps}} given
 */
function Chosen({ outcome, props }) {
  const chosen = livekit(outcome).defaults;
  const defaults = { ...props.defaults, ...chosen };
  const isNew = props.persistUserChoices === false;
  const kept = usePersistentUserChoices({ defaults, preventSave: isNew, preventLoad: isNew });
  const { userChoices, saveVideoInputDeviceId, saveAudioInputDeviceId } = kept;
  const { videoDeviceId = userChoices.videoDeviceId, audioDeviceId = userChoices.audioDeviceId } = chosen;
  const isKept = userChoices.videoDeviceId === videoDeviceId && userChoices.audioDeviceId === audioDeviceId;
  const [isReady, begin] = useState(false);
  useEffect(() => {
    if (isKept) return begin(true);
    saveVideoInputDeviceId(videoDeviceId);
    saveAudioInputDeviceId(audioDeviceId);
  }, [isKept]);
  return isReady ? createElement(PreJoin, { ...props, defaults }) : null;
}

/**
 * @template {object} Options
 * @param {Options | boolean | undefined} given by the host
 * @param {true | {deviceId: string}} chosen in the check
 */
function combined(given, chosen) {
  if (given === false) return false;
  if (chosen === true) return given ?? true;
  return typeof given === "object" ? { ...given, ...chosen } : chosen;
}

/** @typedef {import("./gate.js").Outcome} Outcome */
