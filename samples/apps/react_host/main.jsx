/** The room check, then LiveKit's page before a call, with the same camera and microphone. */

import "@livekit/components-styles";
import { PreJoin } from "@livekit/components-react";
import { livekit } from "@telehealth-envcheck/web/livekit";
import { useRoomCheck } from "@telehealth-envcheck/web/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

const endpoint = `http://${location.hostname}:${Number(location.port) + 1}/whip`;

function Visit() {
  const { check, outcome } = useRoomCheck({ endpoint });
  const [chosen, setChosen] = useState(null);
  if (check) return check;
  const given = { username: "Therapist", ...livekit(outcome).defaults };
  if (!chosen) return <PreJoin data-lk-theme="default" defaults={given} persistUserChoices={false} onSubmit={setChosen} />;
  return <p id="outcome">The call opens. The check: {outcome.how}. Camera: {outcome.devices.camera?.label ?? "any"}.</p>;
}

createRoot(document.querySelector("#root")).render(<Visit />);
