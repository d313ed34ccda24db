/** What the package offers to TypeScript with React. */

import type { JitsiMeeting } from "@jitsi/react-sdk";
import type { RoomCheckOptions, RoomCheckOutcome as Outcome } from "@telehealth-envcheck/web/react";
import type { ComponentProps, ReactElement } from "react";

import type { Devices } from "./index.d.ts";

export type { Outcome, RoomCheckOptions };

/** Those of `<JitsiMeeting/>`, with the devices one names: its own types ask for all three. */
export interface CheckedJitsiMeetingProps extends Omit<ComponentProps<typeof JitsiMeeting>, "devices"> {
  /** Those of `<RoomCheck/>`. */
  check: RoomCheckOptions & { className?: string };
  devices?: Devices;
  onOutcome?: (outcome: Outcome) => void;
}

/** Shows the room check, and then the call whatever came of it. */
export function CheckedJitsiMeeting(props: CheckedJitsiMeetingProps): ReactElement;
