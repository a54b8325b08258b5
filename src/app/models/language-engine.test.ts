import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { bringLanguageEngine, languageEngine } from './language-engine.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-engine-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('is the one for the processor unless another is asked for', async () => {
  const env = { TALKLEAF_MODELS: folder, TALKLEAF_GPU: 'off' };
  expect(await languageEngine(env)).toBeUndefined();
  const [name = ''] = process.platform === 'linux' ? [`linux-${process.arch}`] : [];
  await mkdir(join(folder, '.engines', name), { recursive: true });
  expect(await languageEngine(env)).toEqual({ folder: join(folder, '.engines', name), gpu: false });
});

it('says of a graphics card that it does not know', async () => {
  const env = { TALKLEAF_MODELS: folder, TALKLEAF_GPU: 'abacus' };
  await expect(languageEngine(env)).rejects.toMatchObject({ code: 'MODEL_ENGINE_UNKNOWN' });
});

it('is not fetched where nothing beyond this machine is to be asked', async () => {
  const env = { TALKLEAF_MODELS: join(folder, 'other'), TALKLEAF_OFFLINE: '1' };
  await expect(bringLanguageEngine(env)).rejects.toMatchObject({ code: 'OFFLINE' });
});
