/** What the package offers to TypeScript: the element, its properties and its events. */

import type { EnvCheck } from "./element.js";
import type { Step } from "./shown.js";
import type { FailureCode } from "./failures.js";
import type { GuardState } from "./guard.js";
import type { ReportMessage } from "./messages.d.ts";
import type { Outcome } from "./outcome.js";
import type { State } from "./state.js";

export { EnvCheck } from "./element.js";
export type { FailureCode, GuardState, Outcome, ReportMessage, State, Step };

/** Properties, and but for `stream` attributes as well. */
export interface EnvCheckProperties {
  /** Address of the server's WHIP endpoint; its words and its messages come from there, too. */
  endpoint?: string;
  token?: string;
  lang?: string;
  profile?: string;
  theme?: "light" | "dark";
  /** What leads on from the check, as the words of its button; empty or true for the usual ones. */
  onward?: string | boolean;
  /** Whether somebody may have the check go on as a guard during the session; it is off until they turn it on. */
  guard?: boolean;
  /** A camera that is open already; it is left open. */
  stream?: MediaStream | null;
}

export interface EnvCheckEvents {
  "envcheck:update": CustomEvent<State>;
  "envcheck:verdict": CustomEvent<State>;
  "envcheck:step": CustomEvent<{ step: Step }>;
  "envcheck:report": CustomEvent<ReportMessage>;
  "envcheck:done": CustomEvent<Outcome>;
  "envcheck:error": CustomEvent<{ code: FailureCode }>;
  "envcheck:guard": CustomEvent<{ state: GuardState }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "env-check": EnvCheck;
  }
  interface HTMLElementEventMap extends EnvCheckEvents {}
}
