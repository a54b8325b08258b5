import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { withKeptInfo } from './kept-info.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'info-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function attempt(file: string | undefined): Promise<string> {
  return `${file}`;
}

const FRESH = { json: '{"id":"v"}', askedAtMs: Date.now() };

it('gives a file only its owner can read, and takes it away again', async () => {
  const got = await withKeptInfo(FRESH, { folder }, async (file) => {
    if (file === undefined) throw new Error('no file');
    return { text: await readFile(file, 'utf8'), mode: (await stat(file)).mode & 0o777 };
  });
  expect(got).toEqual({ text: FRESH.json, mode: 0o600 });
  expect(await readdir(folder)).toEqual([]);
});

it('gives none where nothing is known, or where it is too old', async () => {
  expect(await withKeptInfo(undefined, { folder }, attempt)).toBe('undefined');
  const old = { ...FRESH, askedAtMs: Date.now() - 2 * 3600 * 1000 };
  expect(await withKeptInfo(old, { folder }, attempt)).toBe('undefined');
});

it('tries a second time at most', async () => {
  let tries = 0;
  const failing = withKeptInfo(FRESH, { folder }, async () => {
    tries += 1;
    throw new AppError('SOURCE_GONE', { url: 'u', said: `no ${tries}` });
  });
  await expect(failing).rejects.toMatchObject({ values: { said: 'no 2' } });
  expect(await withKeptInfo(FRESH, { folder }, async () => undefined)).toBeUndefined();
});

it('does not try again after a failure of the network, of its own, or the signal', async () => {
  let tries = 0;
  const signal = AbortSignal.abort(new Error('enough'));
  const failWith = async (error: Error, options = {}): Promise<unknown> =>
    withKeptInfo(FRESH, { folder, ...options }, async () => {
      tries += 1;
      throw error;
    });
  const network = new AppError('SOURCE_NETWORK', { url: 'u', said: 'x' });
  await expect(failWith(network)).rejects.toBe(network);
  const bug = new TypeError('a bug');
  await expect(failWith(bug)).rejects.toBe(bug);
  const gone = new AppError('SOURCE_GONE', { url: 'u', said: 'x' });
  await expect(failWith(gone, { signal })).rejects.toThrow('enough');
  expect(tries).toBe(3);
});

it('says when the folder cannot be written', async () => {
  const missing = join(folder, 'missing');
  const failing = withKeptInfo(FRESH, { folder: missing }, async () => 'x');
  await expect(failing).rejects.toMatchObject({ code: 'FOLDER_UNWRITABLE' });
});
