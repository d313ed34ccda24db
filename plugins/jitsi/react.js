/** The room check before a call that `@jitsi/react-sdk` opens. */

import { JitsiMeeting } from "@jitsi/react-sdk";
import { RoomCheck } from "@telehealth-envcheck/web/react";
import { createElement, useEffect, useState } from "react";

import { callOptions } from "./call-options.js";
import { chooseByTrueName } from "./device-names.js";
import { loadExternalApi } from "./external-api.js";

/** @typedef {import("@telehealth-envcheck/web/gate").Outcome} Outcome */

/** @type {typeof import("./react.d.ts").CheckedJitsiMeeting} */
export function CheckedJitsiMeeting({ check, onOutcome, ...meeting }) {
  const [outcome, setOutcome] = useState(/** @type {Outcome | null} */ (null));
  const { domain, roomName, release } = meeting;
  useEffect(() => {
    if (domain) loadExternalApi(domain, { roomName, release }).catch(() => undefined); // JitsiMeeting tries again
  }, [domain]);
  if (!outcome) {
    const onDone = (/** @type {Outcome} */ came) => {
      setOutcome(came);
      onOutcome?.(came);
    };
    return createElement(RoomCheck, { ...check, onDone });
  }
  const given = callOptions(outcome, meeting);
  /** @type {typeof meeting.onApiReady} */
  const onApiReady = (api) => {
    chooseByTrueName(api, given.devices);
    meeting.onApiReady?.(api);
  };
  return createElement(JitsiMeeting, { ...given, onApiReady });
}
