/** How it looks: calm, warm, spacious. Colours and fonts can be set from outside by the custom properties. */

import { EXAMPLES_CSS } from "./drawn-parts.js";
import { GUARD_CSS } from "./guard-bar.js";
import { OVERLAY_CSS } from "./overlay.js";
import { ROOM_CSS } from "./style-room.js";
import { SCREENS_CSS } from "./style-screens.js";

const LIGHT = `
  --ec-ink: #2c3238; --ec-faint: #5b636b; --ec-paper: #faf8f4; --ec-card: #ffffff; --ec-line: #dcd5c8;
  --ec-accent: #1f6a5a; --ec-on-accent: #ffffff; --ec-well: #1f6a5a; --ec-soft: #e7f0ec;
  --ec-must: #9c3a31; --ec-should: #8a5208; --ec-could: #45597f;
  --ec-soft-must: #faeeeb; --ec-soft-should: #fbf2e1; color-scheme: light;`;

const DARK = `
  --ec-ink: #e9e5dd; --ec-faint: #b6b1a7; --ec-paper: #1d2124; --ec-card: #262b2f; --ec-line: #444b51;
  --ec-accent: #8fd0bc; --ec-on-accent: #10231e; --ec-well: #8fd0bc; --ec-soft: #24372f;
  --ec-must: #f2a79d; --ec-should: #eebf7e; --ec-could: #b3c5ea;
  --ec-soft-must: #3a2826; --ec-soft-should: #393022; color-scheme: dark;`;

const BASE_CSS = `
:host {${LIGHT}
  --ec-radius: 14px;
  display: grid; grid-template-columns: minmax(0, 1fr);
  color: var(--ec-ink); background: var(--ec-paper);
  /* its own width decides, whatever the page around is; a parent that asks how wide it would like to be is told that */
  container-type: inline-size; contain-intrinsic-inline-size: 60rem; min-width: 0;
  font: 1rem/1.5 var(--ec-font, system-ui, -apple-system, "Segoe UI", sans-serif);
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) {${DARK} } }
:host([theme="dark"]) {${DARK} }
:host([hidden]) { display: none }
* { box-sizing: border-box }
.main { display: grid; grid-template-columns: minmax(0, 1fr); align-content: safe center; width: 100%; max-width: 112rem; margin-inline: auto; padding: clamp(.9rem, 2.4cqi, 2rem) }
h2, h3, p, ul, ol, figure { margin: 0; padding: 0 }
ul, ol { list-style: none }
h2 { font-size: 1.45rem; line-height: 1.25; font-weight: 620; text-wrap: balance }
h2:focus { outline: none }
h3, .title { font-size: .95rem; font-weight: 600; color: var(--ec-faint) }
.icon { flex: none; width: 1.5em; height: 1.5em }
.hint, .why { color: var(--ec-faint) }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

button, select {
  font: inherit; color: inherit; min-height: 2.75rem; padding: .5rem 1.2rem; border-radius: 999px; cursor: pointer; max-width: 100%;
  border: 1.5px solid var(--ec-line); background: var(--ec-card); overflow-wrap: break-word;
}
button { display: inline-flex; align-items: center; justify-content: center; gap: .5rem }
button:hover:enabled { border-color: var(--ec-accent) }
button:disabled { opacity: .55; cursor: default }
button.primary { background: var(--ec-accent); border-color: var(--ec-accent); color: var(--ec-on-accent); font-weight: 600; padding-inline: 1.8rem }
button.quiet { background: none; border-color: transparent; color: var(--ec-accent) }
button.quiet:hover:enabled { border-color: var(--ec-line) }
::slotted(button[slot="skip"]) {
  font: inherit; min-height: 2.75rem; padding: .5rem 1.2rem; border: 1.5px solid transparent; border-radius: 999px; cursor: pointer;
  background: none; color: var(--ec-accent);
}
:focus-visible { outline: 3px solid var(--ec-accent); outline-offset: 3px }
.ways { display: flex; flex-wrap: wrap; gap: .8rem }
.foot { display: flex; justify-content: flex-end; margin-top: 1rem }
.foot:empty { display: none }
.note { min-height: 1.6em }

.fold summary { display: flex; align-items: center; gap: .5rem; min-height: 2.5rem; cursor: pointer; list-style: none; border-radius: 8px }
.fold summary::-webkit-details-marker { display: none }
.fold summary > .icon:last-child { width: 1.1em; height: 1.1em; color: var(--ec-faint); transition: rotate .2s }
.fold[open] > summary > .icon:last-child { rotate: 180deg }

@media (prefers-reduced-motion: reduce) { *, *::before, *::after { transition: none !important; animation: none !important } }
`;

const CSS = BASE_CSS + ROOM_CSS + SCREENS_CSS + GUARD_CSS + EXAMPLES_CSS + OVERLAY_CSS;

/** @type {CSSStyleSheet | undefined} */
let made;

/** One sheet for all elements of a page, made only where there is one: the module is imported where pages are prepared, too. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
