/** A clinic's page in React, in strict mode: it mounts, unmounts and mounts again all that has effects. */

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

import { type RoomCheckOptions, type RoomCheckOutcome, useRoomCheck } from "@telehealth-envcheck/web/react";

const joined: RoomCheckOutcome[] = [];
let renders = 0;

function Call({ outcome, again }: { outcome: RoomCheckOutcome; again: () => void }) {
  useEffect(() => void (joined.includes(outcome) || joined.push(outcome)), [outcome]);
  return <><h2>Your session</h2><button onClick={again}>Check once more</button></>;
}

function Session(options: RoomCheckOptions) {
  const { check, outcome, again } = useRoomCheck(options);
  Object.assign(window, { renders: ++renders });
  return check ?? <Call outcome={outcome} again={again} />;
}

function Clinic() {
  const [options, enter] = useState<RoomCheckOptions | null>(null);
  useEffect(() => void Object.assign(window, { enter }), []);
  return options && <Session {...options} />;
}

createRoot(document.querySelector("main") as Element).render(<StrictMode><Clinic /></StrictMode>);
Object.assign(window, { joined });
