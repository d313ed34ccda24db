/** What is tried by ear, in one row: the quiet test, the loudspeaker, and one's own voice. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { HearYourself } from "./hear-yourself.js";
import { icon } from "./icons.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/**
 * @param {EnvCheck} check
 * @param {import("./view.js").View} view
 */
export function soundTests(check, { loudness }) {
  const { words } = check;
  const hasSound = check.capture.level !== null;
  const said = hasSound ? words[loudness] : words["quiet-none"];
  return h(
    "section",
    { id: "sound", class: "panel" },
    h("p", { class: "title" }, words.sound ?? ""), // no heading: it stands before the one of the screen
    h("p", { id: "loudness", class: "hint" }, said ?? ""),
    h("div", { class: "tests" }, hasSound && quietButton(check), chimeButton(check), hasSound && HearYourself.isPossible() && hearButton(check)),
    ...[quietResult(check), chimeResult(check), hearResult(check)].filter((one) => one !== null),
  );
}

/** @param {EnvCheck} check */
function quietButton(check) {
  const { words, sound, state } = check;
  const word = sound.quiet.phase === "voices" ? "quiet-was-me" : sound.quiet.isDone ? "quiet-again" : "quiet-begin";
  const isBusy = sound.quiet.isPending || sound.hear.isRunning || sound.chime === "playing";
  return button("quiet-begin", words[word], () => check.quietTest(), { symbol: "ear", disabled: !state.looks || check.reconnecting || isBusy });
}

/** @param {EnvCheck} check */
function quietResult({ words, sound: { quiet } }) {
  if (quiet.phase === "idle") return h("p", { id: "quiet", class: "hint" }, words["quiet-hint"] ?? "");
  if (quiet.isRunning) return h("p", { id: "quiet", class: "countdown" }, `${words["quiet-now"]} ${quiet.left || ""}`);
  if (quiet.phase === "waiting") return h("p", { id: "quiet" }, words["quiet-waiting"] ?? "");
  if (quiet.phase === "unknown") return h("p", { id: "quiet" }, words["quiet-unknown"] ?? "");
  const lines = quiet.told.map((one) => h("li", {}, icon("advice" in one ? "arrow" : "tick"), h("span", {}, told(one))));
  return h("ul", { id: "quiet", class: "works" }, ...lines);
}

/**
 * @param {import("./state.js").Finding | import("./state.js").Strength} one
 */
const told = (one) => ("advice" in one ? `${one.message} ${one.advice}` : one.message);

/**
 * What a screen reader says of the quiet test: that it begins, and what has come of it.
 * @param {EnvCheck} check
 */
export function spokenQuiet({ words, sound: { quiet } }) {
  if (quiet.isRunning) return words["quiet-now"] ?? "";
  if (quiet.phase === "unknown") return words["quiet-unknown"] ?? "";
  return quiet.told.map(told).join(" ");
}

/**
 * What a screen reader says of the other two.
 * @param {EnvCheck} check
 */
export function spokenSound({ words, sound: { chime, hear } }) {
  const chimed = chime === "idle" || chime === "playing" ? "" : words[`chime-${chime}`];
  return [chimed, hear.phase === "idle" || hear.phase === "playing" ? "" : words[`hear-${hear.phase}`]].filter(Boolean).join(" ");
}

/** @param {EnvCheck} check */
function chimeButton(check) {
  const { words, sound } = check;
  const disabled = sound.quiet.isRunning || sound.hear.isRunning || sound.chime === "playing";
  return button("chime", words.chime, () => sound.playChime(check.capture.chosen.speaker), { symbol: "speaker", disabled });
}

/** @param {EnvCheck} check */
function chimeResult({ words, sound }) {
  if (sound.chime === "idle" || sound.chime === "playing") return null;
  if (sound.chime !== "asking") return h("p", { id: "chimed" }, words[`chime-${sound.chime}`] ?? "");
  return h(
    "p",
    { id: "chimed", class: "asked" },
    h("span", {}, words["chime-asking"] ?? ""),
    button("chime-yes", words.yes, () => sound.answer(true)),
    button("chime-no", words.no, () => sound.answer(false)),
  );
}

/** @param {EnvCheck} check */
function hearButton(check) {
  const { words, sound, stream, capture } = check;
  const begin = () => stream && sound.hear.begin(stream, capture.chosen.speaker);
  const disabled = sound.quiet.isRunning || sound.hear.isRunning || sound.chime === "playing";
  return button("hear", words.hear, begin, { symbol: "again", disabled });
}

/** @param {EnvCheck} check */
function hearResult({ words, sound: { hear } }) {
  if (hear.phase === "idle") return null;
  const left = hear.phase === "recording" ? ` ${hear.left}` : "";
  return h("p", { id: "heard", class: left && "countdown" }, `${words[`hear-${hear.phase}`] ?? ""}${left}`);
}
