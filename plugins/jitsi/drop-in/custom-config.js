
// envcheck: after a room check that was done, Jitsi's own page before the call is left out, once and for that room alone
try {
  if (sessionStorage.getItem("envcheck-checked") === location.pathname) {
    config.prejoinConfig = Object.assign({}, config.prejoinConfig, { enabled: false });
  }
  sessionStorage.removeItem("envcheck-checked");
} catch (error) {
  // Jitsi's apps and browsers that keep nothing: its own page is shown
}
