/** What the package's types say of the element in Vue's templates. */

import type { GlobalComponents } from "vue";
import type {} from "@telehealth-envcheck/web/vue";

type Check = InstanceType<GlobalComponents["env-check"]>;

export const given: Check["$props"] = { endpoint: "/whip", profile: "client", onward: true, class: "wide" };
// @ts-expect-error there are two themes
export const wrong: Check["$props"] = { theme: "green" };

export function ended(emit: Check["$emit"], event: CustomEvent): void {
  emit("envcheck:done", event);
}
