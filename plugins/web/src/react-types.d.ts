/** For React: `RoomCheck`, `useRoomCheck`, and the types of `<env-check>` in JSX (React 19). */

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { EnvCheck, EnvCheckEvents, EnvCheckProperties } from "./index.js";

export * from "./index.js";
export { RoomCheck, useRoomCheck } from "./room-check.js";
export type { Options as RoomCheckOptions, Outcome as RoomCheckOutcome, Props as RoomCheckProps } from "./room-check.js";

type Listeners = { [Name in keyof EnvCheckEvents as `on${Name}`]?: (event: EnvCheckEvents[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "env-check": Omit<DetailedHTMLProps<HTMLAttributes<EnvCheck>, EnvCheck>, keyof EnvCheckProperties> &
        EnvCheckProperties &
        Listeners;
    }
  }
}
