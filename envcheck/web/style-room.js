/** How the room's screen looks: the preview with its bar, the verdict beside it, what is tried and ticked below. */

export const ROOM_CSS = `
[data-step="room"] > .body {
  display: grid; gap: clamp(.9rem, 1.8cqi, 1.6rem) clamp(1.2rem, 2.6cqi, 2.4rem); align-items: start; justify-content: center;
  grid-template: "stage column" auto "sound column" 1fr / minmax(0, min(60cqi, 110vh)) minmax(19rem, 34rem);
}
.stage { grid-area: stage } .column { grid-area: column; display: grid; gap: 1rem; min-width: 0 } #sound { grid-area: sound }
/* the way on stays in view, however much is told above it */
.column > .ways { position: sticky; bottom: 0; z-index: 1; justify-content: flex-end; padding-block: .8rem .4rem; background: linear-gradient(to top, var(--ec-paper) 80%, transparent); pointer-events: none }
.column > .ways button { pointer-events: auto }
.column :is(button, input, summary), #sound button { scroll-margin-bottom: 5rem }
/* a height of its own: what is told grows downwards, and the picture stays where it is */
.main[data-step="room"] { align-content: start; padding-block-start: clamp(.9rem, (100vh - 46rem) / 3, 12rem) }

.picture {
  position: relative; aspect-ratio: var(--aspect, 1.7778); width: min(100%, calc(62vh * var(--aspect, 1.7778))); margin-inline: auto;
  border-radius: var(--ec-radius); overflow: hidden; background: #14171a;
}
video { width: 100%; height: 100%; object-fit: fill; transform: scaleX(-1); display: block }
.live {
  position: absolute; inset-block-start: .7rem; inset-inline-end: .7rem; display: flex; align-items: center; gap: .35rem; padding: .15rem .7rem .15rem .5rem;
  border-radius: 999px; background: rgb(20 23 26 / .72); color: #fff; font-size: .85rem;
}
.guided {
  position: absolute; inset-block-end: .7rem; left: 50%; translate: -50%; padding: .3rem 1rem; border-radius: 999px; max-width: 94%;
  background: rgb(20 23 26 / .78); color: #fff; font-weight: 600;
}
.guided:empty, .live:empty { display: none }
.live .icon { width: .8rem; height: .8rem; color: #8fd0bc; animation: breathe 3s ease-in-out infinite }
@keyframes breathe { 50% { opacity: .35 } }
[data-paused] video { opacity: 0 }
[data-paused] .live { inset: 0; border-radius: 0; background: none; justify-content: center; padding: 0; color: #b6b1a7 }
[data-paused] .live .icon { width: 3.5rem; height: 3.5rem; animation: none; color: inherit }

/* in two rows rather than with names that are cut */
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin-top: .7rem }
.choice { position: relative; display: flex; align-items: center; flex: 1 1 15rem; min-width: 3rem; border-radius: 999px }
.choice > .icon { position: absolute; pointer-events: none; inset-inline-start: .75rem; width: 1.25rem; height: 1.25rem }
.choice > select + .icon { inset-inline: auto .8rem; width: 1rem; height: 1rem; color: var(--ec-faint) }
.choice select { appearance: none; width: 100%; padding-inline: 2.3rem 1.9rem; font-size: .92rem; text-overflow: ellipsis }
.level { position: absolute; inset-inline: 2.5rem 2.1rem; bottom: .3rem; height: .25rem; border-radius: .2rem; background: var(--ec-line); overflow: hidden }
#level-bar { position: relative; height: 100%; width: calc(var(--level, 0) * 100%); background: var(--ec-well); border-radius: inherit }
.named { display: flex; gap: .4rem; align-items: center; color: var(--ec-faint); font-size: .95rem }
.named .icon { width: 1.25rem; height: 1.25rem }
.notice { display: flex; gap: .6rem; align-items: flex-start; padding: .6rem 1.1rem; border-radius: var(--ec-radius); background: var(--ec-soft) }
.notice > span { flex: 1 } .notice button { min-height: 2rem; padding: .1rem .6rem }
.usual { display: flex; gap: .4rem; align-items: center; padding: .6rem 1.1rem 0; color: var(--ec-well); font-weight: 500 } .usual .icon { width: 1.2em; height: 1.2em }
.card[data-verdict="ready"] .usual { padding-block: 0 .3rem }
.bar #pause { margin-inline-start: auto; flex: none; padding-inline: .8rem }

.side { display: grid; gap: 1rem; min-width: 0 }
.card { border-radius: var(--ec-radius); background: var(--ec-card); border: 1.5px solid var(--ec-line); overflow: hidden }
.verdict { display: flex; gap: .7rem; align-items: center; padding: .85rem 1.1rem }
.verdict .icon { width: 1.9rem; height: 1.9rem }
.card[data-verdict="ready"] { border-color: var(--ec-well); background: var(--ec-soft) }
.card[data-verdict="ready"] .verdict .icon { color: var(--ec-well) }
.card[data-verdict="ready with advice"] { border-color: var(--ec-should) }
.card[data-verdict="ready with advice"] .verdict { background: var(--ec-soft-should) }
.card[data-verdict="ready with advice"] .verdict .icon { color: var(--ec-should) }
.card[data-verdict="not ready"] { border-color: var(--ec-must) }
.card[data-verdict="not ready"] .verdict { background: var(--ec-soft-must) }
.card[data-verdict="not ready"] .verdict .icon { color: var(--ec-must) }
.card > .calm { padding: 0 1.1rem .9rem; color: var(--ec-faint) }

.changes > li { padding: .75rem 1.1rem .3rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: .3rem }
.side > section:not(.card) .changes { display: grid; gap: .6rem; margin-top: .5rem }
.side > section:not(.card) .changes > li {
  border-radius: var(--ec-radius); background: var(--ec-card); border: 1px solid var(--ec-line); border-inline-start: 4px solid var(--edge, var(--ec-line));
}
.must { --edge: var(--ec-must) } .should { --edge: var(--ec-should) } .could { --edge: var(--ec-could) } .changes > .mended { --edge: var(--ec-well) }
.seen, .advice { display: flex; gap: .5rem; align-items: flex-start }
.seen .icon { width: 1.3em; height: 1.5em; color: var(--edge) }
.seen span:not(.number) { flex: 1; min-width: 0 }
.number { flex: none; min-width: 1.6rem; height: 1.6rem; display: grid; place-items: center; border-radius: 50%; border: 2px solid var(--edge); font-weight: 600; font-size: .9rem }
.advice .icon { color: var(--ec-accent); width: 1.3em; height: 1.5em }
.changes .fold summary { color: var(--ec-accent); font-size: .92rem; min-height: 2.2rem }
.changes .fold > :not(summary) { margin-bottom: .6rem }
.changes .example { max-width: 20rem; height: auto; display: block }
.mended { animation: settled .3s ease-out } .mended .icon { color: var(--ec-well) }
@keyframes settled { from { background: var(--ec-soft) } }
.measure { padding-block: .3rem .1rem }
.meter { position: relative; height: .6rem; border-radius: .3rem; border: 1px solid transparent; background: linear-gradient(to right, var(--ec-well) 0 50%, var(--ec-line) 50% 100%) }
.needle { position: absolute; top: -.3rem; inset-inline-start: calc(var(--value, 0) * (100% - .5rem)); width: .5rem; height: 1.1rem; border-radius: .25rem; background: var(--ec-ink); box-shadow: 0 0 0 2px var(--ec-card); transition: inset-inline-start .4s }
.ends { display: flex; justify-content: space-between; gap: 1rem; margin-top: .4rem; font-size: .85rem; color: var(--ec-faint) }
[dir="rtl"] .meter { background-image: linear-gradient(to left, var(--ec-well) 0 50%, var(--ec-line) 50% 100%) }
[dir="rtl"] .icon[data-icon="arrow"] { transform: scaleX(-1) }
#works { padding-inline: 1.1rem } #works summary > .icon:first-child { color: var(--ec-well) }
.count { min-width: 1.6rem; padding-inline: .4rem; text-align: center; border-radius: 999px; background: var(--ec-soft); font-size: .9rem; font-variant-numeric: tabular-nums }
.works li { display: flex; gap: .5rem; margin-bottom: .35rem } .works .icon { color: var(--ec-well); width: 1.3em; height: 1.5em }

.panel > .hint { margin-top: .2rem }
.tests { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .6rem }
.tests .icon { width: 1.25rem; height: 1.25rem }
.asked { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center } #quiet, #chimed, #heard { margin-top: .4rem }
.countdown { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums }
.ticks { margin-top: .5rem; border: 1px solid var(--ec-line); border-radius: var(--ec-radius); background: var(--ec-card); overflow: hidden }
.tick { display: flex; gap: .7rem; align-items: center; min-height: 2.5rem; padding: .3rem 1.1rem; cursor: pointer; line-height: 1.35 }
.tick + .tick { border-top: 1px solid var(--ec-line) }
.tick:hover { background: var(--ec-soft) }
.tick input { width: 1.3rem; height: 1.3rem; accent-color: var(--ec-accent); flex: none; outline-offset: 2px }
@media (pointer: coarse) { .tick { min-height: 2.75rem } }

@container (max-width: 56rem) {
  [data-step="room"] > .body { display: flex; flex-direction: column; align-items: stretch }
  .stage, .column { display: contents }
  .picture { position: sticky; top: 0; z-index: 1; width: min(100%, calc(max(30vh, 9rem) * var(--aspect, 1.7778))); flex: none }
  .column :is(button, input, summary), #sound button { scroll-margin-top: calc(max(30vh, 9rem) + 1.5rem) }
  .picture::after { content: ""; position: absolute; inset: 0; border-radius: inherit; box-shadow: inset 0 0 0 1px rgb(255 255 255 / .12); pointer-events: none }
  .bar { margin-top: 0 } .guided { inset-block-end: .4rem; font-size: .9rem }
  .side { order: 1 } #sound { order: 2 } #checklist { order: 3 } .column > .ways { order: 4 }
}
@container (max-width: 40rem) {
  .choice { flex: none; width: 2.75rem; height: 2.75rem; border: 1.5px solid var(--ec-line); background: var(--ec-card); justify-content: center }
  .choice > .icon { position: static } .choice > select + .icon { display: none }
  .level { inset-inline: .6rem }
  .choice select { position: absolute; inset: 0; opacity: 0; min-height: 0; height: 100%; padding: 0 }
  .choice:focus-within { outline: 3px solid var(--ec-accent); outline-offset: 2px }
  .bar { gap: .4rem }
}
@container (max-width: 19rem) {
  #pause .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
}
@media (max-height: 30rem) {
  .main, .main[data-step="room"] { padding-block: .6rem }
  .column > .ways { position: static }
  @container (min-width: 35rem) {
    [data-step="room"] > .body { display: grid; grid-template: "stage column" auto "stage sound" 1fr / minmax(0, 1fr) minmax(0, 1fr) }
    .column :is(button, input, summary), #sound button { scroll-margin-top: 1rem }
    .column { display: grid } .stage { display: block; position: sticky; top: .6rem } .bar { margin-top: .5rem }
    .picture { position: relative; width: min(100%, calc(72vh * var(--aspect, 1.7778))) } .choice { flex-basis: 8rem }
  }
}
@media (forced-colors: active) {
  #level-bar, .needle { forced-color-adjust: none; background: CanvasText }
  .meter { border-color: CanvasText; background: Canvas } .needle { box-shadow: none }
  .card, .changes > li { border-width: 2px }
  .number, .count { border: 1px solid CanvasText }
}
`;
