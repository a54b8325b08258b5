import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  failureOf,
  FILES,
  GGUF,
  OPEN,
  PINNED,
  TALKER,
  WANTED,
} from '../../test/support/small-models.ts';
import { listModels, removeModel } from './local-models.ts';
import type { ModelEntry } from './model-entry.ts';

const models = [OPEN, PINNED, TALKER];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, bytes: Buffer | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

async function install(model: ModelEntry): Promise<void> {
  for (const [name, bytes] of Object.entries(FILES))
    if (WANTED.includes(name)) await write(`${model.folder}/${name}`, bytes);
}

describe('listModels', () => {
  it('marks those that are whole, and says how much there is of others', async () => {
    await install(OPEN);
    await write(`.fetching/${PINNED.folder}/tokens.txt`, FILES['tokens.txt']);
    await write(`.fetching/${PINNED.folder}/encoder.int8.onnx.part`, '1234');
    const found = await listModels({ folder, models });
    expect(found.map((each) => each.isInstalled)).toEqual([true, false, false]);
    expect(found.map((each) => each.received)).toEqual([0, FILES['tokens.txt'].length + 4, 0]);
    expect(found[0]?.path).toBe(join(folder, OPEN.folder));
    const none = await listModels({ folder: join(folder, 'nowhere') });
    expect(none.every((each) => !each.isInstalled && each.received === 0)).toBe(true);
  });

  it('takes a language model for its file, and half of one for none', async () => {
    await write('Talker-GGUF/Talker-Q4_K_M.gguf', GGUF.subarray(0, 1000));
    const [cut] = await listModels({ folder, models: [TALKER] });
    expect(cut).toMatchObject({
      isInstalled: false,
      path: join(folder, 'Talker-GGUF', 'Talker-Q4_K_M.gguf'),
    });
    await write('Talker-GGUF/Talker-Q4_K_M.gguf', GGUF);
    expect((await listModels({ folder, models: [TALKER] }))[0]?.isInstalled).toBe(true);
  });
});

describe('removeModel', () => {
  it('removes a model, or what there is of one, and says how much that frees', async () => {
    await install(PINNED);
    const freed = await removeModel('pinned', { folder, models });
    expect(freed).toBe(303_000 + FILES['tokens.txt'].length);
    expect(await readdir(folder)).toEqual([]);
    await write(`.fetching/${OPEN.folder}/tokens.txt.part`, '1234');
    await write(`.fetching/${OPEN.folder}.given/tokens.txt`, '12');
    expect(await removeModel(OPEN.folder, { folder, models })).toBe(6);
    expect(await readdir(folder)).toEqual([]);
  });
  it('says when there is no such model, here or at all', async () => {
    const gone = await failureOf(removeModel('small', { folder, models }));
    expect(gone?.code).toBe('MODEL_NOT_HERE');
    const unknown = await failureOf(removeModel('../elsewhere', { folder, models }));
    expect(unknown?.code).toBe('MODEL_UNLISTED');
  });
});
