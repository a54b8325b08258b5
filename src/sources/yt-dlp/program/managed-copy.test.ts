import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listen } from '../../../../test/support/listen.ts';
import { mountTiny } from '../../../../test/support/tiny-disk.ts';
import { AppError } from '../../../base/errors.ts';
import type { FetchProgress } from '../../source.ts';
import { openYtDlp } from '../yt-dlp.ts';
import { findYtDlp } from './find-yt-dlp.ts';
import { assetFor, copyIn, type ManagedCopy } from './managed-copy.ts';
import { ytDlpMissing } from './yt-dlp-command.ts';
import type { YtDlpProgram, YtDlpSettings } from './yt-dlp-program.ts';

/** A program that tells a version, and answers as a site would make it. */
function release(version: string, run: string): Buffer {
  return Buffer.from(
    `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; exit; fi\n${run}\n# ${'-'.repeat(100_000)}\n`,
  );
}

const TALK = `echo '{"id":"v","title":"V"}'`;
const FORBIDDEN = `echo 'ERROR: [site] v: HTTP Error 403: Forbidden' >&2; exit 1`;
const TOO_NEW = `echo 'ERROR: [youtube] v: Signature extraction failed' >&2; exit 1`;

let folder = '';
let server: Server;
let base = '';
/** What the server gives, by name; the checksums are those of these, unless given. */
let files: Record<string, Buffer> = {};
let asked: string[] = [];
/** Sends only so much of the next answers, then cuts the connection. In bytes. */
let cuts: number[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'managed-'));
  files = {};
  asked = [];
  cuts = [];
  server = createServer(({ url, headers }, response) => {
    const name = url?.slice('/release/'.length) ?? '';
    asked.push(name);
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    if (name.startsWith('down/')) response.writeHead(500).end();
    else if (name === 'SHA2-256SUMS') response.end(files[name] ?? sums());
    else give(response, files[name], from);
  });
  base = `${await listen(server)}/release/`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

function sums(): string {
  const lines = Object.entries(files).map(([name, bytes]) => `${hashOf(bytes)}  ${name}`);
  return ['0'.repeat(64) + '  yt-dlp', ...lines].join('\n');
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function give(response: ServerResponse, bytes: Buffer | undefined, from: number): void {
  if (!bytes) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(from > 0 ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': bytes.length - from,
    'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    etag: `"${hashOf(bytes)}"`,
  });
  const cut = cuts.shift();
  if (cut === undefined) response.end(bytes.subarray(from));
  else {
    response.write(bytes.subarray(from, from + cut), () => {
      setTimeout(() => response.destroy(), 20);
    });
  }
}

const { platform, arch } = process;
const ASSET = assetFor({ platform, arch, isMusl: false }) ?? '';

function managed(options: Partial<ManagedCopy> = {}): ManagedCopy {
  return { folder: join(folder, 'tools'), baseUrl: base, retryMs: 1, ...options };
}

function settings(options: Partial<ManagedCopy> = {}): YtDlpSettings {
  return { program: join(folder, 'none'), managed: managed(options) };
}

async function find(options: Partial<ManagedCopy> = {}): Promise<YtDlpProgram> {
  return await findYtDlp(settings(options));
}

/** The release is listed, but not there. */
async function findGone(): Promise<YtDlpProgram> {
  files['SHA2-256SUMS'] = Buffer.from(`${'a'.repeat(64)} *${ASSET}\n`);
  return await find();
}

