/** `<env-check>` in Vue's templates: `import "@telehealth-envcheck/web/vue"` (Vue 3). */

import type { HTMLAttributes, PublicProps } from "vue";
import type { EnvCheck, EnvCheckEvents, EnvCheckProperties } from "./index.js";

export * from "./index.js";

type Emit<Name extends keyof EnvCheckEvents> = Name extends unknown ? (name: Name, event: EnvCheckEvents[Name]) => void : never;
type All<Each> = (Each extends unknown ? (each: Each) => void : never) extends (all: infer Every) => void ? Every : never;

declare module "vue" {
  interface GlobalComponents {
    "env-check": new () => EnvCheck & {
      $props: Omit<HTMLAttributes, keyof EnvCheckProperties> & EnvCheckProperties & PublicProps;
      $emit: All<Emit<keyof EnvCheckEvents>>;
    };
  }
}
