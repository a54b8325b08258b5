import { CONTROLS } from './style-controls.ts';

/** Ink on paper, and the same at night. */
const DAY = `
  color-scheme: light;
  --paper: #fbf9f4; --ink: #2a2520; --soft: #6d6458; --rule: #e4ddd0; --accent: #8c3a1c;
  --touch: #f1eadc; --now: #f7e4b5; --hit: #ffe08a; --hit-now: #f5a742; --warn: #a2420f;`;
const NIGHT = `
  color-scheme: dark;
  --paper: #1a1815; --ink: #dcd5c8; --soft: #a0968a; --rule: #37322b; --accent: #e3a578;
  --touch: #27231e; --now: #4b3c1c; --hit: #6b5417; --hit-now: #b5711a; --warn: #f0a35e;`;

/** Chinese, Japanese and Korean serif faces by language, then what every system has. */
const LATIN = `"Iowan Old Style", Charter, "Source Serif 4", Georgia, "Times New Roman"`;

const TYPE = `
:root { ${DAY}
  --serif: ${LATIN}, "Source Han Serif SC", "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", "PingFang SC", "Microsoft YaHei", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${NIGHT} } }
:root[data-theme="dark"] { ${NIGHT} }
:lang(zh-Hant), :lang(zh-TW), :lang(zh-HK) { --serif: ${LATIN}, "Source Han Serif TC", "Noto Serif CJK TC", "Songti TC", "PingFang TC", "Microsoft JhengHei", serif; }
:lang(ja) { --serif: ${LATIN}, "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif; }
:lang(ko) { --serif: ${LATIN}, "AppleMyungjo", "Noto Serif CJK KR", "Noto Serif KR", "Nanum Myeongjo", "Malgun Gothic", serif; }
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.8 var(--serif); text-autospace: normal; line-break: strict; overflow-wrap: break-word;
}
[lang] { font-family: var(--serif); }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.4; text-wrap: balance; margin: 0; }
h1 { font-size: 1.85rem; letter-spacing: 0.01em; }
:is(h1, h2, h3, h4):is(:lang(zh), :lang(ja)) { text-wrap: pretty; }
h2 { font-size: 1.3rem; margin: 3.5rem 0 1.25rem; padding-bottom: 0.4rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1.15rem; margin: 2.5rem 0 0.25rem; }
h4 { font-size: 1.02rem; margin: 1.5rem 0 0.25rem; }
p, ul, ol, dl, blockquote, table { margin: 0 0 1rem; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 0.2em; }
.num { color: var(--soft); font-variant-numeric: lining-nums tabular-nums; margin-inline-end: 0.3em; font-weight: 400; }
.time { font: 0.8em/1 var(--sans); font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--soft); }
a.time { color: var(--accent); }
.cite { margin-inline-start: 0.15em; }
.warn { color: var(--warn); }
small { font-family: var(--sans); font-size: 0.78em; }
`;

