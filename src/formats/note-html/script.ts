import { MARKS } from './script-marks.ts';
import { SEARCH } from './script-search.ts';

const START = `'use strict';
{
const root = document.documentElement;
const all = (selector) => [...document.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
root.classList.add('js');

const kept = {
  get: () => { try { return localStorage.getItem('talkleaf-theme'); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem('talkleaf-theme', theme); } catch { /* Private windows keep nothing. */ } },
};
if (kept.get()) root.dataset.theme = kept.get();
byId('theme').addEventListener('click', () => {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
  kept.set(root.dataset.theme);
});
`;

const LINES = `
const lines = all('.line[data-t]').map((source) => ({
  start: Number(source.dataset.t),
  elements: [source],
  number: source.closest('.part').dataset.n,
}));
const lineOf = new Map(lines.map((line) => [line.elements[0].dataset.s, line]));
for (const element of all('.tr .line')) lineOf.get(element.dataset.s).elements.push(element);

const inView = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
};
const reveal = (element) => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const isFar = Math.abs(element.getBoundingClientRect().top) > innerHeight * 2;
  element.scrollIntoView({ block: 'center', behavior: calm || isFar ? 'instant' : 'smooth' });
  // What comes into sight only now takes its true height, and may push the line away.
  if (isFar) requestAnimationFrame(() => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
};
const shownOf = (elements) => elements.find((element) => element.getClientRects().length > 0) || elements[0];

let twins = [];
document.addEventListener('mouseover', (event) => {
  const element = event.target.closest('.line');
  const line = element && lineOf.get(element.dataset.s);
  for (const twin of twins) twin.classList.remove('twin');
  twins = line ? line.elements : [];
  for (const twin of twins) twin.classList.add('twin');
});

const links = new Map(all('.outline a[data-n]').map((link) => [link.dataset.n, link]));
let marked;
function markSection(number) {
  const link = links.get(number);
  if (!link || link === marked) return;
  if (marked) marked.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'location');
  marked = link;
  // A long outline beside the text scrolls by itself; on a phone it is part of the page and stays.
  const side = link.closest('.side');
  const place = link.getBoundingClientRect().top - side.getBoundingClientRect().top;
  const isOutside = place < side.clientHeight * 0.2 || place > side.clientHeight * 0.9;
  if (side.scrollHeight > side.clientHeight && isOutside) side.scrollTop += place - side.clientHeight / 2;
}
const reading = new IntersectionObserver((entries) => {
  if (media && !media.paused) return;
  for (const entry of entries) if (entry.isIntersecting) markSection(entry.target.dataset.n);
}, { rootMargin: '-20% 0px -70% 0px' });
for (const section of all('.sec, .part[data-n]')) reading.observe(section);
`;

const PLAYER = `
const LEAD_IN = 0.25;
const YOUTUBE = 'https://www.youtube-nocookie.com';
const media = byId('media');
let frame;
let current;

function play(seconds) {
  const from = Math.max(0, seconds - LEAD_IN);
  if (frame) frame.contentWindow.postMessage(JSON.stringify({ event: 'command', func: 'seekTo', args: [from, true] }), YOUTUBE);
  if (!media) return;
  media.currentTime = from;
  media.play().catch(() => {});
}
function lineAt(seconds) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].start <= seconds) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}
function follow() {
  const line = lineAt(media.currentTime + LEAD_IN + 0.05);
  if (line === current) return;
  // Who has scrolled away from the line being played wants to read elsewhere.
  const isWatched = current && current.elements.some(inView);
  for (const element of current ? current.elements : []) element.classList.remove('now');
  for (const element of line ? line.elements : []) element.classList.add('now');
  current = line;
  if (!line) return;
  markSection(line.number);
  const shown = shownOf(line.elements);
  const { top, bottom } = shown.getBoundingClientRect();
  if (isWatched && (top < innerHeight * 0.3 || bottom > innerHeight * 0.75)) reveal(shown);
}
if (media) {
  root.classList.add('playable');
  for (const name of ['timeupdate', 'seeked']) media.addEventListener(name, follow);
  media.addEventListener('error', () => {
    root.classList.remove('playable');
    media.parentElement.hidden = true;
  });
}
const button = byId('play-here');
if (button && location.protocol.startsWith('http')) {
  button.parentElement.hidden = false;
  button.addEventListener('click', () => {
    frame = document.createElement('iframe');
    frame.src = YOUTUBE + '/embed/' + button.dataset.video + '?enablejsapi=1&playsinline=1&autoplay=1';
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.title = button.parentElement.getAttribute('aria-label');
    button.replaceWith(frame);
    root.classList.add('playable');
  });
}
document.addEventListener('click', (event) => {
  if (!root.classList.contains('playable') || event.ctrlKey || event.metaKey) return;
  const time = event.target.closest('a.time[data-t]');
  if (time) {
    event.preventDefault();
    play(Number(time.dataset.t));
    return;
  }
  const element = event.target.closest('.line');
  const line = element && lineOf.get(element.dataset.s);
  if (line && getSelection().isCollapsed) play(line.start);
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input:not([type=radio]), textarea, select')) return;
  if (event.key === '/') {
    event.preventDefault();
    byId('search').focus();
  }
  if (event.key !== ' ' || !root.classList.contains('playable') || !media) return;
  if (event.target.closest('button, input, summary, audio, video')) return;
  event.preventDefault();
  if (media.paused) media.play().catch(() => {});
  else media.pause();
});
`;

/** The script of the page: theme, playing and following, the outline's place, search, marks. Plain browser JavaScript. */
export const SCRIPT: string = `${START}${LINES}${PLAYER}${SEARCH}${MARKS}}\n`;
