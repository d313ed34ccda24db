/** For React: the check as a component and as a hook, and `<env-check>` itself. */

export { EnvCheck } from "./element.js";
export { RoomCheck, useRoomCheck } from "./room-check.js";
