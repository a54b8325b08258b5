/** The marked places of the page, in a real browser: opening their reasons, going from one to the next. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { noteHtml } from '../../src/formats/note-html.ts';
import { markedTalk } from '../fixtures/marked-talk.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';

const WHY = '</small></details><script>document.title = "run"</script> <b>x</b>';
const PHONE = { width: 375, height: 720 };

describe.skipIf(!hasBrowser)('the marks of note.html', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'talkleaf-marks-'));
    await copyFile('sample/talk.wav', join(folder, 'talk.wav'));
    await writeFile(join(folder, 'note.html'), noteHtml(markedTalk(WHY)));
    browser = await startBrowser();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(javaScriptEnabled = true): Promise<void> {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(join(folder, 'note.html')).href);
  }

  const firstMark = (): Promise<void> => page.click('.facts a[href="#mark-1"]');
  /** The place that the keyboard stands at, as `2 / 6`. */
  const place = async (): Promise<string> =>
    String(await page.evaluate('document.activeElement.parentElement.textContent'))
      .replace(/[↑↓]/g, '')
      .trim();
  const isInSight = (mark: string): Promise<boolean> =>
    page.$eval(mark, (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= 720;
    });

  it('are gone through by keyboard from the count on, round and back', async () => {
    await open();
    await firstMark();
    expect(await place()).toBe('1 / 6');
    for (const at of [2, 3, 4, 5, 6, 1]) {
      await page.keyboard.press('Enter');
      expect(await place()).toBe(`${at} / 6`);
      expect(await page.isVisible(`#why-${at}`)).toBe(true);
      await expect.poll(() => isInSight(`#mark-${at} summary`)).toBe(true);
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await place()).toBe('6 / 6');
  });

  it('are named in the language of the page for who hears it', async () => {
    await open();
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const openers = nodes.filter(({ role }) => role?.value === 'DisclosureTriangle');
    expect([...new Set(openers.map(({ name }): unknown => name?.value))]).toEqual(['待核对']);
  });

  it('open and close their reason by keyboard', async () => {
    await open();
    await page.focus('#mark-5 summary');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#why-5')).toContain('数字或单位与原文不一致');
    expect(await page.isVisible('#why-5')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.isVisible('#why-5')).toBe(false);
    // The space key plays elsewhere.
    await page.keyboard.press('Space');
    expect(await page.isVisible('#why-5')).toBe(true);
    expect(await page.evaluate('document.querySelector("#media").paused')).toBe(true);
  });

  it.each(['source', 'translation'])('are reached when only the %s is shown', async (shown) => {
    await open();
    await page.check(`input[value=${shown}]`, { force: true });
    await firstMark();
    for (let at = 2; at <= 4; at += 1) await page.keyboard.press('Enter');
    expect(await place()).toBe('4 / 6');
    expect(await page.isVisible('#why-4')).toBe(true);
    const now = shown === 'source' ? 'both' : shown;
    expect(await page.getAttribute('html', 'data-show')).toBe(now);
    expect(await page.isChecked(`input[value=${now}]`)).toBe(true);
  });

  it('show hostile words as words', async () => {
    await open();
    await page.click('#mark-1 summary');
    expect(await page.textContent('#why-1')).toContain(WHY);
    expect(await page.$('#why-1 *')).toBeNull();
    expect(await page.title()).not.toBe('run');
  });

  it('need no script', async () => {
    await open(false);
    await firstMark();
    expect(await isInSight('#mark-1')).toBe(true);
    await page.click('#mark-1 summary');
    await page.click('#mark-1 a[rel=next]');
    expect(await isInSight('#mark-2')).toBe(true);
    expect(await page.isVisible('#why-2')).toBe(false);
    await page.click('#mark-2 summary');
    expect(await page.isVisible('#why-2')).toBe(true);
  });

  it('are read on paper without being opened', async () => {
    await open();
    await page.emulateMedia({ media: 'print' });
    for (let at = 1; at <= 6; at += 1) expect(await page.isVisible(`#why-${at}`)).toBe(true);
    expect(await page.isVisible('.steps')).toBe(false);
  });

  it('leave the phone without scrolling sideways, all open', async () => {
    await open();
    for (const mark of await page.$$('.mark:not([open]) summary')) await mark.click();
    expect(await page.$$('.mark:not([open])')).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('neither break the policy of the page nor throw', async () => {
    await open();
    expect(complaints).toEqual([]);
  });
});
