/** A clinic's page that opens a Jitsi call after the room check, by the IFrame API or with React in strict mode. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { startJitsi, type JitsiApi, type Outcome, type Start } from "@telehealth-envcheck/jitsi";
import { CheckedJitsiMeeting, type CheckedJitsiMeetingProps } from "@telehealth-envcheck/jitsi/react";

const place = document.querySelector("main") as HTMLElement;
const told: { outcomes: Outcome[]; apis: unknown[]; failed: string[] } = { outcomes: [], apis: [], failed: [] };

function byApi(given: Start): void {
  const begin = startJitsi({ ...given, options: { ...given.options, parentNode: place } });
  const note = ({ api, outcome }: { api: JitsiApi; outcome: Outcome }) => {
    told.outcomes.push(outcome);
    told.apis.push(api);
  };
  begin.then(note, (error: Error) => told.failed.push(error.message));
}

function byReact(given: CheckedJitsiMeetingProps): void {
  const props: CheckedJitsiMeetingProps = {
    ...given,
    onApiReady: (api) => told.apis.push(api),
    onOutcome: (outcome) => told.outcomes.push(outcome),
  };
  createRoot(place).render(<StrictMode><CheckedJitsiMeeting {...props} /></StrictMode>);
}

Object.assign(window, { told, byApi, byReact });
