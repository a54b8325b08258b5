/** Against the program itself, where it is installed, and a server on this machine. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { mountTiny } from '../../../test/support/tiny-disk.ts';
import { AppError } from '../../base/errors.ts';
import { readTranscript } from '../../transcripts/read.ts';
import type { FetchProgress, FoundTalk } from '../source.ts';
import { openYtDlp, type YtDlp } from './yt-dlp.ts';

const hasYtDlp = !(await execa('yt-dlp', ['--version'], { reject: false })).failed;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yt-dlp-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function describeTalk(ytDlp: YtDlp, url: string): Promise<FoundTalk> {
  const found = await ytDlp.describe(url);
  if (found.type !== 'talk') throw new Error('a list');
  return found;
}

type Page = { readonly type: string; readonly text: string };

function html(text: string): Page {
  return { type: 'text/html', text };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

describe.skipIf(!hasYtDlp)('with the real yt-dlp', () => {
  const pageAt = (path: string): Page | undefined => {
    if (path.startsWith('/page'))
      return html('<html><title>Nothing here</title><p>No video.</p></html>');
    if (path === '/watch') {
      const track = '<track kind="subtitles" srclang="en" src="/talk.vtt">';
      return html(`<html><title>A talk</title><video src="/talk.wav">${track}</video></html>`);
    }
    if (path === '/moving')
      return html(`<html><title>A talk</title><video src="${media}"></video></html>`);
    if (path !== '/talk.vtt') return undefined;
    return { type: 'text/vtt', text: 'WEBVTT\n\n00:01.000 --> 00:03.000\nGood morning.\n' };
  };
  let server: Server;
  let base = '';
  let sound: Buffer;
  let ranges: (string | undefined)[] = [];
  /** Every path that was asked for, in order. */
  let asked: (string | undefined)[] = [];
  /** Where the page says its recording is; it stays there until it is moved. */
  let media = '/talk.wav';
  beforeAll(async () => {
    sound = await readFile('sample/talk.wav');
    server = createServer(({ url, headers, method }, response) => {
      asked.push(url);
      const page = pageAt(url ?? '');
      if (page) {
        response.writeHead(200, { 'content-type': page.type }).end(page.text);
      } else if (url === media || url?.startsWith('/talk.wav')) {
        ranges.push(headers.range);
        const from = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
        response.writeHead(from > 0 ? 206 : 200, {
          'content-type': 'audio/x-wav',
          'content-length': sound.length - from,
          'content-range': `bytes ${from}-${sound.length - 1}/${sound.length}`,
        });
        response.end(method === 'HEAD' ? undefined : sound.subarray(from));
      } else response.writeHead(404).end();
    });
    base = await listen(server);
  });
  beforeEach(() => {
    ranges = [];
    asked = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('describes a recording', async () => {
    const found = await (await openYtDlp()).describe(`${base}/talk.wav`);
    expect(found).toMatchObject({ type: 'talk', title: 'talk', id: 'talk' });
  });
  it('fetches it, tells how far it is, and goes on with a part of it', async () => {
    const ytDlp = await openYtDlp();
    const talk = await describeTalk(ytDlp, `${base}/talk.wav`);
    const seen: FetchProgress[] = [];
    const to = join(folder, 'with % and a blank');
    const onProgress = (progress: FetchProgress): void => void seen.push(progress);
    const file = await ytDlp.fetchSound(talk, { folder: to, onProgress });
    expect(dirname(file)).toBe(to);
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(seen.at(-1)).toEqual({ bytes: sound.length, total: sound.length });
    await rm(file);
    await writeFile(`${file}.part`, sound.subarray(0, 1_000_000));
    ranges = [];
    expect(await ytDlp.fetchSound(talk, { folder: to })).toBe(file);
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(ranges.some((range) => range?.startsWith('bytes=1000000-'))).toBe(true);
    expect(await ytDlp.fetchSound(talk, { folder: to })).toBe(file);
    // With the picture it is another file: the sound alone must not pass for it.
    const withPicture = await ytDlp.fetchSound(talk, { folder: to, withPicture: true });
    expect(withPicture).not.toBe(file);
    expect((await readFile(withPicture)).equals(sound)).toBe(true);
  });
  it('knows a page without a recording, and a missing one', async () => {
    const ytDlp = await openYtDlp();
    expect(await codeOf(ytDlp.describe(`${base}/page`))).toBe('SOURCE_UNSUPPORTED');
    expect(await codeOf(ytDlp.describe(`${base}/none.mp3`))).toBe('SOURCE_GONE');
    expect(await codeOf(ytDlp.describe('http://127.0.0.1:9/a.mp3'))).toBe('SOURCE_NETWORK');
  });
  it('fetches the captions of a page', async () => {
    const ytDlp = await openYtDlp();
    const found = await describeTalk(ytDlp, `${base}/watch`);
    expect(found.captions).toEqual({ key: 'en', language: 'en', isAutomatic: false });
    const captions = await ytDlp.fetchCaptions(found, { folder });
    if (!captions) throw new Error('no captions');
    expect(captions.name).toBe('captions.en.vtt');
    expect(readTranscript(captions.bytes, captions).cues).toMatchObject([
      { start: 1, end: 3, text: 'Good morning.' },
    ]);
    const none = { ...found, captions: { key: 'de', language: 'de', isAutomatic: false } };
    expect(await ytDlp.fetchCaptions(none, { folder })).toBeUndefined();
  });
  it('asks a page once for what is on it, its captions and its sound', async () => {
    const ytDlp = await openYtDlp();
    const found = await describeTalk(ytDlp, `${base}/watch`);
    const pages = asked.filter((path) => path === '/watch').length;
    const to = join(folder, 'once');
    expect(await ytDlp.fetchCaptions(found, { folder: to })).toBeDefined();
    const file = await ytDlp.fetchSound(found, { folder: to });
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(asked.filter((path) => path === '/watch')).toHaveLength(pages);
    // Cookies may be in what is kept meanwhile.
    expect(await readdir(to)).toEqual([basename(file)]);
  });
  it('asks anew when the recording is no longer where it was', async () => {
    const ytDlp = await openYtDlp();
    media = '/first.wav';
    const found = await describeTalk(ytDlp, `${base}/moving`);
    media = '/second.wav';
    const file = await ytDlp.fetchSound(found, { folder: join(folder, 'moved') });
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(asked).toContain('/first.wav');
  });
  it('says which folder is full', async () => {
    const disk = await mountTiny();
    if (!disk) return;
    try {
      const ytDlp = await openYtDlp();
      const url = `${base}/talk.wav`;
      const talk: FoundTalk = { type: 'talk', url, id: 'talk', title: 'talk', isLive: false };
      await expect(ytDlp.fetchSound(talk, { folder: disk.path })).rejects.toMatchObject({
        code: 'DISK_FULL',
        values: { path: disk.path },
      });
    } finally {
      await disk.unmount();
    }
  });
});
