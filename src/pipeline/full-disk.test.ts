/** A memory that takes nothing more from some entry on: every run ends with its failure, whatever was under way. */
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { type Memory, volatileMemory } from '../base/memory.ts';
import { createChatModel } from '../llm/create-model.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../testing.ts';
import { readTranscript } from '../transcripts/read.ts';
import { makeTalk } from './make-talk.ts';
import { prepare } from './prepare.ts';
import type { TalkRequest } from './talk-request.ts';

/** About 25 sentences. */
const HOURS = 0.06;
/** A run of so short a talk takes less than a second; one that has not ended by then never does. */
const HANGS_AFTER_MS = 5000;

const pairs = lecturePairs();
const good = goodAnswers(pairs);
const bytes = new TextEncoder().encode(talkOf(HOURS, pairs));
const { sentences } = prepare(readTranscript(bytes, { name: 'talk.srt' }));
const REQUEST: TalkRequest = {
  title: 'A talk',
  source: { name: 'talk.srt' },
  sentences,
  from: 'en',
  to: 'zh',
  timed: true,
  glossary: [],
  translation: true,
  note: true,
  warnings: [],
};

/** Answers that make it ask again: points of the wrong form, and lines left as they were. */
function faultyAnswers(asked: Asked): string | undefined {
  const isAgain = asked.user.includes('An earlier answer could not be used');
  if (asked.task === 'points' && !isAgain) return JSON.stringify({ points: [{ c: [1] }] });
  if (asked.task !== 'translate') return good(asked);
  const rows = good(asked)?.split('\n') ?? [];
  return asked.lines
    .map(({ id, text }, index) => (id % 7 === 0 ? `${id}|${text}` : rows[index]))
    .join('\n');
}

let providers: Record<string, SimulatedProvider>;
beforeAll(async () => {
  providers = {
    good: await startSimulatedProvider({ answer: good }),
    faulty: await startSimulatedProvider({ answer: faultyAnswers }),
  };
});
afterAll(async () => {
  for (const provider of Object.values(providers)) await provider.close();
});

/** Remembers so many entries, and refuses all after them. */
function fullAfter(entries: number): Memory & { readonly count: () => number } {
  const memory = volatileMemory();
  let count = 0;
  return {
    get: (key) => memory.get(key),
    put: async (key, value) => {
      count++;
      if (count > entries) throw new AppError('DISK_FULL', { path: 'journal' });
      await memory.put(key, value);
    },
    count: () => count,
  };
}

async function endOf(memory: Memory, answers: string, concurrency: number): Promise<string> {
  const model = createChatModel({
    provider: 'local',
    model: 'sim',
    baseUrl: `${providers[answers]?.url}/v1`,
    window: 100_000,
    limits: { concurrency },
  });
  const over = new AbortController();
  const making = drain(makeTalk(REQUEST, { memory, model, signal: over.signal })).then(
    () => 'made',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
  const hanging = wait(HANGS_AFTER_MS, 'hangs', { signal: over.signal });
  hanging.catch(() => undefined);
  try {
    return await Promise.race([making, hanging]);
  } finally {
    over.abort();
  }
}

it.each([
  ['good', 1],
  ['faulty', 1],
  ['faulty', 3],
])('with %s answers and %i requests at once', { timeout: 120_000 }, async (answers, atOnce) => {
  const whole = fullAfter(Number.POSITIVE_INFINITY);
  expect(await endOf(whole, answers, atOnce)).toBe('made');
  expect(whole.count()).toBeGreaterThan(sentences.length);
  for (let entries = 0; entries < whole.count(); entries++) {
    const end = await endOf(fullAfter(entries), answers, atOnce);
    expect(end, `full after ${entries} entries`).toBe('DISK_FULL');
  }
});
