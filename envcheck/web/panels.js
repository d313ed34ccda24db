/** One panel for each step, and one for each failure. */

import { forgetBaseline, saveBaseline } from "./baseline-store.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { gaps, helps, impressions, verdict } from "./lists.js";

/**
 * @typedef {import("./element.js").EnvCheck} EnvCheck
 * @typedef {import("./view.js").View} View
 */

/**
 * @param {EnvCheck} check
 * @param {View} view
 * @returns {Node[]}
 */
export function panel(check, view) {
  if (check.failure) return failure(check);
  const side = { welcome, devices, look, quiet, unseen, done }[check.step](check, view);
  if (check.step === "welcome") return side;
  return [view.picture, h("div", { class: "side" }, ...side)];
}

/** @param {string} text */
const heading = (text) => h("h2", { tabindex: -1 }, text);

/**
 * @param {string} id
 * @param {string} text
 * @param {() => unknown} onclick
 * @param {string} [kind]
 */
const button = (id, text, onclick, kind = "") => h("button", { id, class: kind, part: "button", onclick }, text);

/**
 * @param {EnvCheck} check
 * @param {import("./steps.js").Step | null} back
 * @param {import("./steps.js").Step | null} onwards
 * @param {string} [word]
 */
function ways(check, back, onwards, word = "next") {
  const { words } = check;
  return h(
    "div",
    { class: "ways" },
    back && button("back", words.back ?? "", () => check.go(back), "quiet"),
    onwards && button("next", words[word] ?? "", () => check.go(onwards), "primary"),
  );
}

/** @param {EnvCheck} check */
function welcome(check) {
  const { words } = check;
  return [
    h(
      "div",
      { class: "welcome" },
      heading(words.welcome ?? ""),
      h("p", { class: "lead" }, words.promise ?? ""),
      button("begin", words.begin ?? "", () => check.start(), "primary"),
    ),
  ];
}

/** @param {EnvCheck} check */
function devices(check) {
  const { words } = check;
  return [
    heading(words["step-devices"] ?? ""),
    choice(check, "camera", words.camera ?? "", check.capture.cameras),
    choice(check, "microphone", words.microphone ?? "", check.capture.microphones),
    ...(check.capture.level ? level(check.capture.level, words) : [h("p", {}, words["no-microphone"] ?? "")]),
    ways(check, null, "look"),
  ];
}

/**
 * @param {import("./devices.js").Level} level
 * @param {Record<string, string>} words
 */
function level({ runs }, words) {
  if (!runs) return [];
  const bar = h("div", { id: "level-bar", class: "bar" });
  return [
    h("div", { class: "level", role: "img", "aria-label": words.level }, bar),
    h("p", { class: "hint" }, words["devices-hint"] ?? ""),
  ];
}

/**
 * @param {EnvCheck} check
 * @param {"camera" | "microphone"} kind
 * @param {string} label
 * @param {MediaDeviceInfo[]} known
 */
function choice(check, kind, label, known) {
  const used = check.stream?.getTracks().find((track) => track.kind === (kind === "camera" ? "video" : "audio"));
  const id = used?.getSettings().deviceId;
  const options = known.map((device) => h("option", { value: device.deviceId, selected: device.deviceId === id }, device.label));
  const onchange = (/** @type {Event} */ event) =>
    check.choose(kind, /** @type {HTMLSelectElement} */ (event.target).value);
  return h("label", { class: "choice" }, h("span", {}, label), h("select", { id: kind, onchange, disabled: !known.length }, ...options));
}

/**
 * @param {EnvCheck} check
 * @param {View} view
 */
function look(check, view) {
  return [...view.look(), ways(check, "devices", "quiet")];
}

/** @param {EnvCheck} check */
function quiet(check) {
  const { words, state } = check;
  const running = state.quiet !== null;
  const heard = [...state.findings, ...state.strengths].filter((one) => ["PRV104", "SND103"].includes(one.code));
  return [
    heading(words["step-quiet"] ?? ""),
    !check.capture.level && h("p", {}, words["quiet-none"] ?? ""),
    check.capture.level && h("p", {}, words["quiet-hint"] ?? ""),
    check.capture.level &&
      h("p", { class: "countdown", role: "timer" }, running ? `${words["quiet-now"]} ${Math.ceil(state.quiet ?? 0)}` : ""),
    !running && state.heard && h("p", {}, words["quiet-done"] ?? ""),
    !running && state.heard && h("ul", { class: "works" }, ...heard.map(outcome)),
    check.capture.level && h("button", { id: "quiet-begin", class: running ? "quiet" : "", part: "button", disabled: !state.looks, onclick: () => check.quietTest() }, words[state.heard ? "quiet-again" : "quiet-begin"] ?? ""),
    ways(check, "look", "unseen", state.heard ? "next" : "skip"),
  ].filter((child) => child instanceof Node);
}

