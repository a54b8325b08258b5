/** Against the real yt-dlp, where it is installed, and a web server on this machine. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { AppError } from '../../base/errors.ts';
import { Settings } from '../settings/settings.ts';
import { expandLists } from './expand-lists.ts';
import { locate, type Located } from './fetch-input.ts';

const hasYtDlp = !(await execa('yt-dlp', ['--version'], { reject: false })).failed;

let folder: string;
let server: Server;
let base = '';
let subtitles: Buffer | undefined;
let asked: (string | undefined)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-fetch-'));
  const sound = await readFile('sample/talk.wav');
  server = createServer(({ url, method }, response) => {
    asked.push(url);
    if (url === '/watch') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        '<html><title>A talk</title><video src="/talk.wav"><track kind="subtitles" srclang="en" src="/talk.srt"></video></html>',
      );
    } else if (url === '/talk.srt' && subtitles) {
      response.writeHead(200, { 'content-type': 'application/x-subrip' }).end(subtitles);
    } else if (url === '/talk.wav') {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length });
      response.end(method === 'HEAD' ? undefined : sound);
    } else response.writeHead(404).end();
  });
  base = await listen(server);
});
beforeEach(async () => {
  asked = [];
  subtitles = await readFile('sample/talk.srt');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

type Captions = 'auto' | 'only';

async function locateTalk(path: string, captions: Captions = 'auto'): Promise<Located> {
  const settings = Settings.parse({ to: 'zh', out: '.', captions, language: 'en' });
  const located = await locate(base + path, { settings, env: {} });
  if (!('fetch' in located)) throw new Error('a list');
  return located;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

it('says nothing of captions where an address leads to a transcript', async () => {
  const located = await locateTalk('/talk.srt');
  const { transcript, text } = await located.fetch({ folder });
  expect(transcript?.cues.length).toBeGreaterThan(5);
  expect(text).toBeUndefined();
});

it('does not open an address that names one talk of a list', async () => {
  const settings = Settings.parse({ to: 'zh', out: '.', captions: 'auto', language: 'en' });
  const one = `${base}/watch?v=a&list=b`;
  expect(await expandLists([one], { settings, env: {} })).toEqual([one]);
  expect(asked).toEqual([]);
});

describe.skipIf(!hasYtDlp)('a page with captions', () => {
  it('is read, and which captions it was is known; it is heard when they are not good enough', async () => {
    const located = await locateTalk('/watch');
    const { transcript, text } = await located.fetch({ folder });
    expect(transcript).toMatchObject({ title: located.title, language: 'en' });
    expect(text).toEqual({ by: 'captions', language: 'en', isAutomatic: false });
    subtitles = Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHi.\n');
    expect((await located.fetch({ folder })).file).toBeDefined();
    const stop = new AbortController();
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(located.fetch({ folder, signal: stop.signal })).rejects.toBe(reason);
  });

  it('is heard when they cannot be had or read, unless nothing else is wanted', async () => {
    const located = await locateTalk('/watch');
    const captions = await locateTalk('/watch', 'only');
    subtitles = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3]);
    expect((await located.fetch({ folder })).file).toBeDefined();
    expect(await codeOf(captions.fetch({ folder }))).toMatch(/^(?:FILE|TRANSCRIPT)_/);
    subtitles = undefined;
    expect(await codeOf(captions.fetch({ folder }))).toMatch(/^SOURCE_/);
  });
});
