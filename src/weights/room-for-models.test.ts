/** Disks that are too small, fill up, or take nothing at all. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Hub, modelHub } from '../../test/support/model-hub.ts';
import { failureOf, GGUF, sourceOf, TALKER } from '../../test/support/small-models.ts';
import { mountTiny } from '../../test/support/tiny-disk.ts';
import { AppError } from '../base/errors.ts';
import { fetchFile } from './fetch-file.ts';
import type { ModelEntry } from './model-entry.ts';
import { pullModel, type PullOptions } from './pull-model.ts';

const FILE = 'Talker-Q4_K_M.gguf';
const run = promisify(execFile);

let hub: Hub;
let root = '';
beforeEach(async () => {
  hub = await modelHub({ [FILE]: GGUF });
  root = await mkdtemp(join(tmpdir(), 'room-'));
});
afterEach(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

function pull(folder: string, more: Partial<PullOptions> = {}): Promise<string> {
  const sources = [sourceOf(hub)];
  return pullModel('talker', { folder, models: [TALKER], send: fetch, sources, ...more });
}

describe('too little room', () => {
  it('is told before anything is fetched, with how much is needed and free', async () => {
    const failure = await failureOf(pull(root, { free: () => Promise.resolve(200_399_000) }));
    expect(failure).toMatchObject({
      code: 'MODEL_NO_ROOM',
      values: { folder: root, needed: '200 MB', free: '200 MB' },
    });
    expect(failure?.hint).toContain('TALKLEAF_MODELS');
    expect(failure?.in('zh').message).toContain('需要 200 MB');
    expect(hub.asked).toEqual([]);
  });

  it('is no longer too little when half of it is here already', async () => {
    const staging = join(root, '.fetching', TALKER.folder);
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, `${FILE}.part`), GGUF.subarray(0, 200_000));
    expect(await pull(root, { free: () => Promise.resolve(200_250_000) })).toContain(FILE);
  });

  it('does not matter where the file system does not tell', async () => {
    expect(await pull(root, { free: () => Promise.resolve(undefined) })).toContain(FILE);
  });

  it('stops a download that other programs take the room from, and keeps what is here', async () => {
    const part = join(root, 'large.part');
    const bytes = Buffer.alloc(16_000_000);
    const large = await modelHub({ large: Buffer.concat(Array.from({ length: 10 }, () => bytes)) });
    let asked = 0;
    const call = fetchFile({
      url: `${large.base}/maker/Large/resolve/main/large`,
      part,
      wanted: { name: 'large', bytes: 160_000_000 },
      send: fetch,
      requireRoom: (missing) => {
        asked = missing;
        return Promise.reject(new AppError('MODEL_NO_ROOM'));
      },
      pause: () => Promise.resolve(),
    });
    expect((await failureOf(call))?.code).toBe('MODEL_NO_ROOM');
    await large.close();
    expect(asked).toBeLessThanOrEqual(96_000_000);
    expect((await stat(part)).size).toBeGreaterThanOrEqual(60_000_000);
  });
});

/** A disk of half a megabyte, where this process may mount one. */
const tiny = await mountTiny(512);
if (tiny) await tiny.unmount();

describe.runIf(tiny !== undefined)('a real disk', () => {
  it('that is small is refused', async () => {
    const disk = await mountTiny(512);
    try {
      const failure = await failureOf(pull(disk?.path ?? ''));
      expect(failure).toMatchObject({ code: 'MODEL_NO_ROOM', values: { free: '524 kB' } });
    } finally {
      await disk?.unmount();
    }
  });

  it('that is full is told as such even when it did not say so', async () => {
    const disk = await mountTiny(128);
    try {
      const failure = await failureOf(
        pull(disk?.path ?? '', { free: () => Promise.resolve(undefined) }),
      );
      expect(failure?.code).toBe('DISK_FULL');
    } finally {
      await disk?.unmount();
    }
  });

  it('that is read-only gives its models, and says that it takes no other', async () => {
    const disk = await mountTiny(2048);
    const path = disk?.path ?? '';
    try {
      const file = await pull(path, { free: () => Promise.resolve(undefined) });
      await run('mount', ['-o', 'remount,ro', path]);
      await hub.close();
      expect(await pull(path)).toBe(file);
      expect((await readFile(file)).equals(GGUF)).toBe(true);
      hub = await modelHub({ [FILE]: GGUF });
      const other: ModelEntry = { ...TALKER, name: 'other', folder: 'Other-GGUF' };
      const failure = await failureOf(
        pullModel('other', {
          folder: path,
          models: [other],
          send: fetch,
          sources: [sourceOf(hub)],
        }),
      );
      expect(failure?.code).toBe('MODELS_UNWRITABLE');
      expect(failure?.message).toContain('read-only');
      expect(await readdir(path)).toEqual([TALKER.folder]);
    } finally {
      await disk?.unmount();
    }
  });
});
