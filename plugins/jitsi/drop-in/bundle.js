/** What `make jitsi-drop-in` packs into `envcheck/assets/envcheck.js`: all of envcheck that the page needs. */

export { roomCheck } from "@telehealth-envcheck/web/gate";
export { jitsi } from "@telehealth-envcheck/web/jitsi";
