/** The room check before a call that Jitsi's IFrame API opens. */

import { roomCheck } from "@telehealth-envcheck/web/gate";

import { callOptions } from "./call-options.js";
import { chooseByTrueName } from "./device-names.js";
import { loadExternalApi } from "./external-api.js";

/** @type {typeof import("./index.d.ts").startJitsi} */
export async function startJitsi({ domain, options, check }) {
  const early = loadExternalApi(domain, options); // while the room is looked at, so that the call opens at once
  early.catch(() => undefined);
  const outcome = await roomCheck({ container: options.parentNode ?? document.body, ...check });
  const Api = await early.catch(() => loadExternalApi(domain, options));
  const given = callOptions(outcome, options);
  const api = new Api(domain, given);
  chooseByTrueName(api, given.devices);
  return { api, outcome };
}
