/** What each adapter gives, where the platform's own package takes it. Compiled, and never run. */

import type { DefaultDeviceController } from "amazon-chime-sdk-js";
import type { DailyCall, DailyCallFactory } from "@daily-co/daily-js";
import type { JaaSMeeting, JitsiMeeting } from "@jitsi/react-sdk";
import type { LiveKitRoomProps, PreJoinProps } from "@livekit/components-react";
import type * as OT from "@opentok/client";
import type { useLocalMedia } from "@whereby.com/browser-sdk/react";
import type { Stream } from "@zoom/videosdk";
import type { Room } from "livekit-client";
import type { ComponentProps } from "react";

import { chime } from "@telehealth-envcheck/web/chime";
import { daily } from "@telehealth-envcheck/web/daily";
import { type Outcome, roomCheck } from "@telehealth-envcheck/web/gate";
import { jitsi } from "@telehealth-envcheck/web/jitsi";
import { livekit } from "@telehealth-envcheck/web/livekit";
import { opentok } from "@telehealth-envcheck/web/opentok";
import { whereby } from "@telehealth-envcheck/web/whereby";
import { zoom } from "@telehealth-envcheck/web/zoom";

export const asked: Promise<Outcome> = roomCheck({ endpoint: "https://check.example.org/whip" });
// @ts-expect-error a verdict decides nothing: there is no such option
roomCheck({ endpoint: "https://check.example.org/whip", require: "ready" });

export async function forJitsi(outcome: Outcome) {
  const meeting: Partial<ComponentProps<typeof JitsiMeeting>> = jitsi(outcome);
  const jaas: Partial<ComponentProps<typeof JaaSMeeting>> = jitsi(outcome);
  return [meeting, jaas];
}

export async function forLiveKit(outcome: Outcome, room: Room) {
  const { video, audio, defaults } = livekit(outcome);
  const properties: Pick<LiveKitRoomProps, "video" | "audio"> = { video, audio };
  const before: Pick<PreJoinProps, "defaults"> = { defaults };
  await room.localParticipant.setCameraEnabled(true, video === true ? undefined : video);
  await room.localParticipant.setMicrophoneEnabled(true, audio === true ? undefined : audio);
  return [properties, before];
}

export async function forDaily(outcome: Outcome, factory: DailyCallFactory, call: DailyCall) {
  await factory.createCallObject(daily(outcome)).startCamera(daily(outcome));
  await call.join({ url: "https://clinic.daily.co/room", ...daily(outcome) });
}

export async function forChime(outcome: Outcome, devices: DefaultDeviceController) {
  const { videoInput, audioInput } = chime(outcome);
  await devices.startVideoInput(videoInput);
  await devices.startAudioInput(audioInput);
}

export function forOpenTok(outcome: Outcome, tok: typeof OT) {
  return tok.initPublisher("publisher", { insertMode: "append", ...opentok(outcome) });
}

export async function forZoom(outcome: Outcome, stream: typeof Stream) {
  await stream.startVideo(zoom(outcome).video);
  await stream.startAudio(zoom(outcome).audio);
}

export async function forWhereby(outcome: Outcome, use: typeof useLocalMedia) {
  return use(await navigator.mediaDevices.getUserMedia(whereby(outcome)));
}
