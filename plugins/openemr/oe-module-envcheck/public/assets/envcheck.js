/**
 * "Check my room": opens the check in a dialog of the appointment, and says kindly where it does not answer. Whatever
 * comes, the dialog can be left, and nothing outside of it is changed.
 */

/** The check is away once it has said nothing for so long, in milliseconds. */
const SILENT_MS = 4_000;

class RoomDialog {
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  #timer = 0;

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.on(".envcheck-close", () => dialog.close());
    this.on(".envcheck-again", () => this.begin());
    dialog.addEventListener("close", () => this.end());
    addEventListener("message", (event) => this.hear(event));
  }

  /**
   * @param {string} selector
   * @param {() => void} listener
   */
  on(selector, listener) {
    for (const button of this.dialog.querySelectorAll(selector)) button.addEventListener("click", listener);
  }

  open() {
    this.dialog.showModal();
    this.begin();
  }

  /** Asks for the check, anew where it was asked for before. */
  async begin() {
    this.end();
    this.show("waiting");
    const frame = this.empty();
    this.#frame = frame;
    this.#timer = setTimeout(() => this.show("away"), SILENT_MS);
    try {
      const token = await this.token();
      if (this.#frame !== frame) return; // left, or asked for anew meanwhile
      frame.src = this.given("frame") + (token === null ? "" : `#token=${token}`);
      this.dialog.append(frame);
    } catch {
      if (this.#frame === frame) this.show("away");
    }
  }

  /** Takes the check away, and with it the camera. */
  end() {
    clearTimeout(this.#timer);
    this.#frame?.remove();
    this.#frame = null;
  }

  /** @param {MessageEvent} event */
  hear({ source, origin, data }) {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.given("origin")) return;
    if (data?.envcheck === "hello") {
      this.show("check");
      this.say("start");
    } else if (data?.envcheck === "done") this.dialog.close();
  }

  /** @param {"waiting" | "check" | "away"} state */
  show(state) {
    clearTimeout(this.#timer);
    this.dialog.dataset.state = state;
    const told = /** @type {HTMLElement} */ (this.dialog.querySelector(".envcheck-told"));
    told.textContent = told.dataset[state] ?? "";
  }

  /** A frame that speaks with us once it is filled. */
  empty() {
    const frame = document.createElement("iframe");
    frame.allow = "camera; microphone";
    frame.referrerPolicy = "no-referrer"; // the address of an appointment is nobody else's
    frame.title = this.given("title");
    frame.addEventListener("load", () => this.say("hello"));
    return frame;
  }

  /** @param {"hello" | "start"} word */
  say(word) {
    this.#frame?.contentWindow?.postMessage({ envcheck: word }, this.given("origin"));
  }

  /**
   * A token for this check, null where none is needed.
   * @returns {Promise<string | null>}
   */
  async token() {
    restoreSession();
    const answer = await fetch(this.given("token"), {
      method: "POST",
      body: new URLSearchParams({ csrf_token_form: this.given("csrf") }),
      signal: AbortSignal.timeout(SILENT_MS),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).token;
  }

  /** @param {string} name */
  given(name) {
    return this.dialog.dataset[name] ?? "";
  }
}

/** OpenEMR wants this before each request: several sites may be open in one browser. */
function restoreSession() {
  try {
    /** @type {any} */ (window.top)?.restoreSession?.();
  } catch {
    // the page around is another's
  }
}

for (const button of document.querySelectorAll(".envcheck-open")) {
  const dialog = button.nextElementSibling;
  if (!(dialog instanceof HTMLDialogElement)) continue;
  const room = new RoomDialog(dialog);
  button.addEventListener("click", () => room.open());
}
