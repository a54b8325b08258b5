import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, expect, it } from 'vitest';

import { NO_USAGE } from '../../model/usage.ts';
import { openJournal } from '../../store/journal.ts';
import { recordSpending, spentSoFar } from './spending.ts';

let path: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-spending-'));
  path = join(folder, 'journal.jsonl');
  return () => rm(folder, { recursive: true, force: true });
});

const spent = (cost: number | undefined) => ({
  task: 'translate',
  model: 'm',
  usage: NO_USAGE,
  cost,
});

it('adds up over interrupted runs', async () => {
  const first = await openJournal(path);
  expect(spentSoFar(first)).toBeUndefined();
  recordSpending(first, spent(0.25));
  recordSpending(first, spent(0.25));
  expect(spentSoFar(first)).toBe(0.5);
  await first.close();
  const second = await openJournal(path);
  expect(spentSoFar(second)).toBe(0.5);
  recordSpending(second, spent(0));
  recordSpending(second, spent(1));
  expect(spentSoFar(second)).toBe(1.5);
  await second.close();
});

it('knows no sum when one price is unknown, in this run or the next', async () => {
  const first = await openJournal(path);
  recordSpending(first, spent(0.25));
  recordSpending(first, spent(undefined));
  expect(spentSoFar(first)).toBeUndefined();
  await first.close();
  const second = await openJournal(path);
  expect(spentSoFar(second)).toBeUndefined();
  await second.close();
});

it('does not stop the run when it cannot be written', async () => {
  const journal = await openJournal(path);
  await journal.close();
  recordSpending(journal, spent(1));
  expect(spentSoFar(journal)).toBe(1);
  await journal.close();
});
