/** The marked places of the page, in a real browser: opening their reasons, going from one to the next. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { markedTalk } from '../fixtures/marked-talk.ts';
import { hasBrowser } from '../support/browser.ts';
import { type Pages, PHONE, startPages } from '../support/note-page.ts';

const WHY = '</small></details><script>document.title = "run"</script> <b>x</b>';

describe.skipIf(!hasBrowser)('the marks of note.html', () => {
  let pages: Pages;
  let page: Page;

  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  async function open(javaScriptEnabled = true): Promise<void> {
    page = await pages.open(markedTalk(WHY), { javaScriptEnabled });
  }

  const firstMark = (): Promise<void> => page.click('.facts a[href="#mark-1"]');
  /** The place that the keyboard stands at, as `2 / 6`. */
  const place = async (): Promise<string> =>
    String(await page.evaluate('document.activeElement.parentElement.textContent'))
      .replace(/[↑↓]/g, '')
      .trim();
  const isInSight = (mark: string): Promise<boolean> =>
    page.$eval(
      mark,
      (element, height) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= height;
      },
      PHONE.height,
    );

  const walked = async (): Promise<string> => (await page.textContent('#walk-place'))?.trim() ?? '';
  const toText = async (): Promise<void> => {
    await page.evaluate('document.querySelector("#s5").scrollIntoView({ block: "center" })');
    // Paragraphs take their true height when they come near.
    await page.waitForTimeout(200);
  };
  /** What a finger would meet in the middle of an element. */
  const meets = (selector: string): Promise<unknown> =>
    page.evaluate(`{
      const element = document.querySelector('${selector}');
      const { left, top, width, height } = element.getBoundingClientRect();
      const met = document.elementFromPoint(left + width / 2, top + height / 2);
      met !== null && (element.contains(met) || met.contains(element));
    }`);

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
    await page.keyboard.press('n');
    await page.emulateMedia({ media: 'print' });
    for (let at = 1; at <= 6; at += 1) expect(await page.isVisible(`#why-${at}`)).toBe(true);
    expect(await page.isVisible('.steps')).toBe(false);
    expect(await page.isVisible('#walk')).toBe(false);
  });

  describe('are gone through one by one', () => {
    it('by two buttons that stay under the thumb', async () => {
      await open();
      expect(await page.isVisible('#walk')).toBe(false);
      await firstMark();
      expect(await walked()).toBe('1 / 6');
      const before = await page.locator('#next-mark').boundingBox();
      for (const at of [2, 3, 4, 5, 6, 1]) {
        await page.click('#next-mark');
        expect(await walked()).toBe(`${at} / 6`);
        expect(await place()).toBe(`${at} / 6`);
        await expect.poll(() => meets(`#why-${at}`)).toBe(true);
      }
      expect(await page.locator('#next-mark').boundingBox()).toEqual(before);
      expect(await meets('#next-mark')).toBe(true);
      await page.click('#previous-mark');
      expect(await place()).toBe('6 / 6');
    });

    it('by keys, from where one reads', async () => {
      await open();
      await toText();
      await page.keyboard.press('n');
      expect(await place()).toBe('4 / 6');
      await page.keyboard.press('n');
      expect(await place()).toBe('5 / 6');
      for (const at of [4, 3, 2]) {
        await page.keyboard.press('p');
        expect(await place()).toBe(`${at} / 6`);
        await expect.poll(() => isInSight(`#why-${at}`)).toBe(true);
      }
      await page.keyboard.press('Escape');
      expect(await page.isVisible('#walk')).toBe(false);
      await toText();
      await page.keyboard.press('p');
      expect(await place()).toBe('3 / 6');
    });

    it('with what is doubtful, how many there are, and why, for who hears it', async () => {
      await open();
      await page.keyboard.press('n');
      await page.keyboard.press('n');
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const links = nodes.filter(
        ({ role, properties = [] }) =>
          role?.value === 'link' &&
          properties.some(({ name, value }) => name === 'focused' && value.value === true),
      );
      expect(
        links.map(({ name, description }): unknown[] => [name?.value, description?.value]),
      ).toEqual([
        ['下一处待核对', '2 / 6 没有用笔记的语言来写，请看出处。作为一条要点太长，请对照出处。'],
      ]);
    });

    it('but not while one types', async () => {
      await open();
      await page.click('#search');
      await page.keyboard.type('np');
      expect(await page.inputValue('#search')).toBe('np');
      expect(await page.isVisible('#walk')).toBe(false);
    });

    it('until the bar is closed, and the keyboard stays at the mark', async () => {
      await open();
      await page.keyboard.press('n');
      await page.click('#close-walk');
      expect(await page.isVisible('#walk')).toBe(false);
      expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('mark-1');
    });
  });

  it('leave the phone without scrolling sideways, all open', async () => {
    await open();
    for (const mark of await page.$$('.mark:not([open]) summary')) await mark.click();
    expect(await page.$$('.mark:not([open])')).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
  });

  it('neither break the policy of the page nor throw', () => {
    expect(pages.complaints).toEqual([]);
  });
});
