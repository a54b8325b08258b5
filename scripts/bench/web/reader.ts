/** The reader's page of a long talk in a real browser: when it is seen, when it answers, whether it ever stutters. */
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

import { startBrowser } from '../../../test/support/browser.ts';
import { median, type Row } from '../table.ts';
import { serveLibrary, withLibrary } from './serving.ts';
import { putThreeHours, SENTENCES } from './three-hours.ts';

const RUNS = 5;
const SIZE = { width: 1280, height: 900 };
/** A sentence near the top, and one that is clicked to play from there. */
const FIRST = 's5';
const PLAYED = 's40';
/** The fastest a browser plays, and for how long, in milliseconds. */
const RATE = 16;
const PLAY_MS = 15_000;
/** As far as the wheel goes in a frame when it is turned hard, in pixels. */
const STEP = 120;

/** Notes long tasks from the beginning, and clicks a sentence as soon as there is one until that is heard. */
const WATCH = `
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const tryClick = () => {
    const line = document.querySelector('#${FIRST}');
    const media = document.querySelector('audio, video');
    line?.click();
    if (media && media.currentTime > 0) {
      window.answered = performance.now();
      media.pause();
    } else setTimeout(tryClick, 5);
  };
  if (location.pathname.startsWith('/talks/')) tryClick();
`;

const SCROLL = `new Promise((resolve) => {
  scrollTo(0, 0);
  const step = () => {
    const before = scrollY;
    scrollBy({ top: ${STEP}, behavior: 'instant' });
    if (scrollY === before) resolve(undefined);
    else requestAnimationFrame(step);
  };
  step();
})`;

const PLAY = `new Promise((resolve) => {
  const media = document.querySelector('audio, video');
  const seen = new Set();
  media.playbackRate = ${RATE};
  media.addEventListener('timeupdate', () => seen.add(document.querySelector('.line.now')?.dataset.s));
  setTimeout(() => { media.pause(); resolve(seen.size); }, ${PLAY_MS});
})`;

type Load = { readonly paint: number; readonly answer: number; readonly longest: number };

export async function measureReader(): Promise<Row[]> {
  return await withLibrary(async (folder) => {
    await putThreeHours(folder);
    const served = await serveLibrary(folder);
    const browser = await startBrowser();
    try {
      const [id] = z
        .array(z.object({ id: z.string() }))
        .parse(await (await fetch(`${served.origin}/api/talks`)).json());
      return await rowsOf(browser, `${served.origin}/talks/${id?.id}`);
    } finally {
      await browser.close();
      await served.close();
    }
  });
}

async function rowsOf(browser: Browser, url: string): Promise<Row[]> {
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await opened(browser, url);
    loads.push(await loadOf(page));
    await page.context().close();
  }
  const page = await opened(browser, url);
  await loadOf(page);
  const scrolling = await tasksDuring(page, SCROLL);
  await page.click(`#${PLAYED}`);
  const following = await tasksDuring(page, PLAY);
  const middle = (of: keyof Load): string =>
    `${Math.round(median(loads.map((load) => load[of])))} ms`;
  const what = `three hours, ${SENTENCES} sentences with translation and note`;
  return [
    [`${what}: first contentful paint`, middle('paint'), '< 1 s'],
    ['… until a click on a sentence is answered', middle('answer'), '< 1 s'],
    ['… longest task while loading', middle('longest'), ''],
    ['… long tasks while scrolling from top to bottom', said(scrolling.tasks), 'none'],
    [
      `… long tasks while following ${String(following.result)} sentences, played ${RATE} times as fast`,
      said(following.tasks),
      'none',
    ],
  ];
}

async function opened(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  await page.goto(url);
  return page;
}

/** Waits until the page has answered a click, and gives what happened by then. */
async function loadOf(page: Page): Promise<Load> {
  await page.waitForFunction('window.answered !== undefined');
  // The browser tells of long tasks some time after them.
  await page.waitForTimeout(500);
  return z.object({ paint: z.number(), answer: z.number(), longest: z.number() }).parse(
    await page.evaluate(`({
      paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      answer: window.answered,
      longest: Math.max(0, ...tasks),
    })`),
  );
}

/** Does something in the page, and gives what it resolved with and the long tasks meanwhile, in milliseconds. */
async function tasksDuring(
  page: Page,
  doing: string,
): Promise<{ readonly result: unknown; readonly tasks: readonly number[] }> {
  await page.waitForTimeout(1000);
  await page.evaluate('tasks.length = 0');
  const result = await page.evaluate(doing);
  await page.waitForTimeout(500);
  return { result, tasks: z.array(z.number()).parse(await page.evaluate('tasks')) };
}

function said(tasks: readonly number[]): string {
  if (tasks.length === 0) return 'none';
  return `${tasks.length}, the longest ${Math.round(Math.max(...tasks))} ms`;
}