async function describeIt(): Promise<unknown> {
  return (await openYtDlp(settings())).describe('https://a.example/');
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

it.each([
  ['linux', 'x64', false, 'yt-dlp_linux'],
  ['linux', 'arm64', false, 'yt-dlp_linux_aarch64'],
  ['linux', 'x64', true, 'yt-dlp_musllinux'],
  ['linux', 'arm64', true, 'yt-dlp_musllinux_aarch64'],
  ['linux', 'arm', false, undefined],
  ['darwin', 'arm64', false, 'yt-dlp_macos'],
  ['win32', 'x64', false, 'yt-dlp.exe'],
  ['win32', 'ia32', false, undefined],
  ['freebsd', 'x64', false, undefined],
] as const)('%s %s, musl %s: %s', (system, processor, isMusl, asset) => {
  expect(assetFor({ platform: system, arch: processor, isMusl })).toBe(asset);
});

describe.skipIf(platform === 'win32' || ASSET === '')('a copy of our own', () => {
  it('is fetched once, checked, and used', async () => {
    files[ASSET] = release('2026.01.01', TALK);
    const seen: FetchProgress[] = [];
    const found = await find({ onProgress: (progress) => void seen.push(progress) });
    expect(found).toMatchObject({ version: '2026.01.01', isManaged: true, isNewest: true });
    expect(found.program).toBe(copyIn(managed()));
    expect((await readFile(found.program)).equals(files[ASSET])).toBe(true);
    expect((await stat(found.program)).mode & 0o111).toBe(0o111);
    const total = files[ASSET].length;
    expect(seen.at(-1)).toEqual({ bytes: total, total });
    expect(await readdir(join(folder, 'tools'))).toEqual(['yt-dlp']);
    expect(await find()).toMatchObject({ version: '2026.01.01', isNewest: false });
    expect(asked).toEqual(['SHA2-256SUMS', ASSET]);
  });

  it('is not fetched where the user has one', async () => {
    const program = join(folder, 'own');
    await writeFile(program, release('2025.01.01', TALK), { mode: 0o755 });
    const found = await findYtDlp({ program, managed: managed() });
    expect(found).toMatchObject({ program, isManaged: false });
    expect(asked).toEqual([]);
  });

  it('goes on where a connection was cut', async () => {
    files[ASSET] = release('2026.01.01', TALK);
    cuts = [30_000, 40_000];
    expect((await find()).version).toBe('2026.01.01');
    expect(asked).toHaveLength(4);
  });

  it('is not used when it does not match its checksum', async () => {
    const sum = Buffer.from(`${'a'.repeat(64)} *${ASSET}\n`);
    files = { [ASSET]: release('2026.01.01', TALK), 'SHA2-256SUMS': sum };
    await expect(find()).rejects.toMatchObject({
      code: 'YTDLP_DAMAGED',
      values: { url: `${base}${ASSET}` },
    });
    expect(await readdir(join(folder, 'tools'))).toEqual([]);
    files = { [ASSET]: release('2026.01.01', TALK) };
    expect((await find()).version).toBe('2026.01.01');
  });

  it.each([
    ['a mirror without it', async () => await find(), `${ASSET} is not listed there`],
    ['a mirror of less than it lists', async () => await findGone(), `/${ASSET}: HTTP 404.`],
    ['a mirror in trouble', async () => await find({ baseUrl: `${base}down` }), 'HTTP 500.'],
    ['no network', async () => await find({ baseUrl: 'http://127.0.0.1:9/' }), 'ECONNREFUSED'],
    ['a wrong address', async () => await find({ baseUrl: 'no address' }), 'is not an address'],
  ])('%s: says that yt-dlp could not be fetched, from where and why', async (_, fetching, why) => {
    const failure = AppError.find(await fetching().catch((error: unknown) => error));
    expect(failure?.code).toBe('YTDLP_UNFETCHED');
    expect(failure?.message).toMatch(/^yt-dlp, .* could not be fetched from \S/);
    expect(failure?.message).toContain(why);
    expect(failure?.hint).toContain(ytDlpMissing().values['command']);
    expect(failure?.hint).toContain('TALKLEAF_YTDLP_URL');
    expect(failure?.in('zh').message).toContain('yt-dlp');
  });

  it('says so, too, where the disk is full or the folder is not to be had', async () => {
    await writeFile(join(folder, 'tools'), 'no folder');
    await expect(find()).rejects.toMatchObject({
      code: 'YTDLP_UNKEPT',
      values: { path: join(folder, 'tools'), reason: { en: 'a file of that name is in the way' } },
    });
    const disk = await mountTiny(64);
    if (!disk) return;
    try {
      files[ASSET] = release('2026.01.01', TALK);
      await expect(find({ folder: disk.path })).rejects.toMatchObject({
        code: 'YTDLP_UNKEPT',
        values: { path: expect.stringContaining(disk.path), reason: { en: 'the disk is full' } },
      });
      await disk.fill();
      await expect(find({ folder: disk.path })).rejects.toMatchObject({ code: 'YTDLP_UNKEPT' });
    } finally {
      await disk.unmount();
    }
  });

  it('says when it does not run, and when none was to be fetched', async () => {
    files[ASSET] = Buffer.from('#!/nowhere/at/all\n');
    await expect(find()).rejects.toMatchObject({
      code: 'YTDLP_UNUSABLE',
      values: { path: copyIn(managed()) },
    });
    expect(await codeOf(findYtDlp({ program: join(folder, 'none') }))).toBe('PROGRAM_MISSING');
  });

  it('stops with the reason of the signal', async () => {
    files[ASSET] = release('2026.01.01', TALK);
    const stop = new AbortController();
    const reason = new Error('enough');
    const onProgress = (): void => stop.abort(reason);
    await expect(findYtDlp(settings({ onProgress }), stop.signal)).rejects.toBe(reason);
    expect(await readdir(join(folder, 'tools'))).toEqual([]);
  });

  it('is fetched by several at once without harm', async () => {
    files[ASSET] = release('2026.01.01', TALK);
    const all = await Promise.all([find(), find(), find()]);
    expect(all.map(({ version }) => version)).toEqual(Array(3).fill('2026.01.01'));
    expect(await readdir(join(folder, 'tools'))).toEqual(['yt-dlp']);
  });

  it('replaces one that does not run, and clears away what was broken off', async () => {
    const left = join(folder, 'tools', 'fetching-abc');
    await mkdir(left, { recursive: true });
    await utimes(left, new Date(), new Date(Date.now() - 48 * 3600 * 1000));
    await writeFile(join(folder, 'tools', 'yt-dlp'), 'half a progr');
    files[ASSET] = release('2026.01.01', TALK);
    expect((await find()).version).toBe('2026.01.01');
    expect(await readdir(join(folder, 'tools'))).toEqual(['yt-dlp']);
  });
});

describe.skipIf(platform === 'win32' || ASSET === '')('a site too new for yt-dlp', () => {
  it('has the newest release fetched for a copy of our own', async () => {
    files[ASSET] = release('2026.01.01', TOO_NEW);
    await find();
    files[ASSET] = release('2026.02.02', TALK);
    expect(await describeIt()).toMatchObject({ type: 'talk', id: 'v' });
    expect((await find()).version).toBe('2026.02.02');
  });

  it('is told when the newest is too old for it as well', async () => {
    files[ASSET] = release('2026.01.01', TOO_NEW);
    expect(await codeOf(describeIt())).toBe('SOURCE_CHANGED');
    expect(await codeOf(describeIt())).toBe('SOURCE_CHANGED');
    files[ASSET] = release('2026.02.02', TOO_NEW);
    await expect(describeIt()).rejects.toMatchObject({
      code: 'SOURCE_CHANGED',
      values: { version: '2026.02.02' },
    });
    // Only the checksums are asked for when nothing is newer.
    expect(asked.filter((name) => name === ASSET)).toHaveLength(2);
  });

  it('is what is told when no newer release can be had', async () => {
    files[ASSET] = release('2026.01.01', TOO_NEW);
    await find();
    files = {};
    await expect(describeIt()).rejects.toMatchObject({ code: 'SOURCE_OUTDATED' });
    expect((await find()).version).toBe('2026.01.01');
  });

  it("is read by a copy of our own where the user's is too old, which stays as it is", async () => {
    const program = join(folder, 'own');
    const own = release('2025.01.01', TOO_NEW);
    await writeFile(program, own, { mode: 0o755 });
    files[ASSET] = release('2026.02.02', TALK);
    const ytDlp = await openYtDlp({ program, managed: managed() });
    expect(await ytDlp.describe('https://a.example/')).toMatchObject({ type: 'talk', id: 'v' });
    expect(await readFile(program)).toEqual(own);
  });

  it('may be so although an old one says something else', async () => {
    files[ASSET] = release('2025.01.01', FORBIDDEN);
    await find();
    files[ASSET] = release('2026.02.02', TALK);
    expect(await describeIt()).toMatchObject({ type: 'talk', id: 'v' });
  });

  it('is not the reason where one of today says something else', async () => {
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '.');
    files[ASSET] = release(today, FORBIDDEN);
    await find();
    asked = [];
    expect(await codeOf(describeIt())).toBe('SOURCE_BLOCKED');
    expect(asked).toEqual([]);
  });

  it.each([{ isOnlyKept: true }, { baseUrl: 'http://127.0.0.1:1/' }, undefined])(
    "is told of the user's own where none can be fetched (%j)",
    async (options) => {
      const program = join(folder, 'own');
      await writeFile(program, release('2025.01.01', TOO_NEW), { mode: 0o755 });
      const ytDlp = await openYtDlp({ program, managed: options && managed(options) });
      await expect(ytDlp.describe('https://a.example/')).rejects.toMatchObject({
        code: 'SOURCE_OUTDATED',
        values: { version: '2025.01.01' },
      });
      expect(asked).toEqual([]);
    },
  );
});
