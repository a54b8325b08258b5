import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { contentKeyOf } from './content-key.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-content-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('is the same wherever a file lies, and another for other content', async () => {
  const [one, two, other] = ['one', 'two', 'other'].map((name) => join(folder, name));
  await writeFile(one ?? '', 'a talk'.repeat(40_000));
  await copyFile(one ?? '', two ?? '');
  await writeFile(other ?? '', `${'a talk'.repeat(39_999)}a walk`);
  expect(await contentKeyOf(one ?? '')).toBe(await contentKeyOf(two ?? ''));
  expect(await contentKeyOf(other ?? '')).not.toBe(await contentKeyOf(one ?? ''));
});

it('is none of a folder, of what is not there, and of a pipe, which is not waited for', async () => {
  expect(await contentKeyOf(folder)).toBeUndefined();
  expect(await contentKeyOf(join(folder, 'nothing'))).toBeUndefined();
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await contentKeyOf(join(folder, 'pipe'))).toBeUndefined();
});
