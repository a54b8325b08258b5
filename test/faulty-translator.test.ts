import { beforeAll, describe, expect, it } from 'vitest';

import { drain } from '../src/base/async.ts';
import { volatileMemory } from '../src/base/memory.ts';
import type { Line } from '../src/model/translation.ts';
import { translate } from '../src/translate/translate.ts';
import { faultyTranslator } from './support/faulty-translator.ts';
import { longParallel, talkOf } from './support/parallel.ts';

type Direction = { readonly from: 'en' | 'zh'; readonly to: 'en' | 'zh' };

const pairs = longParallel();
const OUT: Direction = { from: 'en', to: 'zh' };
const BACK: Direction = { from: 'zh', to: 'en' };
const ids = pairs.map((_, index) => index + 1);
const SEEDS = [1, 2, 3, 4];

/** Translates the whole text with a translator of a given fault rate. */
async function run(rate: number, seed: number, { from, to }: Direction = OUT) {
  const textOf = (id: number, side: 'en' | 'zh'): string => pairs[id - 1]?.[side] ?? '';
  const right = (id: number): string => textOf(id, to);
  const source = (id: number): string => textOf(id, from);
  const brief = { from, to, context: { topic: '', speakers: [], terms: [] } };
  const sentences = talkOf(pairs.map((pair) => pair[from]));
  const { model, asked, written } = faultyTranslator({ source, answer: right, rate, seed });
  const seen = new Map<number, { first: number; asks: number }>();
  const announced: Line[] = [];
  const generator = translate(sentences, { model, brief, memory: volatileMemory() });
  const lines = await drain(generator, (event) => {
    if (event.type !== 'line-translated') return;
    announced.push(event.line);
    const { id, status } = event.line;
    const isAccepted = status === 'ok' || status === 'repaired';
    if (isAccepted && !seen.has(id)) seen.set(id, { first: asked.length, asks: 0 });
  });
  for (const [id, record] of seen) {
    record.asks = asked.slice(record.first).filter((call) => call.ids.includes(id)).length;
  }
  const accepted = lines.filter((line) => line.status === 'ok' || line.status === 'repaired');
  return {
    lines,
    announced,
    calls: asked.length,
    tokens: written.tokens,
    /** Count of lines a second request was spent on. */
    askedAgain: asked.flatMap((call) => call.ids).length - sentences.length,
    /** The most often a line was asked for after it had been accepted. */
    afterAccepted: Math.max(...[...seen.values()].map((record) => record.asks)),
    flagged: lines.filter((line) => line.status === 'flagged').length,
    untranslated: lines.filter((line) => line.status === 'untranslated').length,
    unnoticed: accepted
      .filter((line) => line.text !== right(line.id))
      .map((line) => `${line.id}: ${line.text} / ${right(line.id)}`),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type Run = Awaited<ReturnType<typeof run>>;

let clean: Run;
beforeAll(async () => {
  clean = await run(0, 1);
});

describe.each([0.1, 0.3, 0.6])('translating with %s of the requests going wrong', (rate) => {
  let runs: Run[] = [];
  beforeAll(async () => {
    runs = await Promise.all(SEEDS.map(async (seed) => run(rate, seed)));
  });

  it('loses no line', () => {
    for (const { lines, announced } of runs) {
      expect(lines.map((line) => line.id)).toEqual(ids);
      expect(new Set(announced.map((line) => line.id)).size).toBe(ids.length);
      const bare = lines.filter((line) => line.text === '' && line.status !== 'untranslated');
      expect(bare).toEqual([]);
    }
  });

  it('takes hardly a wrong line for a right one', () => {
    const most = rate > 0.3 ? 4 : 2;
    for (const { unnoticed } of runs) expect(unnoticed.slice(most)).toEqual([]);
    expect(mean(runs.map((each) => each.unnoticed.length))).toBeLessThanOrEqual(1);
  });

  it('asks an accepted line once more at the most', () => {
    for (const { afterAccepted } of runs) expect(afterAccepted).toBeLessThanOrEqual(1);
  });

  it('spends little on what went wrong', () => {
    const extra = mean(runs.map((each) => each.tokens / clean.tokens - 1));
    expect(extra).toBeLessThanOrEqual(rate > 0.3 ? 0.3 : 0.1);
    for (const { calls } of runs) expect(calls).toBeLessThan(5 * clean.calls);
  });

  it('leaves few lines flagged and hardly one untranslated', () => {
    for (const { flagged, untranslated } of runs) {
      expect(flagged / ids.length).toBeLessThan(0.015);
      expect(untranslated).toBeLessThanOrEqual(rate > 0.3 ? 3 : 1);
    }
  });
});

it('asks next to nothing again, and flags next to nothing, when nothing goes wrong', () => {
  const { askedAgain, flagged, afterAccepted, lines } = clean;
  expect(askedAgain / ids.length).toBeLessThan(0.03);
  expect(flagged / ids.length).toBeLessThan(0.015);
  expect(afterAccepted).toBeLessThanOrEqual(1);
  expect(lines.map((line) => line.text)).toEqual(pairs.map((pair) => pair.zh));
});

it('does as well the other way round', async () => {
  const runs = await Promise.all(SEEDS.slice(0, 2).map(async (seed) => run(0.3, seed, BACK)));
  for (const { lines, unnoticed, untranslated, flagged } of runs) {
    expect(lines.map((line) => line.id)).toEqual(ids);
    expect(unnoticed.slice(2)).toEqual([]);
    expect(untranslated).toBeLessThanOrEqual(1);
    expect(flagged / ids.length).toBeLessThan(0.015);
  }
});
