/** A talk's page as the server shows it, in a real browser. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasBrowser, startBrowser } from '../support/browser.ts';
import { startServing, type TestServer } from '../support/serving.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 800 };

async function time(page: Page): Promise<number> {
  return Number(await page.evaluate(`document.querySelector('#media').currentTime`));
}

describe.skipIf(!hasBrowser)('the reader', () => {
  let server: TestServer;
  let browser: Browser;
  let id: string;
  const complaints: string[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServing(), startBrowser()]);
    const talk = await server.submit({
      input: { path: join(process.cwd(), 'sample/talk.wav') },
      wishes: { to: 'zh' },
    });
    ({ id } = talk);
    await server.until(id, ['done']);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${server.origin}/talks/${id}`);
    return page;
  }
  async function subtitles(): Promise<string> {
    return await readFile(join(server.folder, 'talk', 'talk.zh.srt'), 'utf8');
  }

  it('plays the sentence that is clicked, and goes on by the arrows', async () => {
    const page = await open();
    await expect
      .poll(() => page.evaluate(`document.querySelector('#media').readyState`))
      .toBeGreaterThan(0);
    const start = Number(await page.getAttribute('#s10', 'data-t'));
    await page.click('#s10');
    await expect.poll(() => time(page)).toBeGreaterThan(start - 0.3);
    expect(await time(page)).toBeLessThan(start + 3);
    await page.keyboard.press('Space');
    const next = Number(await page.getAttribute('#s11', 'data-t'));
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => time(page)).toBeGreaterThan(next - 0.3);
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys-sheet')).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('shows the sentences behind a citation to the pointer and to the keyboard', async () => {
    const page = await open();
    const cite = page.locator('.summary .cite').first();
    await cite.hover();
    const ids = (await cite.getAttribute('data-cites'))?.split(' ') ?? [];
    const first = await page.textContent(`#s${ids[0]}`);
    expect(await page.textContent('#cited')).toContain(first);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#cited')).toBe(false);
    await cite.locator('a').focus();
    expect(await page.isVisible('#cited')).toBe(true);
  });

  it('copies a section as Markdown', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('.sec .copy').first().click();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toMatch(/^### 1 /);
    expect(copied).toMatch(/^- /m);
    expect(copied).not.toContain('undefined');
  });

  it('is edited in place: saved into every file, kept, and undone', async () => {
    const page = await open();
    await page.click('#edit');
    const line = page.locator('.para .tr .line').nth(2);
    const was = (await line.textContent()) ?? '';
    await line.click();
    await page.fill('.editor textarea', '我们先说发布。');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => line.textContent()).toBe('我们先说发布。');
    expect(await subtitles()).toContain('我们先说发布。');
    await page.reload();
    expect(await page.locator('.edited').allTextContents()).toEqual(['我们先说发布。']);
    await page.click('#edit');
    await page.locator('.edited').first().click();
    await page.click('.editor button:text("As it was")');
    await expect.poll(() => page.locator('.edited').count()).toBe(0);
    expect(await line.textContent()).toBe(was);
    expect(await subtitles()).not.toContain('我们先说发布。');
  });

  it('is edited by the keyboard alone', async () => {
    const page = await open();
    await page.focus('#edit');
    await page.keyboard.press('Enter');
    await page.locator('.points li > .find').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.editor')).toBe(false);
  });

  it('offers every file, and leads back', async () => {
    const page = await open();
    const names = await page.locator('.files a').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['note.md', 'talk.en-zh.srt', 'talk.json']));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.files a:text("note.md")'),
    ]);
    expect(download.suggestedFilename()).toBe('note.md');
    await page.click('.home');
    await page.waitForURL(`${server.origin}/`);
  });

  it.each([
    ['wide', { viewport: WIDE }],
    ['on a phone', { viewport: PHONE, hasTouch: true }],
    ['in the dark', { viewport: WIDE, colorScheme: 'dark' as const }],
  ])('is fit for everybody, %s', async (_, options) => {
    const page = await open(options);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    // The page's own policy keeps other scripts out.
    await page.evaluate(await readFile(AXE, 'utf8'));
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
         violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
           .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(', ')))`,
    );
    expect(found).toEqual([]);
  });

  it('had nothing to complain of', () => {
    expect(complaints).toEqual([]);
    expect(server.faults).toEqual([]);
  });
});
