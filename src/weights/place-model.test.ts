/** Models that came by other means than over the network. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import {
  failureOf,
  FILES,
  GGUF,
  OPEN,
  PINNED,
  TALKER,
  WANTED,
} from '../../test/support/small-models.ts';
import { listModels } from './local-models.ts';
import { placeModel } from './place-model.ts';

const models = [OPEN, PINNED, TALKER];

let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'placed-'));
  folder = join(root, 'models');
});
afterEach(() => rm(root, { recursive: true }));

async function given(name: string, bytes: Buffer): Promise<string> {
  const path = join(root, name);
  await writeFile(path, bytes);
  return path;
}

async function givenFolder(): Promise<string> {
  const path = join(root, 'stick');
  await mkdir(path);
  for (const [name, bytes] of Object.entries(FILES)) await writeFile(join(path, name), bytes);
  return path;
}

it('a file is taken whatever it is called, and stays where it was', async () => {
  const file = await given('my model.bin', GGUF);
  const path = await placeModel('talker', file, { folder, models });
  expect(path).toBe(join(folder, 'Talker-GGUF', 'Talker-Q4_K_M.gguf'));
  expect((await readFile(path)).equals(GGUF)).toBe(true);
  expect((await readFile(file)).equals(GGUF)).toBe(true);
  // On one disk it takes no room twice.
  expect((await stat(path)).ino).toBe((await stat(file)).ino);
  expect((await listModels({ folder, models: [TALKER] }))[0]?.isInstalled).toBe(true);
  await rm(path);
  expect((await readFile(file)).equals(GGUF)).toBe(true);
});

it('what a link leads to is taken, not the link', async () => {
  const file = await given('real.gguf', GGUF);
  await symlink(file, join(root, 'link.gguf'));
  const path = await placeModel('talker', join(root, 'link.gguf'), { folder, models });
  await rm(file);
  expect((await readFile(path)).equals(GGUF)).toBe(true);
});

it.each(['pinned', 'small'])('a folder is taken with what belongs to %s', async (name) => {
  const path = await placeModel(name, await givenFolder(), { folder, models });
  expect((await readdir(path)).toSorted()).toEqual(WANTED);
});

it('what is given takes the place of half a model, and of what was on its way', async () => {
  await mkdir(join(folder, 'Talker-GGUF'), { recursive: true });
  await writeFile(join(folder, 'Talker-GGUF', 'Talker-Q4_K_M.gguf'), 'GGUF');
  await mkdir(join(folder, '.fetching', 'Talker-GGUF'), { recursive: true });
  await writeFile(join(folder, '.fetching', 'Talker-GGUF', 'Talker-Q4_K_M.gguf.part'), 'GGUF');
  const path = await placeModel('talker', await given('whole.gguf', GGUF), { folder, models });
  expect((await readFile(path)).equals(GGUF)).toBe(true);
  expect(await readdir(join(folder, '.fetching')).catch(() => [])).toEqual([]);
});

const free = (): Promise<number> => Promise.resolve(1000);
const flipped = Buffer.from(GGUF);
flipped[200_000] = (flipped[200_000] ?? 0) ^ 1;

it.each<[string, Buffer, RegExp]>([
  ['of another kind', Buffer.from('<html>sign in</html>'), /no GGUF file/],
  ['that is empty', Buffer.alloc(0), /no GGUF file/],
  ['that is cut', GGUF.subarray(0, 300_000), /300000 bytes instead of 400008/],
  ['with one wrong bit', flipped, /checksum/],
])('a file %s is refused, and nothing is left behind', async (_, bytes, reason) => {
  const file = await given('given.gguf', bytes);
  const failure = await failureOf(placeModel('talker', file, { folder, models }));
  expect(failure).toMatchObject({ code: 'MODEL_FILE_WRONG', values: { path: file } });
  expect(failure?.message).toMatch(reason);
  expect(failure?.hint).toContain('maker/Talker-GGUF');
  expect((await readFile(file)).equals(bytes)).toBe(true);
  expect((await listModels({ folder, models: [TALKER] }))[0]).toMatchObject({
    isInstalled: false,
    received: 0,
  });
  expect(await readdir(folder, { recursive: true })).toEqual(['.fetching']);
});

it('what is not there, not whole, or one file of several is refused', async () => {
  const at = { folder, models };
  const gone = await failureOf(placeModel('talker', join(root, 'gone.gguf'), at));
  expect(gone?.code).toBe('MODEL_FILE_WRONG');
  const stick = await givenFolder();
  await rm(join(stick, 'tokens.txt'));
  for (const name of ['pinned', 'small', 'talker'])
    expect((await failureOf(placeModel(name, stick, at)))?.code).toBe('MODEL_FILE_WRONG');
  const one = await failureOf(placeModel('pinned', join(stick, 'encoder.onnx'), at));
  expect(one?.message).toContain('several files');
});

it('a full disk is told before anything is copied', async () => {
  // What is under /dev/shm lies on another disk, where no second name can be given.
  const elsewhere = await mkdtemp('/dev/shm/talkleaf-').catch(() => undefined);
  if (elsewhere === undefined) return;
  try {
    const file = join(elsewhere, 'given.gguf');
    await writeFile(file, GGUF);
    const failure = await failureOf(placeModel('talker', file, { folder, models, free }));
    expect(failure?.code).toBe('MODEL_NO_ROOM');
    const path = await placeModel('talker', file, { folder, models });
    expect((await readFile(path)).equals(GGUF)).toBe(true);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});
