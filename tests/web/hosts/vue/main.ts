/** A page that Vue renders. */

import { createApp, shallowRef } from "vue";

import type { EnvCheckProperties, Outcome } from "@telehealth-envcheck/web/vue";
import Clinic from "./Clinic.vue";

const told: Outcome[] = [];
const arrive = () => import("@telehealth-envcheck/web/vue").then(() => undefined);
const given = shallowRef<EnvCheckProperties | null>(null);

createApp(Clinic, { given, told }).mount("main");
Object.assign(window, { told, arrive, show: (one: EnvCheckProperties | null) => (given.value = one) });
