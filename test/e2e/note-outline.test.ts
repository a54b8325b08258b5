/** The outline on a phone, in a real browser: one tap away wherever one is. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { markedTalk } from '../fixtures/marked-talk.ts';
import { hasBrowser } from '../support/browser.ts';
import { type Pages, PHONE, startPages } from '../support/note-page.ts';

const opener = '#open-outline';
const sheet = '#outline-sheet';
const inPage = (page: Page, expression: string): Promise<unknown> => page.evaluate(expression);
const focused = (page: Page): Promise<unknown> => inPage(page, 'document.activeElement.id');

/** A true tap: Playwright's own click would scroll first. */
async function tap(page: Page, selector: string): Promise<void> {
  const {
    x = 0,
    y = 0,
    width = 0,
    height = 0,
  } = (await page.locator(selector).boundingBox()) ?? {};
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  await page.touchscreen.tap(x + width / 2, y + height / 2);
}

describe.skipIf(!hasBrowser)('the outline of note.html on a phone', () => {
  let pages: Pages;

  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  /** Opens the page in the middle of the full text. */
  async function openAtText(): Promise<Page> {
    const page = await pages.open(markedTalk(), { hasTouch: true });
    await inPage(page, 'document.querySelector("#s13").scrollIntoView({ block: "center" })');
    // Paragraphs take their true height when they come near.
    await inPage(page, 'new Promise((done) => setTimeout(done, 200))');
    return page;
  }

  async function openSheet(): Promise<Page> {
    const page = await openAtText();
    await tap(page, opener);
    expect(await page.isVisible(sheet)).toBe(true);
    return page;
  }

  it('is one tap away in the middle of the text, which keeps its place', async () => {
    const page = await openAtText();
    const place = 'document.querySelector("#s13").getBoundingClientRect().top';
    const before = await inPage(page, place);
    await tap(page, opener);
    await expect
      .poll(() => inPage(page, `document.querySelector("${sheet}").getBoundingClientRect().bottom`))
      .toBe(PHONE.height);
    expect((await page.locator(sheet).boundingBox())?.width).toBe(PHONE.width);
    const titles = await page.$$eval(`${sheet} a[data-n]`, (links) => links.length);
    expect(titles).toBe(await page.$$eval('#outline a[data-n]', (links) => links.length));
    await page.keyboard.press('Escape');
    expect(await inPage(page, place)).toBe(before);
  });

  it('begins where one reads, and leads to what is chosen', async () => {
    const page = await openSheet();
    expect(await inPage(page, 'document.activeElement.getAttribute("aria-current")')).toBe(
      'location',
    );
    await page.click(`${sheet} a[data-n="3.2"]`);
    expect(await page.isVisible(sheet)).toBe(false);
    expect(await focused(page)).toBe('p-3-2');
    const { y = 0 } = (await page.locator('#p-3-2').boundingBox()) ?? {};
    expect(y).toBeGreaterThan(50);
    expect(y).toBeLessThan(150);
    expect(page.url()).toMatch(/#p-3-2$/);
  });

  it.each([
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['a tap beside it', (page: Page) => page.mouse.click(180, 60)],
    ['its button', (page: Page) => page.click('#close-outline')],
  ])('closes with %s, and the keyboard is where it was', async (_, close) => {
    const page = await openSheet();
    expect(await page.getAttribute(opener, 'aria-expanded')).toBe('true');
    await close(page);
    expect(await page.isVisible(sheet)).toBe(false);
    expect(await focused(page)).toBe('open-outline');
    await expect.poll(() => page.getAttribute(opener, 'aria-expanded')).toBe('false');
  });

  it('works by keyboard alone, which does not leave it', async () => {
    const page = await pages.open(markedTalk());
    await page.focus(opener);
    await page.keyboard.press('Enter');
    const count = await page.$$eval(`${sheet} :is(a, button)`, (all) => all.length);
    for (let at = 0; at < count + 2; at += 1) {
      await page.keyboard.press('Tab');
      // A dialog lets the keyboard go to the browser itself, never to the page behind it.
      const place = 'document.activeElement.closest("dialog, body").localName';
      const isBehind = `${place} === "body" && document.activeElement !== document.body`;
      expect(await inPage(page, isBehind)).toBe(false);
    }
    await page.keyboard.press('n');
    expect(await page.isVisible('#walk')).toBe(false);
    await page.focus(`${sheet} a[data-n="2"]`);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('p-2');
  });

  it('plays from a time in it', async () => {
    const page = await openSheet();
    await page.click(`${sheet} .entry:has([data-n="3"]) a.time`);
    expect(await page.isVisible(sheet)).toBe(false);
    await expect
      .poll(() => inPage(page, 'document.querySelector("#media").currentTime'))
      .toBeGreaterThan(50);
  });

  it('is told to a screen reader as a button and a dialog', async () => {
    const page = await pages.open(markedTalk());
    const session = await page.context().newCDPSession(page);
    const nodesNamed = async (name: string): Promise<unknown[]> => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes
        .filter((node) => node.name?.value === name && !node.ignored)
        .map(({ role, properties = [] }) => ({
          role: role?.value,
          expanded: properties.find((each) => each.name === 'expanded')?.value.value,
        }));
    };
    expect(await nodesNamed('大纲')).toContainEqual({ role: 'button', expanded: false });
    await page.click(opener);
    expect(await nodesNamed('大纲')).toContainEqual({ role: 'dialog', expanded: undefined });
    expect(await nodesNamed('关闭')).toContainEqual({ role: 'button', expanded: undefined });
  });

  it('is a link away without script', async () => {
    const page = await pages.open(markedTalk(), { javaScriptEnabled: false });
    expect(await page.isVisible(opener)).toBe(false);
    await page.locator('#s13').scrollIntoViewIfNeeded();
    await page.click('.to-outline');
    const { y = -1 } = (await page.locator('#outline').boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(150);
  });

  it('has no button where it stands beside the text, or where there is none', async () => {
    const wide = await pages.open(markedTalk(), { viewport: { width: 1280, height: 800 } });
    expect(await wide.isVisible(opener)).toBe(false);
    expect(await wide.isVisible('#outline')).toBe(true);
    const bare = await pages.open({ ...markedTalk(), note: undefined });
    expect(await bare.$(opener)).toBeNull();
  });

  it('leaves a bar that fits in every language', async () => {
    for (const target of ['de', 'en', 'es', 'fr', 'ja', 'ko', 'zh', 'zh-Hant']) {
      const page = await pages.open({ ...markedTalk(), target });
      expect(await inPage(page, 'document.documentElement.scrollWidth')).toBe(PHONE.width);
      const { width = 0 } = (await page.locator('#search').boundingBox()) ?? {};
      expect(width).toBeGreaterThan(50);
      await page.context().close();
    }
  });

  it('neither breaks the policy of the page nor throws', () => {
    expect(pages.complaints).toEqual([]);
  });
});
