/** A page that React renders, in strict mode: it mounts, unmounts and mounts again all that has effects. */

import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

import type { EnvCheckProperties, Outcome } from "@telehealth-envcheck/web/react";

type Given = EnvCheckProperties | null;

const told: Outcome[] = [];
const arrive = () => import("@telehealth-envcheck/web/react").then(() => undefined);
let show: (given: Given) => void = () => undefined;

function Clinic() {
  const [given, set] = useState<Given>(null);
  show = set;
  return given && <env-check {...given} onenvcheck:done={({ detail }) => told.push(detail)} />;
}

createRoot(document.querySelector("main") as Element).render(<StrictMode><Clinic /></StrictMode>);
Object.assign(window, { told, arrive, show: (given: Given) => show(given) });
