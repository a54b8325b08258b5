/** What the page plays its recording with, in a real browser: a picture where there is one. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { noteHtml } from '../../src/leaf/note-html.ts';
import { sampleTalk } from '../fixtures/sample-talk.ts';
import { hasBrowser } from '../support/browser.ts';
import { type Pages, PHONE, startPages } from '../support/note-page.ts';

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=5:duration=20'];
const SOUND = ['-i', 'sample/talk.wav', '-t', '20'];

const media = (page: Page, property: string): Promise<unknown> =>
  page.evaluate(`document.querySelector('#media').${property}`);

async function boxOf(page: Page): Promise<{ height: number; bottom: number }> {
  const { y = 0, height = 0 } = (await page.locator('.player').boundingBox()) ?? {};
  return { height, bottom: y + height };
}

describe.skipIf(!hasBrowser)('the player of note.html', () => {
  let pages: Pages;

  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.close());

  /** Makes a recording and opens the page beside it. */
  async function openWith(name: string, makes: readonly string[]): Promise<Page> {
    await execa('ffmpeg', ['-v', 'error', '-y', ...makes, join(pages.folder, name)]);
    const isVideo = !name.endsWith('.mp3');
    const talk = { ...sampleTalk(), source: { name, media: name, video: isVideo } };
    const page = await pages.open(talk);
    await expect.poll(() => media(page, 'readyState')).toBeGreaterThan(0);
    return page;
  }

  it.each([
    ['sound.mp4', ['-c:a', 'aac']],
    ['sound.webm', ['-c:a', 'libopus']],
    ['sound.mov', ['-c:a', 'aac']],
  ])('is one for sound where %s has no picture', async (name, encode) => {
    const page = await openWith(name, [...SOUND, ...encode]);
    await expect.poll(() => page.getAttribute('.player', 'class')).toBe('player audio');
    const { height, bottom } = await boxOf(page);
    expect(height).toBeLessThan(60);
    expect(bottom).toBe(PHONE.height);
    await page.click('#s13');
    await expect.poll(() => media(page, 'currentTime')).toBeGreaterThan(10);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect((await boxOf(page)).height).toBeLessThan(60);
  });

  it('shows the picture of a video', async () => {
    const page = await openWith('talk.mp4', [...PICTURE, ...SOUND, '-pix_fmt', 'yuv420p']);
    expect(await page.getAttribute('.player', 'class')).toBe('player video');
    const { height } = await boxOf(page);
    expect(height).toBeGreaterThan(180);
    expect(height).toBeLessThan(PHONE.height * 0.35);
  });

  it('plays the sound of a video that is named like sound', async () => {
    const encode = ['-pix_fmt', 'yuv420p', '-f', 'mp4'];
    const page = await openWith('talk.mp3', [...PICTURE, ...SOUND, ...encode]);
    expect(await page.getAttribute('.player', 'class')).toBe('player audio');
    expect((await boxOf(page)).height).toBeLessThan(60);
    await page.click('#s2');
    await expect.poll(() => media(page, 'currentTime')).toBeGreaterThan(3);
  });

  it('is a frame of YouTube that is asked for, and told where to play', async () => {
    const source = { name: 'x', url: 'https://youtu.be/dQw4w9WgXcQ' };
    const page = await pages.blank();
    const asked: string[] = [];
    await page.route('https://www.youtube-nocookie.com/**', async (route) => {
      asked.push(route.request().url());
      // So long that somebody wants a moment before there is a player.
      await sleep(500);
      const body = '<script>onmessage = ({ data }) => { document.title = data; };</script>';
      return route.fulfill({ contentType: 'text/html', body });
    });
    // Only a page that came over HTTP names a referrer, without which YouTube refuses.
    const html = noteHtml({ ...sampleTalk(), source });
    await page.route('http://talk.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.goto('http://talk.test/');
    expect(asked).toEqual([]);
    await page.click('#play-here');
    await expect.poll(() => asked).toHaveLength(1);
    expect(asked[0]).toContain('/embed/dQw4w9WgXcQ?');
    await page.click('.summary a[data-t="32.777"]');
    await expect
      .poll(() => page.frames()[1]?.title())
      .toContain('"func":"seekTo","args":[32.527,true]');
    expect(page.context().pages()).toHaveLength(1);
  });

  it('is a frame of Bilibili, loaded anew from the moment that is wanted', async () => {
    const source = { name: 'x', url: 'https://www.bilibili.com/video/BV1GJ411x7h7?p=2' };
    const page = await pages.blank();
    const asked: string[] = [];
    await page.route('https://player.bilibili.com/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '' });
    });
    const html = noteHtml({ ...sampleTalk(), source });
    await page.route('http://talk.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await page.goto('http://talk.test/');
    expect(await page.textContent('#play-here')).toContain('Bilibili');
    await page.click('#play-here');
    await expect.poll(() => asked).toHaveLength(1);
    expect(asked[0]).toContain('bvid=BV1GJ411x7h7&p=2');
    await page.click('.summary a[data-t="32.777"]');
    await expect.poll(() => asked.at(-1)).toContain('&t=32');
  });

  it('neither breaks the policy of the page nor throws', () => {
    expect(pages.complaints).toEqual([]);
  });
});
