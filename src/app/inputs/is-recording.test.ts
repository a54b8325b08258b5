import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { isRecording } from './is-recording.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inputs-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['talk.mp4', true],
  ['talk.CAF', true],
  ['talk.m4b', true],
  ['talk.srt', false],
  ['talk.tsv', false],
  ['-', false],
  ['none', false],
])('isRecording(%s) is %s by its name', async (name, is) => {
  expect(await isRecording(name)).toBe(is);
});

it('looks into what has another name', async () => {
  const sound = join(folder, 'sound');
  await copyFile('sample/talk.wav', sound);
  expect(await isRecording(sound)).toBe(true);
  await writeFile(join(folder, 'text'), 'Hello everyone.');
  expect(await isRecording(join(folder, 'text'))).toBe(false);
  await writeFile(join(folder, 'table.xlsx'), Buffer.from('PK\u0003\u0004\0\0\0\0'));
  expect(await isRecording(join(folder, 'table.xlsx'))).toBe(false);
});
