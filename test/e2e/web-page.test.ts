/** The page of the server in a real browser: handing in, watching, cancelling, reading in both languages. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { type Served, serveBuilt } from '../support/served.ts';

/** The machine may be busy, in milliseconds. */
const SOON = { timeout: 15_000 };

function isWide(page: Page): Promise<unknown> {
  return page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}

async function handIn(page: Page, text: string): Promise<void> {
  await page.fill('#given', text);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.start');
}

describe.skipIf(!hasBrowser)('the page of the server', () => {
  let root: string;
  let browser: Browser;
  /** Answers at once. */
  let demo: Served;
  /** Takes its time, so that there is something to watch. */
  let slow: Served;
  let provider: SimulatedProvider;
  let talk: string;
  let axe: string;
  const pages: Page[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'talkleaf-web-'));
    talk = await readFile('sample/talk.srt', 'utf8');
    axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
    const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
    provider = await startSimulatedProvider({
      answer: recordedAnswers(recording),
      speed: { firstTokenMs: 300, tokensPerSecond: 600 },
    });
    const env = {
      TALKLEAF_MODEL: 'local:sim',
      TALKLEAF_BASE_URL: `${provider.url}/v1`,
      TALKLEAF_TO: 'zh',
    };
    [browser, demo, slow] = await Promise.all([
      startBrowser(),
      serveBuilt(['--demo', '--library', join(root, 'demo')]),
      serveBuilt(['--library', join(root, 'slow')], { env }),
    ]);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    if (complaints.length > 0) throw new Error(complaints.splice(0).join('\n'));
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([demo.close(), slow.close()]);
    await provider.close();
    await rm(root, { recursive: true, force: true });
  });

  async function open(url: string, options?: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({
      locale: 'en-GB',
      // What is half faded in has no contrast yet.
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // What the page's policy forbids is told here too. That the server refused something is shown by the page.
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    await page.goto(url);
    return page;
  }

  /** What axe finds that keeps people out. */
  async function barriers(page: Page): Promise<unknown> {
    await page.evaluate(axe);
    return await page.evaluate(
      'axe.run().then(({ violations }) => violations' +
        '.filter(({ impact }) => impact === "serious" || impact === "critical")' +
        '.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]))',
    );
  }

  it('lists what is there', async () => {
    const page = await open(demo.url);
    await expect.poll(() => page.textContent('.talk h3'), SOON).toBe('tidemark');
    await expect.poll(() => page.textContent('.talk .status'), SOON).toBe('Done');
    expect(await page.textContent('.talk .meta')).toContain('English → Chinese');
    expect(await barriers(page)).toEqual([]);
  });

  it('shows the plan first, then what is made of a pasted talk as it is made', async () => {
    const page = await open(slow.url);
    await page.waitForSelector('.empty');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
    });
    await handIn(page, talk);
    expect(await page.textContent('.plan')).toMatch(
      /translation into Chinese, cited note.*1:56.*local:sim/s,
    );
    expect(await barriers(page)).toEqual([]);
    expect(sent).toEqual(['/api/plans']);
    await page.click('.start');
    await expect.poll(() => page.textContent('.sentences'), SOON).toContain('Hello everyone');
    await expect.poll(() => page.textContent('.sentences .tr'), SOON).toContain('大家好');
    expect(await page.textContent('.stage')).toMatch(/^\d+% \S/);
    expect(await barriers(page)).toEqual([]);
    const id = page.url().split('/').at(-1) ?? '';
    await expect
      .poll(async () => (await page.request.get(`${slow.url}/api/talks/${id}`)).text(), SOON)
      .toContain('"status":"done"');
    await page.goto(slow.url);
    await expect.poll(() => page.textContent('.talk .status'), SOON).toBe('Done');
  });

  it('cancels, and goes on where it was', async () => {
    const page = await open(slow.url);
    await handIn(page, `${talk}\n36\n00:01:57,000 --> 00:01:58,000\nGoodbye.\n`);
    await page.click('.start');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForSelector('.ended');
    expect(await page.textContent('.stage')).toContain('Cancelled');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await page.goBack();
    // The list and the talk are two pages of one document.
    await page
      .getByRole('button', { name: 'Cancel Hello everyone my name is Mira' })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Remove / })
      .first()
      .click();
    expect(await page.textContent('dialog')).toContain('trash');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => page.locator('.talk').count(), SOON).toBe(1);
  });

  it('is used with the keyboard alone', async () => {
    const page = await open(demo.url);
    await page.waitForSelector('.talk');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip-link');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('given');
    await page.keyboard.insertText(talk);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.start');
    for (let tabs = 0; tabs < 6; tabs++) {
      if (await page.locator('.start:focus').count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/talks\/\w+$/);
  });

  it.each(['light', 'dark'] as const)('fits a phone, %s', async (colorScheme) => {
    const page = await open(demo.url, { colorScheme, viewport: { width: 360, height: 740 } });
    await page.waitForSelector('.talk');
    await page.click('.options summary');
    await handIn(page, `${'averyverylongwordwithoutanyspace'.repeat(8)}. A talk.`);
    expect(await isWide(page)).toBe(false);
    expect(await barriers(page)).toEqual([]);
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(26, 24, 21)' : 'rgb(251, 249, 244)');
    await page.click('.to-settings');
    await page.waitForSelector('.settings h2');
    expect(await isWide(page)).toBe(false);
    expect(await barriers(page)).toEqual([]);
  });

  it('speaks Chinese to those who do, and English when it is told to', async () => {
    const page = await open(demo.url, { locale: 'zh-CN' });
    await expect.poll(() => page.textContent('h1'), SOON).toBe('添加讲座');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans');
    await page.fill('#given', '/nowhere/talk.srt');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('.trouble .what'), SOON).toMatch(/\p{Script=Han}/u);
    await page.getByRole('button', { name: 'English' }).click();
    await expect.poll(() => page.textContent('h1'), SOON).toBe('Hand in a talk');
    await page.reload();
    expect(await page.textContent('h1')).toBe('Hand in a talk');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });
});
