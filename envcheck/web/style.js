/** How it looks: calm, warm, spacious. Colours and fonts can be set from outside by the custom properties. */

const CSS = `
:host {
  --ec-ink: #2c3238; --ec-faint: #5b636b; --ec-paper: #faf8f4; --ec-card: #ffffff; --ec-line: #dcd5c8;
  --ec-accent: #1f6a5a; --ec-on-accent: #ffffff; --ec-well: #1f6a5a; --ec-soft: #e7f0ec;
  --ec-must: #9c3a31; --ec-should: #8a5208; --ec-could: #45597f; --ec-radius: 14px;
  display: block; color: var(--ec-ink); background: var(--ec-paper);
  /* its own width decides, whatever the page around is; a parent that asks how wide it would like to be is told that */
  container-type: inline-size; contain-intrinsic-inline-size: 60rem; min-width: 0;
  font: 1rem/1.55 var(--ec-font, system-ui, -apple-system, "Segoe UI", sans-serif); color-scheme: light;
}
:host([theme="dark"]) { color-scheme: dark }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) {
  --ec-ink: #e9e5dd; --ec-faint: #b6b1a7; --ec-paper: #1d2124; --ec-card: #262b2f; --ec-line: #444b51;
  --ec-accent: #8fd0bc; --ec-on-accent: #10231e; --ec-well: #8fd0bc; --ec-soft: #24372f;
  --ec-must: #f2a79d; --ec-should: #eebf7e; --ec-could: #b3c5ea; color-scheme: dark;
} }
:host([theme="dark"]) {
  --ec-ink: #e9e5dd; --ec-faint: #b6b1a7; --ec-paper: #1d2124; --ec-card: #262b2f; --ec-line: #444b51;
  --ec-accent: #8fd0bc; --ec-on-accent: #10231e; --ec-well: #8fd0bc; --ec-soft: #24372f;
  --ec-must: #f2a79d; --ec-should: #eebf7e; --ec-could: #b3c5ea;
}
:host([hidden]) { display: none }
* { box-sizing: border-box }
.main { max-width: 76rem; margin-inline: auto; padding: clamp(1rem, 3cqi, 2rem) }
h2, h3, p, ul, ol { margin: 0; padding: 0 }
ul, ol { list-style: none }
h2 { font-size: 1.45rem; line-height: 1.3; font-weight: 620 }
h2:focus { outline: none }
h3 { margin-top: 1.6rem; font-size: .95rem; font-weight: 600; color: var(--ec-faint) }
.icon { flex: none; width: 1.5em; height: 1.5em }
.hint, .why { color: var(--ec-faint) }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

button, select {
  font: inherit; color: inherit; min-height: 2.75rem; padding: .55rem 1.2rem; border-radius: 999px; cursor: pointer;
  border: 1.5px solid var(--ec-line); background: var(--ec-card); display: inline-flex; align-items: center; justify-content: center; gap: .5rem; max-width: 100%; overflow-wrap: break-word;
}
button:hover:enabled { border-color: var(--ec-accent) }
button:disabled { opacity: .55; cursor: default }
button.primary { background: var(--ec-accent); border-color: var(--ec-accent); color: var(--ec-on-accent); font-weight: 600; padding-inline: 1.8rem }
button.quiet { background: none; border-color: transparent; color: var(--ec-accent) }
button.quiet:hover { border-color: var(--ec-line) }
select { width: 100%; border-radius: 10px; padding-inline: .9rem; text-overflow: ellipsis }
:focus-visible { outline: 3px solid var(--ec-accent); outline-offset: 3px }

.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; margin-bottom: 1.4rem }
.head:empty { display: none }
.steps { display: flex; flex-wrap: wrap; gap: .3rem }
.steps button { border-color: transparent; background: none; padding: .3rem .8rem; color: var(--ec-faint); min-height: 2.4rem }
.steps button[aria-current] { background: var(--ec-soft); color: var(--ec-ink); font-weight: 600 }
.place {
  display: inline-grid; place-items: center; width: 1.6rem; height: 1.6rem; border-radius: 50%;
  border: 1.5px solid currentColor; font-size: .85rem; font-variant-numeric: tabular-nums;
}
.past .place { background: var(--ec-accent); border-color: var(--ec-accent); color: var(--ec-on-accent) }

.body { display: grid; grid-template-columns: minmax(0, 1.35fr) minmax(19rem, 1fr); gap: clamp(1.2rem, 3cqi, 2.4rem); align-items: start }
.body[data-step="welcome"], .body[data-step="failure"] { grid-template-columns: minmax(0, 1fr) }
.welcome { max-width: 34rem; margin: clamp(2rem, 10vh, 7rem) auto; text-align: center; display: grid; gap: 1.2rem; justify-items: center }
.welcome h2 { font-size: 1.9rem }
.lead { color: var(--ec-faint); font-size: 1.1rem }
.picture { position: sticky; top: 1rem; aspect-ratio: var(--aspect, 1.7778); border-radius: var(--ec-radius); overflow: hidden; background: #14171a }
video { width: 100%; height: 100%; object-fit: fill; transform: scaleX(-1); display: block }
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none }
.guide { fill: none; stroke: #fff; stroke-opacity: .85; stroke-width: 4; stroke-dasharray: 4 16; stroke-linecap: round }
.guide.dark { stroke: #14171a; stroke-opacity: .5; stroke-width: 8 }
.mark { color: #ffd9a0 } .mark.must { color: #ffb4aa } .mark.could { color: #cfdcff }
.mark rect { fill: none; stroke: currentColor; stroke-width: 7 }
.mark circle { fill: currentColor }
.mark text { fill: #1c1f22; font: 600 34px system-ui, sans-serif }

.verdict { display: flex; gap: .7rem; align-items: center; padding: .9rem 1.1rem; border-radius: var(--ec-radius); background: var(--ec-card); border: 1.5px solid var(--ec-line) }
.verdict .icon { width: 1.9rem; height: 1.9rem }
.verdict[data-verdict^="ready"] { background: var(--ec-soft); border-color: var(--ec-well) }
.verdict[data-verdict^="ready"] .icon { color: var(--ec-well) }
.verdict[data-verdict="not ready"] { border-color: var(--ec-must) }
.verdict[data-verdict="not ready"] .icon { color: var(--ec-must) }
.works li { display: flex; gap: .5rem; margin-top: .35rem } .works .icon { color: var(--ec-well); width: 1.3em; height: 1.5em }
.setting li { margin-top: .5rem } .sign { color: var(--ec-faint); padding-inline-start: 1.1rem; text-indent: -1.1rem }
.calm { margin-top: 1rem; color: var(--ec-faint) }
.changes li { display: flex; gap: .8rem; margin-top: .7rem; padding: 1rem 1.1rem; border-radius: var(--ec-radius); background: var(--ec-card); border: 1px solid var(--ec-line) }
.changes li > div { flex: 1; min-width: 0 }
.number { flex: none; width: 1.7rem; height: 1.7rem; display: grid; place-items: center; border-radius: 50%; border: 2px solid currentColor; font-weight: 600 }
.must .number { color: var(--ec-must) } .should .number { color: var(--ec-should) } .could .number { color: var(--ec-could) }
.seen { font-weight: 500 }
.advice { display: flex; gap: .4rem; margin-top: .4rem } .advice .icon { color: var(--ec-accent); width: 1.3em }
.meter { position: relative; height: .6rem; margin-top: .8rem; border-radius: .3rem; background: linear-gradient(to right, var(--ec-well) 0 50%, var(--ec-line) 50% 100%) }
.needle { position: absolute; top: -.25rem; inset-inline-start: calc(var(--value, 0) * (100% - .5rem)); width: .5rem; height: 1.1rem; border-radius: .25rem; background: var(--ec-ink); box-shadow: 0 0 0 2px var(--ec-card); transition: inset-inline-start .4s }
[dir="rtl"] .meter { background-image: linear-gradient(to left, var(--ec-well) 0 50%, var(--ec-line) 50% 100%) }
[dir="rtl"] .advice .icon { transform: scaleX(-1) }
#more { margin-top: .6rem } #quiet-begin { margin-top: 1.2rem }

.choice { display: block; margin-top: 1rem } .choice span { display: block; margin-bottom: .3rem; color: var(--ec-faint) }
.level { margin-top: 1.4rem; height: .8rem; border-radius: .4rem; background: var(--ec-line); overflow: hidden }
.bar { height: 100%; width: calc(var(--level, 0) * 100%); background: var(--ec-well); border-radius: inherit }
.side > .note { margin-top: 1rem; min-height: 1.6em }
.side > p { margin-top: .6rem }
.countdown:empty { display: none }
.countdown { font-size: 1.6rem; font-weight: 600; margin-top: .8rem; font-variant-numeric: tabular-nums }
.ticks { display: grid; gap: .4rem; margin-top: 1rem }
.tick { display: flex; gap: .8rem; align-items: center; min-height: 2.75rem; padding: .4rem .9rem; border: 1px solid var(--ec-line); border-radius: 10px; background: var(--ec-card); cursor: pointer }
.tick input { width: 1.5rem; height: 1.5rem; accent-color: var(--ec-accent); flex: none }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.2rem }
.ways { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; margin-top: 1.8rem }
.foot { display: flex; justify-content: flex-end; margin-top: 1.8rem }
.foot:empty { display: none }
.body:is([data-step="welcome"], [data-step="failure"]) + .foot { justify-content: center; margin-top: 0 }
.ways > :only-child { margin-inline-start: auto }

@container (max-width: 70rem) {
  .steps { flex-wrap: nowrap }
  .steps button:not([aria-current]) .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .steps button { padding-inline: .3rem } .steps button[aria-current] { padding-inline: .5rem .9rem }
}
@container (max-width: 52rem) {
  .body { grid-template-columns: minmax(0, 1fr) }
  .picture { position: relative; top: 0 }
}
@container (max-width: 40rem) {
  .steps button .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .steps button, .steps button[aria-current] { padding-inline: .3rem }
}
@container (max-width: 24rem) {
  .head { column-gap: .3rem } .steps { gap: .1rem } #pause { padding-inline: .4rem }
  .steps button, .steps button[aria-current] { padding-inline: .15rem }
}
@container (max-width: 19rem) {
  #pause .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .ways { gap: .5rem } .ways button.primary { padding-inline: 1rem }
}
@media (max-height: 30rem) {
  .main { padding-block: .6rem } .head { margin-bottom: .7rem }
  .welcome { margin-block: 1rem }
  @container (min-width: 35rem) and (max-width: 52rem) {
    .body { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) }
    .picture { position: sticky; top: .6rem }
  }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`;

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
