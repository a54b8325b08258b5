import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { keepPace, paceOf, reckonedPace, secondsAnHour } from './language-pace.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-pace-'));
});
afterAll(() => rm(folder, { recursive: true }));

const model = { name: 'a', bytes: 2_700_000_000 };

it('reckons by the size of the file and the cores, until the model has run', async () => {
  expect(await paceOf(model, folder)).toEqual(reckonedPace(model.bytes));
  expect(reckonedPace(model.bytes, 4).write).toBeCloseTo(3 * reckonedPace(model.bytes, 2).write);
  expect(reckonedPace(model.bytes, 64)).toEqual(reckonedPace(model.bytes, 5));
  await keepPace('a', { read: 40, write: 8 }, folder);
  expect(await paceOf(model, folder)).toEqual({ read: 40, write: 8 });
  await keepPace('a', { read: 20, write: 4 }, folder);
  expect(await paceOf(model, folder)).toEqual({ read: 30, write: 6 });
  await keepPace('b', { read: 1, write: 1 }, folder);
  expect(await paceOf(model, folder)).toEqual({ read: 30, write: 6 });
});

it('does without what it kept when that is damaged, or cannot be written', async () => {
  await writeFile(join(folder, '.pace.json'), '{"a":');
  expect(await paceOf(model, folder)).toEqual(reckonedPace(model.bytes));
  await keepPace('a', { read: 1, write: 1 }, join(folder, '.pace.json'));
});

it('says what an hour of talk takes', () => {
  expect(secondsAnHour({ read: 60, write: 10 })).toBe(1000 + 2000);
});
