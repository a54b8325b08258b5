/** Against the program itself, where it is installed, and a server on this machine. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import { readTranscript } from '../formats/read.ts';
import type { FetchProgress } from './source.ts';
import { openYtDlp } from './yt-dlp.ts';

const hasYtDlp = !(await execa('yt-dlp', ['--version'], { reject: false })).failed;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yt-dlp-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

describe.skipIf(!hasYtDlp)('with the real yt-dlp', () => {
  let server: Server;
  let base = '';
  let sound: Buffer;
  let ranges: (string | undefined)[] = [];
  beforeAll(async () => {
    sound = await readFile('sample/talk.wav');
    server = createServer(({ url, headers, method }, response) => {
      if (url?.startsWith('/page')) {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html><title>Nothing here</title><p>No video.</p></html>');
      } else if (url === '/watch') {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(
          '<html><title>A talk</title><video src="/talk.wav"><track kind="subtitles" srclang="en" src="/talk.vtt"></video></html>',
        );
      } else if (url === '/talk.vtt') {
        response.writeHead(200, { 'content-type': 'text/vtt' });
        response.end('WEBVTT\n\n00:01.000 --> 00:03.000\nGood morning.\n');
      } else if (url?.startsWith('/talk.wav')) {
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
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  beforeEach(() => {
    ranges = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('describes a recording', async () => {
    const found = await (await openYtDlp()).describe(`${base}/talk.wav`);
    expect(found).toMatchObject({ type: 'talk', title: 'talk', id: 'talk', chapters: [] });
  });
  it('fetches it, tells how far it is, and goes on with a part of it', async () => {
    const ytDlp = await openYtDlp();
    const seen: FetchProgress[] = [];
    const to = join(folder, 'with % and a blank');
    const onProgress = (progress: FetchProgress): void => void seen.push(progress);
    const file = await ytDlp.fetchSound(`${base}/talk.wav`, { folder: to, onProgress });
    expect(dirname(file)).toBe(to);
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(seen.at(-1)).toEqual({ bytes: sound.length, total: sound.length });
    await rm(file);
    await writeFile(`${file}.part`, sound.subarray(0, 1_000_000));
    ranges = [];
    expect(await ytDlp.fetchSound(`${base}/talk.wav`, { folder: to })).toBe(file);
    expect((await readFile(file)).equals(sound)).toBe(true);
    expect(ranges.some((range) => range?.startsWith('bytes=1000000-'))).toBe(true);
    expect(await ytDlp.fetchSound(`${base}/talk.wav`, { folder: to })).toBe(file);
  });
  it('knows a page without a recording, and a missing one', async () => {
    const ytDlp = await openYtDlp();
    expect(await codeOf(ytDlp.describe(`${base}/page`))).toBe('SOURCE_UNSUPPORTED');
    expect(await codeOf(ytDlp.describe(`${base}/none.mp3`))).toBe('SOURCE_GONE');
    expect(await codeOf(ytDlp.describe('http://127.0.0.1:9/a.mp3'))).toBe('SOURCE_NETWORK');
  });
  it('fetches the captions of a page', async () => {
    const ytDlp = await openYtDlp();
    const found = await ytDlp.describe(`${base}/watch`);
    if (found.type !== 'talk') throw new Error('a list');
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
});
