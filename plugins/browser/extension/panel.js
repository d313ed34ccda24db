/** The panel: looks for the room check again and again, and shows it, or how to start it. */

import { look } from "./look.js";
import { address, line, port } from "./place.js";
import { BEGINNING, next } from "./screens.js";
import { fill, find, say } from "./words.js";

const OFTEN_MS = 2000;
const SELDOM_MS = 5000;
const COPIED_MS = 3000;

/** Each screen's section; two of them differ by their heading alone. */
const SECTIONS = { looking: "looking", away: "start", stopped: "start", stranger: "stranger", ask: "ask", check: "check" };

let state = BEGINNING;
let isFinished = false;
let round = 0;

/** @type {HTMLIFrameElement | null} */
let frame = null;

fill();
find("#open").textContent = say(terminal());
find("#options").addEventListener("click", () => chrome.runtime.openOptionsPage());
find("#allow").addEventListener("click", () => chrome.tabs.create({ url: "allow.html" }));
for (const button of document.querySelectorAll(".line button")) button.addEventListener("click", copy);
addEventListener("message", heard);
addEventListener("storage", again); // another port
addEventListener("visibilitychange", () => document.hidden || go());
navigator.permissions.query({ name: /** @type {PermissionName} */ ("camera") }).then(
  (status) => status.addEventListener("change", go),
  () => undefined,
);
go();

/** Looks at once, and from then on from time to time; what an earlier round still finds is passed by. */
async function go() {
  const mine = ++round;
  const seen = await look(address(port()));
  const isAllowed = await mayUseCamera();
  if (mine !== round) return;
  show(next(state, seen, isAllowed, isFinished));
  setTimeout(() => mine === round && go(), state.screen === "check" ? SELDOM_MS : OFTEN_MS);
}

function again() {
  show(BEGINNING);
  go();
}

/** @returns {Promise<boolean>} true as well where the browser does not say: the check itself says then what is missing */
async function mayUseCamera() {
  try {
    const status = await navigator.permissions.query({ name: /** @type {PermissionName} */ ("camera") });
    return status.state === "granted";
  } catch {
    return true;
  }
}

/** @param {import("./screens.js").State} to */
function show(to) {
  const isNew = to.screen !== state.screen;
  state = to;
  if (!isNew) return;
  const { screen } = state;
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== SECTIONS[screen];
  find("#away-title").hidden = screen === "stopped";
  find("#stopped-title").hidden = screen !== "stopped";
  write("#start", line(location.origin, port()));
  write("#stranger", line(location.origin, port(), false));
  find("#stranger-why").textContent = say("strangerWhy", String(port()));
  const tab = /** @type {HTMLAnchorElement} */ (find("#tab"));
  tab.href = `${address(port())}/`;
  tab.hidden = screen !== "ask" && screen !== "check";
  frameCheck(screen === "check");
  find("#said").textContent = find(`#${SECTIONS[screen]} h1:not([hidden])`).textContent;
}

/**
 * Writes a line whose words stay whole where the panel is narrow.
 * @param {string} section
 * @param {string} text
 */
function write(section, text) {
  const words = text.split(" ").map((word) => Object.assign(document.createElement("span"), { textContent: word }));
  find(`${section} .line code`).replaceChildren(...words.flatMap((word, place) => (place ? [" ", word] : [word])));
}

/** @param {boolean} isShown */
function frameCheck(isShown) {
  frame?.remove(); // and with it every use of the camera
  frame = null;
  isFinished = false;
  if (!isShown) return;
  const made = document.createElement("iframe");
  made.title = say("title");
  made.allow = "camera; microphone; clipboard-write";
  made.src = `${address(port())}/embed?lang=${say("lang")}`;
  made.addEventListener("load", () => made.contentWindow?.postMessage({ envcheck: "hello" }, address(port())));
  find("#check").append(made);
  frame = made;
}

/** @param {MessageEvent} event */
function heard(event) {
  if (!frame || event.source !== frame.contentWindow || event.origin !== address(port())) return;
  if (event.data?.envcheck === "step") isFinished = event.data.detail?.step === "ready";
}

/** @param {Event} event */
async function copy(event) {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  await navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? "");
  button.textContent = find("#said").textContent = say("copied");
  setTimeout(() => (button.textContent = say("copy")), COPIED_MS);
}

/** @returns {string} the key of the words that say how a terminal is opened on this computer */
function terminal() {
  const { platform } = navigator;
  if (platform.startsWith("Win")) return "openWindows";
  return platform.startsWith("Mac") ? "openMac" : "openOther";
}
