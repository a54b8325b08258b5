/** How large the links of the page are under a finger, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { markedTalk } from '../fixtures/marked-talk.ts';
import { hasBrowser } from '../support/browser.ts';
import { type Pages, startPages } from '../support/note-page.ts';

/** The least width and height of a target in px (WCAG 2.2, 2.5.8). */
const TARGET = 24;

async function openMarks(page: Page): Promise<void> {
  await page.evaluate('for (const mark of document.querySelectorAll(".mark")) mark.open = true');
}

describe.skipIf(!hasBrowser)('the links of note.html', () => {
  let pages: Pages;

  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  describe.each([360, 768, 1280])('at %i px', (width) => {
    it.each(['with', 'without'])('has targets for a finger in a talk %s times', async (times) => {
      const talk = { ...markedTalk(), timed: times === 'with' };
      const page = await pages.open(talk, { viewport: { width, height: 740 } });
      await openMarks(page);
      const small = await page.evaluate(`
        [...document.querySelectorAll('.page a, .page summary, button')]
          .filter((link) => link.getClientRects().length > 0)
          .map((link) => ({ text: link.outerHTML, box: link.getBoundingClientRect() }))
          .filter(({ box }) => box.width < ${TARGET} || box.height < ${TARGET})
          .map(({ text, box }) => [text, box.width, box.height])`);
      expect(small).toEqual([]);
    });

    it('lets no link of the next line cover one', async () => {
      const page = await pages.open(markedTalk(), { viewport: { width, height: 740 } });
      await openMarks(page);
      const covered = await page.evaluate(`
        [...document.querySelectorAll('.page a.time')].flatMap((link) => {
          link.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = link.getBoundingClientRect();
          const reached = [1 - ${TARGET}, ${TARGET} - 1].map((twice) =>
            document.elementFromPoint(left + width / 2, top + height / 2 + twice / 2));
          return reached.every((element) => element === link) ? [] : [link.outerHTML];
        })`);
      expect(covered).toEqual([]);
    });

    it('has lines as close as without links', async () => {
      const page = await pages.open(markedTalk(), { viewport: { width, height: 740 } });
      const heights = `[...document.querySelectorAll('.summary li, .points li, .entry, blockquote p, .where')]
        .map((element) => element.getBoundingClientRect().height)`;
      const before = await page.evaluate(heights);
      await page.evaluate(`
        for (const link of document.querySelectorAll('.time, .to-text')) link.style.paddingBlock = 0`);
      expect(await page.evaluate(heights)).toEqual(before);
    });
  });

  it('neither breaks the policy of the page nor throws', () => {
    expect(pages.complaints).toEqual([]);
  });
});
