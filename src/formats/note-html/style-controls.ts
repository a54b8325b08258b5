/** The bar, the player, and how the page uses a wide screen. */
export const CONTROLS = `
.skip-link { position: absolute; inset-inline-start: -100vw; top: 0; z-index: 3; background: var(--paper); padding: 0.5rem 1rem; }
.skip-link:focus { inset-inline-start: 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.2em; }
.bar {
  position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 0.6rem; min-height: 3.25rem;
  padding: 0.4rem 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); font: 0.875rem/1.4 var(--sans);
}
:root:not(.js) .search, :root:not(.js) .show, :root:not(.js) #theme { display: none; }
.bar .top { display: none; color: var(--soft); font-family: var(--sans); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.search { flex: 1; min-width: 0; display: flex; align-items: center; gap: 0.35rem; margin: 0; }
#search {
  flex: 1; min-width: 3rem; font: 1rem/1.4 var(--sans); color: inherit; background: var(--touch);
  border: 1px solid transparent; border-radius: 0.4rem; padding: 0.35rem 0.65rem;
}
#search:focus-visible { outline: none; border-color: var(--accent); }
#search::-webkit-search-cancel-button { display: none; }
#count { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
#count:empty, #count:empty + .step { display: none; }
.step { display: flex; }
.bar button, #play-here {
  font: inherit; color: var(--ink); background: none; border: 0; border-radius: 0.4rem; padding: 0.35rem;
  min-width: 2.25rem; min-height: 2.25rem; cursor: pointer;
}
.bar button:hover, #play-here:hover { background: var(--touch); }
.show { display: flex; border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0; margin: 0; overflow: hidden; flex: none; }
.show legend, .show input { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.show label span { display: block; padding: 0.35rem 0.6rem; color: var(--soft); cursor: pointer; }
.show label + label span { border-inline-start: 1px solid var(--rule); }
.show input:checked + span { background: var(--touch); color: var(--ink); }
.show input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: -2px; }
.side { display: contents; }
.player audio, .player video, .player iframe { display: block; width: 100%; border: 0; }
.player.video video, .player iframe { aspect-ratio: 16 / 9; background: #000; }
.player.youtube { border: 1px solid var(--rule); border-radius: 0.4rem; font: 0.9rem var(--sans); margin-bottom: 1.5rem; overflow: hidden; }
.player[hidden] { display: none; }
#play-here { width: 100%; padding: 0.6rem; color: var(--accent); }
@media (max-width: 63.99rem) {
  .player.video { position: sticky; top: 3.25rem; z-index: 1; margin: 0 -1.25rem 1rem; background: #000; }
  .player.video video { max-height: 34vh; }
  .player.audio { position: fixed; left: 0; right: 0; bottom: 0; z-index: 1; background: var(--paper); border-top: 1px solid var(--rule); padding: 0.35rem 0.75rem calc(0.35rem + env(safe-area-inset-bottom)); }
  .player.audio audio { height: 2.5rem; }
  :root:has(.player.video) { scroll-padding-top: calc(34vh + 4.5rem); }
}
@media (max-width: 30rem) {
  .bar { padding: 0.4rem 0.6rem; gap: 0.3rem; }
  .show label span { padding: 0.35rem 0.45rem; }
  .searching .show { display: none; }
}
@media (min-width: 64rem) {
  body { font-size: 1.125rem; }
  .bar { padding: 0.4rem 2rem; gap: 1.25rem; }
  .bar .top { display: block; flex: 1; }
  .search { flex: 0 1 22rem; }
  .page:not(.plain) {
    display: grid; max-width: 78rem; padding: 3rem 2rem 8rem; column-gap: 5rem;
    grid-template-columns: minmax(16rem, 22rem) minmax(0, 42rem); grid-template-rows: auto 1fr; justify-content: center;
  }
  .front, .rest { grid-column: 2; }
  .front { grid-row: 1; }
  .rest { grid-row: 2; }
  .side {
    display: block; grid-column: 1; grid-row: 1 / 3; align-self: start; position: sticky; top: 3.25rem;
    max-height: calc(100vh - 3.25rem); overflow-y: auto; padding: 0.4rem 0.25rem 2rem; scrollbar-width: thin;
  }
  .side h2 { font: 0.8rem/1.6 var(--sans); color: var(--soft); margin: 1.5rem 0 0.5rem; border: 0; padding: 0; }
  .side > .outline:first-child h2 { margin-top: 0.4rem; }
  .player { position: sticky; top: 0; background: var(--paper); z-index: 1; }
  .player.video video { border-radius: 0.4rem; }
  .para { display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); margin-inline-start: -4.7rem; }
  .para > .time { grid-row: 1; padding-top: 0.62rem; text-align: end; padding-inline-end: 0.9rem; margin: 0; }
  .para > .src, .para > .tr { grid-column: 2; }
}
@media (prefers-reduced-motion: no-preference) { .line { transition: background-color 0.2s; } }
`;
