/** A clinic's page on LiveKit's components, and one that listens to the agent in a lobby; tests choose what it shows. */

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Room } from "livekit-client";

import { listen } from "@telehealth-envcheck/web/livekit";
import {
  CheckedLiveKitRoom,
  type CheckedLiveKitRoomProps,
  CheckedPreJoin,
  type CheckedPreJoinProps,
} from "@telehealth-envcheck/web/livekit-react";

type Shown = { before: CheckedPreJoinProps } | { room: CheckedLiveKitRoomProps };

const told: Record<string, unknown[]> = { outcomes: [], choices: [], connected: [], messages: [] };

function Clinic() {
  const [shown, show] = useState<Shown | null>(null);
  useEffect(() => void Object.assign(window, { show }), []);
  const onChecked = (outcome: unknown) => void told.outcomes.push(outcome);
  if (!shown) return null;
  if ("before" in shown) {
    return <CheckedPreJoin {...shown.before} onChecked={onChecked} onSubmit={(choices) => told.choices.push(choices)} />;
  }
  return <CheckedLiveKitRoom {...shown.room} onChecked={onChecked} onConnected={() => told.connected.push(true)} />;
}

async function lobby(url: string, token: string, withinMs: number) {
  const room = new Room({ publishDefaults: { simulcast: false } }); // the stand-in of the server takes one layer
  const answer = listen(room, { withinMs, onMessage: (message) => told.messages.push(message) });
  await room.connect(url, token);
  await room.localParticipant.setCameraEnabled(true);
  Object.assign(window, { room, joinedAt: performance.now() });
  const { how, ask, close } = await answer;
  Object.assign(window, { ask, close });
  return how;
}

createRoot(document.querySelector("main") as Element).render(<StrictMode><Clinic /></StrictMode>);
Object.assign(window, { told, lobby });
