/** The room check, then a call on Jitsi Meet with the same camera and microphone, without a second page before it. */

import { CheckedJitsiMeeting } from "@telehealth-envcheck/jitsi/react";
import { createRoot } from "react-dom/client";

const check = { endpoint: `http://${location.hostname}:${Number(location.port) + 1}/whip` };
const domain = import.meta.env.VITE_JITSI ?? "meet.jit.si";

createRoot(document.querySelector("#root")).render(
  <CheckedJitsiMeeting
    domain={domain}
    roomName={`room-${crypto.randomUUID()}`}
    check={check}
    onOutcome={({ how }) => { document.title = `The call opens. The check: ${how}`; }}
    getIFrameRef={(place) => place.style.setProperty("height", "90vh")}
  />,
);
