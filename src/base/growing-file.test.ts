import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readAll, type Trickle, trickle } from '../../test/support/trickle.ts';
import { GrowingFile } from './growing-file.ts';

const TALK = 'sample/talk.srt';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'growing-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function begun(): Promise<Trickle & { path: string }> {
  const path = join(folder, `${(count += 1)}.part`);
  const file = await trickle(TALK, path);
  await file.upTo(0.1);
  return { ...file, path };
}

async function whole(): Promise<Buffer> {
  const { growing, end } = await trickle(TALK, join(folder, 'whole'));
  await end();
  return await readAll(await growing.open());
}

describe('GrowingFile', () => {
  it('is read as it comes, to its end and under whatever name it has by then', async () => {
    const { growing, path, upTo, end } = await begun();
    let farthest = 0;
    const reading = readAll(await growing.open(), (at) => (farthest = at));
    await expect.poll(() => growing.isAwaited).toBe(true);
    expect(farthest).toBeGreaterThan(0);
    await upTo(0.7);
    await rename(path, `${path}.srt`);
    expect(growing.isWhole).toBe(false);
    // Where it was written to before matters no more.
    await rename(`${path}.srt`, path);
    await end();
    expect(await reading).toEqual(await whole());
    expect(growing.isAwaited).toBe(false);
  });
  it('is not there before there is something of it', async () => {
    await expect(new GrowingFile().open()).rejects.toThrow('nothing');
  });
  it('fails whoever reads it when it begins anew', async () => {
    const { growing, beginAnew } = await begun();
    const reading = readAll(await growing.open());
    const failure = reading.catch(String);
    await beginAnew(Buffer.alloc(100_000));
    expect(await failure).toContain('lost');
    growing.end();
    expect(growing).toMatchObject({ isWhole: false, isLost: true });
  });
  it('is lost when it goes on under another name', async () => {
    const { growing, path } = await begun();
    growing.grow(`${path}.other`);
    expect(growing.isLost).toBe(true);
  });
  it('is waited for until the signal says otherwise', async () => {
    const { growing } = await begun();
    const stop = new AbortController();
    const reason = new Error('enough');
    const reading = readAll(await growing.open(stop.signal));
    const failure = reading.catch((error: unknown) => error);
    await expect.poll(() => growing.isAwaited).toBe(true);
    stop.abort(reason);
    expect(await failure).toBe(reason);
  });
});
