/** `<env-check>` in JSX: `import "@telehealth-envcheck/web/react"` (React 19). */

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { EnvCheck, EnvCheckEvents, EnvCheckProperties } from "./index.js";

export * from "./index.js";

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
