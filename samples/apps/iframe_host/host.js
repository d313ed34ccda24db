const server = `http://${location.hostname}:${Number(location.port) + 1}`;
const frame = document.querySelector("iframe");

/** Opens the call, whatever became of the check. */
function call(outcome) {
  removeEventListener("message", hear);
  frame.remove();
  document.querySelector("#outcome").textContent = `The call opens. ${outcome}`;
}

function hear({ origin, source, data }) {
  if (origin !== server || source !== frame.contentWindow) return;
  clearTimeout(late);
  if (data.envcheck === "update") document.title = `Before the session: ${data.detail.verdict}`;
  if (data.envcheck === "done") call(`The check: ${data.detail.how}, ${data.detail.verdict}.`);
}

const late = setTimeout(() => call("The check is away."), 4000);
addEventListener("message", hear);
frame.addEventListener("load", () => frame.contentWindow?.postMessage({ envcheck: "hello" }, server));
frame.src = `${server}/embed?onward=Join`;
