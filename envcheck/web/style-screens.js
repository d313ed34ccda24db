/** How the first and the last screen look, and those of what fails. */

export const SCREENS_CSS = `
/* the first words of the page stand in the same place before any script has come: page.css */
.main[data-step="welcome"] { align-content: start }
.welcome { max-width: 36rem; margin: clamp(.5rem, 7vh, 5rem) auto; text-align: center; display: grid; gap: 1.1rem; justify-items: center }
.welcome h2 { font-size: 1.9rem }
.lead { color: var(--ec-faint); font-size: 1.1rem; text-wrap: balance }
.setup { width: min(100%, 22rem) } .setup svg { width: 100%; height: auto; display: block }
.plan { display: grid; gap: .4rem; text-align: start }
.plan li { display: flex; gap: .7rem; align-items: center } .plan .icon { color: var(--ec-accent) }
.failure > .example { max-width: 18rem; margin: 0 auto }
.welcome > .hint { font-size: .95rem; text-wrap: balance }

.moment { max-width: 40rem; margin: clamp(.5rem, 7vh, 5rem) auto; display: grid; gap: 1rem; justify-items: center; text-align: center }
.moment > .icon { width: 4.5rem; height: 4.5rem; color: var(--ec-well) }
.moment[data-verdict="ready with advice"] > .icon { color: var(--ec-should) }
.moment[data-verdict="not ready"] > .icon { color: var(--ec-must) }
.moment[data-verdict="undetermined"] > .icon { color: var(--ec-faint) }
.moment[data-verdict="ready"] > .icon { animation: arrived .6s ease-out }
@keyframes arrived { from { opacity: 0; scale: .7 } }
.moment h2 { font-size: 1.9rem }
.moment .ways { justify-content: center }
.remaining { display: grid; gap: .5rem; text-align: start } .remaining li { display: flex; gap: .5rem } .remaining .icon { color: var(--edge); width: 1.3em; height: 1.5em }
.moment .fold { width: 100%; text-align: start } .moment .fold summary { justify-content: center; color: var(--ec-accent) }
.moment .fold h3 { margin-top: .6rem }
.setting li { margin-top: .5rem } .sign { color: var(--ec-faint); padding-inline-start: 1.1rem; text-indent: -1.1rem }
.saving { display: flex; flex-wrap: wrap; gap: .5rem .7rem; align-items: center; margin-top: .5rem }
.saving input { font: inherit; color: inherit; min-height: 2.75rem; padding: .4rem .9rem; border-radius: 10px; border: 1.5px solid var(--ec-line); background: var(--ec-card); min-width: 0; flex: 1 1 9rem; max-width: 16rem }
.saved li { display: flex; gap: .5rem; align-items: center } .saved .icon { width: 1.2em; height: 1.2em } .saved button { min-height: 2.2rem; padding: .2rem .6rem }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1rem; justify-content: center }
:is([data-step="welcome"], [data-step="failure"]) > .foot { justify-content: center; margin-top: 0 }
@media (max-height: 30rem) { .welcome, .moment { margin-block: .5rem } }
`;
