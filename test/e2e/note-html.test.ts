/** The page beside the recording, in a real browser: playing, searching, choosing what is shown. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasBrowser, startBrowser } from '../support/browser.ts';
import { run } from '../support/command.ts';

describe.skipIf(!hasBrowser)('note.html', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'talkleaf-page-'));
    const { status, stderr } = await run(['demo', '--out', folder]);
    if (status !== 0) throw new Error(stderr);
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(join(folder, 'tidemark', 'note.html')).href);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  const inPage = (expression: string): Promise<unknown> => page.evaluate(expression);
  const found = async (): Promise<string> => (await page.textContent('#count'))?.trim() ?? '';

  it('plays from the line that is clicked, and marks it in both languages', async () => {
    await page.click('#s13');
    await expect
      .poll(() => inPage('document.querySelector("audio, video").currentTime'))
      .toBeGreaterThan(56);
    await expect.poll(() => inPage('document.querySelectorAll(".line.now").length')).toBe(2);
    const marked = await page.$$eval('.line.now', (lines) =>
      lines.map((line) => line.getAttribute('data-s')),
    );
    expect(marked).toEqual(['13', '13']);
  });

  it('stops with the space key', async () => {
    await page.keyboard.press('Space');
    await expect.poll(() => inPage('document.querySelector("audio, video").paused')).toBe(true);
  });

  it('finds Chinese words and counts them', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('迁移');
    await expect.poll(() => found()).toMatch(/^1 \/ [1-9]\d*$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => found()).toMatch(/^2 \/ [1-9]\d*$/);
    await page.keyboard.press('Escape');
    await expect.poll(() => found()).toBe('');
  });

  it('shows the source alone on request', async () => {
    await page.check('input[value=source]', { force: true });
    expect(await page.getAttribute('html', 'data-show')).toBe('source');
    await page.check('input[value=both]', { force: true });
  });

  it('changes between light and dark', async () => {
    await page.click('#theme');
    const first = await page.getAttribute('html', 'data-theme');
    await page.click('#theme');
    expect(await page.getAttribute('html', 'data-theme')).not.toBe(first);
  });

  it('is printed on white paper, also at night', async () => {
    await page.evaluate('document.documentElement.dataset.theme = "dark"');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const colours = 'getComputedStyle(document.body)';
    expect(await inPage(`${colours}.backgroundColor`)).toBe('rgb(255, 255, 255)');
    expect(await inPage(`${colours}.color`)).toBe('rgb(0, 0, 0)');
    await page.emulateMedia({ media: null, colorScheme: null });
    expect(await inPage(`${colours}.backgroundColor`)).toBe('rgb(26, 24, 21)');
  });

  it('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
  });

  it('neither breaks its own policy nor throws', () => {
    expect(complaints).toEqual([]);
  });
});
