export { jitsi } from "@telehealth-envcheck/web/jitsi";
export { roomCheck } from "@telehealth-envcheck/web/gate";
