/** What the room check needs to know. Only `endpoint` has to be changed. */

export default {
  /** The WHIP endpoint of your envcheck server; its origin stands in custom-meet.conf as well. */
  endpoint: "https://check.clinic.example/whip",

  /** Who is looked at: "individual", "client", or another profile of your server; empty for its own. */
  profile: "",

  /**
   * Where your server asks for tokens: an address of your own that answers with a short-lived one as plain text, such
   * as "/session/room-check-token". A token must never stand in this file, which anybody can read.
   */
  tokenAddress: "",
};