const BODY = `
.page { display: block; max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; }
.opening .original { color: var(--soft); font-style: italic; margin: 0.35rem 0 0; }
.opening .topic { margin: 0.5rem 0 0; }
.opening .original:lang(zh), .opening .original:lang(ja), .opening .original:lang(ko) { font-style: normal; }
.facts { display: flex; flex-wrap: wrap; gap: 0.15rem 1.4rem; margin: 1.25rem 0 0; font: 0.82rem/1.7 var(--sans); color: var(--soft); }
.facts div { display: flex; gap: 0.45em; min-width: 0; }
.opening .warn { margin: 0.75rem 0 0; font-size: 0.95rem; }
.facts dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.summary, .points, .points ul { padding-inline-start: 1.25em; }
.summary li { margin-bottom: 0.65rem; }
.points { margin: 0.6rem 0 0.9rem; }
.points li { margin: 0.3rem 0; }
.points ul { margin: 0.1rem 0 0.4rem; line-height: 1.5; list-style: "– "; }
.points ul li { margin: 0.1rem 0; }
li::marker { color: var(--soft); }
.where { font: 0.82rem/1.6 var(--sans); color: var(--soft); margin: 0 0 0.5rem; }
.where .time { font-size: 1em; }
.time + .to-text::before { content: "\\00a0· "; color: var(--soft); }
.aside { color: var(--soft); }
blockquote { margin: 1.25rem 0; padding-block: 0.1rem; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--rule); }
blockquote > * { margin: 0.2rem 0; }
blockquote .src { color: var(--soft); font-size: 0.96em; line-height: 1.6; }
table { border-collapse: collapse; width: 100%; font-size: 0.95em; }
th, td { text-align: start; padding-block: 0.35rem; padding-inline-end: 1rem; border-bottom: 1px solid var(--rule); vertical-align: top; font-weight: 400; }
thead th { font: 0.8rem/1.6 var(--sans); color: var(--soft); }
.outline { font-size: 0.95rem; line-height: 1.55; }
.outline ol { list-style: none; margin: 0; padding: 0; }
.outline ol ol { padding-inline-start: 1.3rem; }
.outline .entry { display: flex; align-items: baseline; gap: 0.5rem; padding: 0.2rem 0; }
.outline .entry > a { flex: 1; color: var(--ink); display: flex; gap: 0.3rem; min-width: 0; }
.outline .entry > a > * { min-width: 0; overflow-wrap: anywhere; }
.outline a.time { color: var(--soft); }
.outline .skip > .entry > a { color: var(--soft); }
.outline a[aria-current] { color: var(--accent); }
.chapters { margin: 1rem 0 0; font: 0.82rem/1.6 var(--sans); color: var(--soft); }
.chapters summary { cursor: pointer; }
.chapters ol { list-style: none; margin: 0.4rem 0 0; padding: 0; }
.chapters li { display: flex; align-items: baseline; gap: 0.6rem; padding: 0.1rem 0; }
.chapters [lang] { color: var(--ink); min-width: 0; overflow-wrap: anywhere; }
.part h3 { margin-bottom: 1.25rem; }
.para { content-visibility: auto; contain-intrinsic-size: auto 11rem; margin: 0 -0.5rem 1.6rem; padding: 0 0.5rem; }
.para > .time { display: block; margin-bottom: 0.45rem; padding: 0.15rem 0; }
.para > p, .para > .tr { margin: 0 0 0.55rem; }
.para .src { color: var(--soft); line-height: 1.65; }
:root[data-show="source"] .para .src, .para .src:last-child { color: var(--ink); }
:root[data-show="source"] .para .tr, :root[data-show="translation"] .para .src { display: none; }
.speaker { font-weight: 600; color: var(--ink); }
.line { border-radius: 0.2em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.playable .line { cursor: pointer; }
.line.twin { background: var(--touch); }
.line.now { background: var(--now); color: var(--ink); }
.line.found, .find.found { outline: 2px solid var(--hit-now); outline-offset: 2px; }
.fixed { text-decoration: underline dotted var(--accent); text-underline-offset: 0.25em; cursor: help; }
s { color: var(--soft); }
.mark { display: inline-block; font: 0.8em/1 var(--sans); color: var(--warn); margin-inline-end: 0.3em; }
.mark[open], .mark[open]::details-content { display: inline; }
.mark summary { display: inline; list-style: none; cursor: pointer; padding: 0.25em; font-size: 1.2em; }
.mark summary::-webkit-details-marker { display: none; }
.mark small { font-size: 1em; }
.steps { color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.steps a { padding: 0.4em 0.55em; margin-inline: 0.25em; }
.keys { font: 0.8rem/1.6 var(--sans); color: var(--soft); margin-top: 3rem; }
::highlight(hit) { background-color: var(--hit); color: inherit; }
::highlight(hit-now) { background-color: var(--hit-now); color: #1a1208; }
`;

const PRINT = `
@media print {
  :root, :root:not([data-theme="light"]), :root[data-theme="dark"] { ${DAY} --paper: #fff; --ink: #000; --soft: #444; }
  body { font-size: 10.5pt; line-height: 1.6; }
  .bar, .player, .skip-link, .keys, .to-text, .steps { display: none; }
  .mark { display: inline; }
  .mark::details-content { display: inline; content-visibility: visible; }
  .page, .page.plain { display: block; max-width: none; padding: 0; }
  .side { position: static; display: block; height: auto; overflow: visible; padding: 0; }
  .para { display: block; content-visibility: visible; break-inside: avoid; margin: 0 0 1rem; padding: 0; }
  .para > .time { text-align: start; padding: 0; }
  h2, h3, h4 { break-after: avoid; }
  a { color: inherit; }
  .line.now, .line.twin { background: none; }
}
`;

/** The style of the page: paper, ink and one accent; serif text in a narrow measure; dark and light; print. */
export const STYLE: string = TYPE + BODY + CONTROLS + PRINT;