/** @param {import("./state.js").Finding | import("./state.js").Strength} one */
function outcome(one) {
  const advice = "advice" in one ? one.advice : "";
  return h("li", {}, icon(advice ? "arrow" : "tick"), h("span", {}, [one.message, advice].join(" ")));
}

/** @param {EnvCheck} check */
function unseen(check) {
  const { words } = check;
  const entries = check.attestations.map((one) => {
    const onchange = (/** @type {Event} */ event) => {
      const { checked } = /** @type {HTMLInputElement} */ (event.target);
      checked ? check.confirmed.add(one.name) : check.confirmed.delete(one.name);
    };
    const box = h("input", { type: "checkbox", id: one.name, onchange });
    box.checked = check.confirmed.has(one.name);
    return h("label", { class: "tick" }, box, h("span", {}, one.text));
  });
  return [
    heading(words.unseen ?? ""),
    h("p", { class: "hint" }, words["unseen-hint"] ?? ""),
    h("div", { class: "ticks" }, ...entries),
    ways(check, "quiet", "done"),
  ];
}

/** @param {EnvCheck} check */
function done(check) {
  const { words } = check;
  const say = (/** @type {string | undefined} */ text) => check.say(text ?? "");
  /**
   * @param {string} name
   * @param {() => Promise<boolean>} act gives whether it could
   * @param {string} [done]
   */
  const action = (name, act, done = "") =>
    button(name, words[name] ?? "", async () => say((await act().catch(() => false)) ? done : words["not-now"]));
  const actions = [
    action("save", () => save(check), words.saved),
    action("download", () => download(check)),
    action("print", () => print(check)),
    action("copy", () => navigator.clipboard.writeText(summary(check)).then(() => true), words.copied),
  ];
  for (const one of actions) one.disabled = !check.state.looks; // there is nothing to save or say yet
  return [
    verdict(check),
    ...helps(check),
    ...impressions(check),
    ...gaps(check.state),
    h("p", { class: "hint" }, words["done-hint"] ?? ""),
    h(
      "div",
      { class: "actions" },
      ...actions,
      button("forget", words.forget ?? "", () => (forgetBaseline(), say(words.forgotten)), "quiet"),
    ),
    h("p", { class: "note", role: "status" }, check.note),
    h(
      "div",
      { class: "ways" },
      button("back", words.back ?? "", () => check.go("unseen"), "quiet"),
      check.leadsOn() ? onward(check) : button("finish", words.finish ?? "", () => check.finish("finished"), "primary"),
    ),
  ];
}

/**
 * What leads on from the check: something of the page around, or else a button of ours.
 * @param {EnvCheck} check
 */
function onward(check) {
  const text = check.onward || check.words.onward || "";
  const usual = h("button", { id: "finish", class: "primary", part: "button" }, text);
  return h("slot", { id: "onward", name: "onward", onclick: () => check.finish("finished") }, usual);
}

/**
 * The way past the check, for a page that goes on from it.
 * @param {EnvCheck} check
 */
export function past(check) {
  const leads = check.leadsOn() && (check.step !== "done" || check.failure);
  return leads ? [button("skip-check", check.words["skip-check"] ?? "", () => check.finish("skipped"), "quiet")] : [];
}

/**
 * Keeps what is seen as the usual setting, in this browser.
 * @param {EnvCheck} check
 */
async function save(check) {
  const numbers = await check.baseline();
  if (numbers) saveBaseline(numbers);
  return Boolean(numbers);
}

/** @param {EnvCheck} check */
async function download(check) {
  const page = await check.page();
  if (!page) return false;
  const link = h("a", { href: URL.createObjectURL(page), download: "room-check.html" });
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}

/** @param {EnvCheck} check */
async function print(check) {
  const page = await check.page();
  const opened = page && window.open(URL.createObjectURL(page));
  opened?.addEventListener("load", () => opened.print());
  return Boolean(opened);
}

/**
 * The check in a few lines of text.
 * @param {EnvCheck} check
 */
export function summary({ state, words, attestations, confirmed }) {
  const ticked = attestations.filter((one) => confirmed.has(one.name));
  const lines = [
    `${words.title}: ${state.text}`,
    ...state.strengths.map((one) => `+ ${one.message}`),
    ...state.findings.map((one) => `- ${one.message} ${one.advice}`),
    ...ticked.map((one) => `+ ${one.text}`),
    ...state.gaps,
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {EnvCheck} check */
function failure(check) {
  const { words } = check;
  return [
    h(
      "div",
      { class: "welcome failure", role: "alert" },
      heading(words[`failure-${check.failure}`] ?? ""),
      h("p", { class: "lead" }, words[`remedy-${check.failure}`] ?? ""),
      button("again", words.again ?? "", () => check.again(), "primary"),
    ),
  ];
}
