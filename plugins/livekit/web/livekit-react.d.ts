/** For `@livekit/components-react`: the room check before `PreJoin`, or before `LiveKitRoom` without one. */

import type { LiveKitRoomProps, PreJoinProps } from "@livekit/components-react";
import type { PropsWithChildren, ReactElement } from "react";
import type { Outcome } from "./gate.js";
import type { Options } from "./room-check.js";

export interface CheckProps {
  /** Where the check is, and how it looks: as for `RoomCheck`. */
  check: Options & { className?: string };
  /** Is told once what became of it, before anything else is shown. */
  onChecked?: (outcome: Outcome) => void;
}

export type CheckedPreJoinProps = PreJoinProps & CheckProps;
export type CheckedLiveKitRoomProps = PropsWithChildren<LiveKitRoomProps> & CheckProps;

/** The room check, and then `PreJoin` with its devices. `onValidate` stays the host's: no verdict keeps anybody out. */
export declare function CheckedPreJoin(props: CheckedPreJoinProps): ReactElement;

/** The room check, and then `LiveKitRoom` with its devices, which connects. */
export declare function CheckedLiveKitRoom(props: CheckedLiveKitRoomProps): ReactElement;
