/** What is told of a recording while yt-dlp fetches it: by a stand-in, and by the program itself where it is installed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { holdBack } from '../../../test/support/holding-server.ts';
import { listen } from '../../../test/support/listen.ts';
import { readAll } from '../../../test/support/trickle.ts';
import { GrowingFile } from '../../base/growing-file.ts';
import type { FoundTalk } from '../source.ts';
import { openYtDlp } from './yt-dlp.ts';

const hasPrograms = (
  await Promise.all(
    [
      ['yt-dlp', '--version'],
      ['ffmpeg', '-version'],
    ].map(([program = '', flag = '']) => execa(program, [flag], { reject: false })),
  )
).every(({ failed }) => !failed);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fetch-sound-'));
});
afterAll(() => rm(folder, { recursive: true }));

function talkAt(url: string): FoundTalk {
  return { type: 'talk', url, id: 'v', title: 'V', isLive: false };
}

/** Has a stand-in say how far it is, step by step, and end with a file. */
async function told(progress: readonly object[], withPicture = false): Promise<GrowingFile> {
  const file = join(folder, 'sound.251.webm');
  await writeFile(file, 'sound');
  const lines = [...progress.map((each) => ({ progress: each })), { file }];
  const program = join(folder, `stand-in-${Math.random()}.cjs`);
  const source = `#!${process.execPath}
if (process.argv[2] === '--version') console.log('2026.01.31');
else for (const line of ${JSON.stringify(lines)}) console.log(JSON.stringify(line));
`;
  await writeFile(program, source, { mode: 0o755 });
  const growing = new GrowingFile();
  const ytDlp = await openYtDlp({ program });
  await ytDlp.fetchSound(talkAt('https://a.example'), { folder, growing, withPicture });
  growing.end();
  return growing;
}

describe('a recording that yt-dlp fetches', () => {
  const tmpfilename = '/a/sound.webm.part';
  const at = (bytes: number, more: object = {}): object => ({
    status: 'downloading',
    downloaded_bytes: bytes,
    tmpfilename,
    ...more,
  });

  it('is read where yt-dlp says that it writes', async () => {
    const finished = { status: 'finished', downloaded_bytes: 9, filename: '/a/sound.webm' };
    const growing = await told([at(1), at(5), finished]);
    expect(growing).toMatchObject({ path: tmpfilename, isWhole: true });
  });
  it('is lost when it begins anew', async () => {
    expect((await told([at(5), at(1)])).isLost).toBe(true);
    const pieces = [at(5, { fragment_index: 3 }), at(9, { fragment_index: 1 })];
    expect((await told(pieces)).isLost).toBe(true);
    const other = [at(1), at(5, { tmpfilename: '/a/sound.m4a.part' })];
    expect((await told(other)).isLost).toBe(true);
  });
  it('is not lost when a piece of it is fetched a second time', async () => {
    const pieces = [at(5, { fragment_index: 3 }), at(4, { fragment_index: 3 })];
    expect((await told(pieces)).isLost).toBe(false);
  });
  it('is not read while its picture is fetched beside it', async () => {
    expect((await told([at(1), at(5)], true)).path).toBeUndefined();
  });
});

/** What was read of the sound before the rest was sent, and all of it; checks that it is the file. */
async function follow(url: string, go: () => void): Promise<{ early: number; all: Buffer }> {
  const growing = new GrowingFile();
  const to = await mkdtemp(join(folder, 'run-'));
  const fetching = (await openYtDlp()).fetchSound(talkAt(url), { folder: to, growing });
  await expect.poll(() => growing.path, { timeout: 30_000 }).toBeDefined();
  let early = 0;
  const reading = readAll(await growing.open(), (at) => (early = at));
  await expect.poll(() => early > 0 && growing.isAwaited, { timeout: 30_000 }).toBe(true);
  const known = early;
  go();
  const file = await fetching;
  growing.end();
  const all = await reading;
  expect(all.equals(await readFile(file))).toBe(true);
  return { early: known, all };
}

describe.skipIf(!hasPrograms)('with the real yt-dlp', () => {
  it('reads a file while it comes in', async () => {
    const server = await holdBack('sample/talk.wav', 0.5);
    try {
      const { early, all } = await follow(server.url, () => server.go());
      expect(early).toBeLessThan(all.length);
      expect(all.equals(await readFile('sample/talk.wav'))).toBe(true);
    } finally {
      server.close();
    }
  });

  it('reads pieces as they are put together', async () => {
    const list = join(folder, 'list.m3u8');
    const pieces = ['-c:a', 'aac', '-f', 'hls', '-hls_time', '10', '-hls_list_size', '0'];
    await execa('ffmpeg', ['-v', 'error', '-i', 'sample/talk.wav', ...pieces, list]);
    let held: (() => void)[] | undefined = [];
    const send = async (url: string, response: ServerResponse): Promise<void> => {
      response.end(await readFile(join(folder, basename(url))));
    };
    const server = createServer(({ url = '' }, response) => {
      const isHeld = held && /list[5-9]/.test(url);
      if (isHeld) held?.push(() => void send(url, response));
      else void send(url, response);
    });
    try {
      const { early, all } = await follow(`${await listen(server)}/list.m3u8`, () => {
        const waiting = held ?? [];
        held = undefined;
        for (const goOn of waiting) goOn();
      });
      expect(early).toBeLessThan(all.length);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
