/** A talk's page in a folder of its own, beside its recording, in a real browser. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { noteHtml } from '../../src/leaf/note-html.ts';
import type { Talk } from '../../src/model/talk.ts';
import { startBrowser } from './browser.ts';

export const PHONE = { width: 360, height: 740 };

export type Pages = {
  /** Where the pages stand, and what they play. */
  readonly folder: string;
  /** A window of its own, without a page. */
  readonly blank: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens a talk's page in a window of its own. */
  readonly open: (talk: Talk, options?: BrowserContextOptions) => Promise<Page>;
  /** What any of the pages threw or wrote as an error. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

export async function startPages(): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-page-'));
  await copyFile('sample/talk.wav', join(folder, 'talk.wav'));
  const browser: Browser = await startBrowser();
  const complaints: string[] = [];
  const blank = async (options?: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ viewport: PHONE, ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return page;
  };
  return {
    folder,
    complaints,
    blank,
    open: async (talk, options) => {
      const path = join(folder, 'note.html');
      await writeFile(path, noteHtml(talk));
      const page = await blank(options);
      await page.goto(pathToFileURL(path).href);
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
