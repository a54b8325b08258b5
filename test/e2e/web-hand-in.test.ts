/** What is handed in by the page in a real browser: a file, a link; and what becomes of the page when the server is gone. */
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasBrowser, startBrowser } from '../support/browser.ts';
import { listen } from '../support/listen.ts';
import { startServing, type TestServer } from '../support/serving.ts';

describe.skipIf(!hasBrowser)('the page', () => {
  let folder: string;
  let server: TestServer;
  let browser: Browser;
  let site: Server;
  let link: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'talkleaf-hand-in-'));
    [server, browser] = await Promise.all([
      startServing({ folder, allowsPrivate: true }),
      startBrowser(),
    ]);
    const subtitles = await readFile('sample/talk.srt');
    site = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-subrip' }).end(subtitles);
    });
    link = `${await listen(site)}/a-linked-talk.srt`;
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    site.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(path = '/'): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(server.origin + path);
    return page;
  }

  it('uploads a recording, with the plan first, and plays it beside its note', async () => {
    const page = await open();
    await page.setInputFiles('input[type=file]', 'sample/talk.wav');
    await page.click('button:has-text("Start")');
    await page.waitForSelector('#media', { timeout: 60_000 });
    await expect
      .poll(() => page.evaluate(`document.querySelector('#media').readyState`))
      .toBeGreaterThan(0);
    await page.click('#s10');
    await expect
      .poll(async () => Number(await page.evaluate(`document.querySelector('#media').currentTime`)))
      .toBeGreaterThan(30);
  });

  it('takes a link, and finds what was said in it', async () => {
    const page = await open();
    await page.fill('textarea', link);
    await page.keyboard.press('Enter');
    await page.click('button:has-text("Start")');
    await page.waitForURL(/\/talks\//);
    const id = page.url().split('/').at(-1) ?? '';
    await server.until(id, ['done', 'marked']);
    await page.goto(`${server.origin}/`);
    await page.waitForSelector('.talk');
    await page.keyboard.press('/');
    await page.keyboard.type('backups simple');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    await page.waitForSelector('mark');
    const hit = page.locator(`a[href^="/talks/${id}#s"]`).first();
    await hit.click();
    await page.waitForURL(/#s8$/);
    expect(await page.isVisible('#s8')).toBe(true);
  });

  it('refuses what is no talk in a sentence', async () => {
    const page = await open();
    await page.fill('textarea', 'http://127.0.0.1:1/nothing.srt');
    await page.keyboard.press('Enter');
    await page.click('button:has-text("Start")');
    await page.waitForURL(/\/talks\//);
    await page.waitForSelector('button:has-text("Try again")', { timeout: 30_000 });
    const said = await page.textContent('main');
    expect(said).toMatch(/127\.0\.0\.1/);
    expect(said).not.toMatch(/undefined|Error:|node:/);
  });

  it('says that the server is gone, and goes on when it is back', async () => {
    const page = await open();
    await page.waitForSelector('.talk');
    const port = Number(new URL(server.origin).port);
    await server.close();
    await page.waitForSelector('text=/connection to Talkleaf is lost|does not answer/i', {
      timeout: 30_000,
    });
    server = await startServing({ folder, port, allowsPrivate: true });
    await page.waitForSelector('text=/connection to Talkleaf is lost/i', {
      state: 'detached',
      timeout: 30_000,
    });
    expect(await page.locator('.talk').count()).toBeGreaterThan(1);
  });
});
