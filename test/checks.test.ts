/**
 * What the checks of a translation find and what they doubt without reason, on our own parallel text. The
 * bounds are those the design was measured with; see docs/architecture.md.
 */
import { describe, expect, it } from 'vitest';

import type { Line } from '../src/model/translation.ts';
import { termFinders, termsIn } from '../src/text/corrections.ts';
import { missingNumbers } from '../src/text/numbers/numbers.ts';
import { faultOf } from '../src/translate/checks/check-line.ts';
import { swappedAmong, watchShift } from '../src/translate/checks/shift.ts';
import { type Doubted, doubtedLines } from '../src/translate/checks/soft-checks.ts';
import { Gauge } from '../src/translate/measure/gauge.ts';
import { lengthModel } from '../src/translate/measure/length.ts';
import { PARALLEL, talkOf } from './support/parallel.ts';

type Direction = { readonly from: 'en' | 'zh'; readonly to: 'en' | 'zh' };

const share = (part: number, whole: number): number => part / Math.max(1, whole);
const cut = (text: string, part: number): string => text.slice(0, Math.round(text.length * part));
/** One digit in the middle of a text made another. */
const altered = (text: string): string => {
  const places = [...text.matchAll(/\d/g)].map((match) => match.index);
  const at = places[Math.floor(places.length / 2)] ?? 0;
  return `${text.slice(0, at)}${(Number(text.charAt(at)) + 3) % 10}${text.slice(at + 1)}`;
};

/** Terms as the context pass finds them in these talks, with the rendering that the translation uses. */
const TERMS: Readonly<Record<string, string>> = {
  'B-tree': '=',
  PostgreSQL: '=',
  WAL: '=',
  transaction: '事务',
  isolation: '隔离性',
  index: '索引',
  planner: '规划器',
  'gradient descent': '梯度下降',
  'learning rate': '学习率',
  overfitting: '过拟合',
  neuron: '神经元',
  'Geoffrey Hinton': '=',
  'Kalman filter': '卡尔曼滤波器',
  Otto: '=',
  'DNA polymerase': 'DNA 聚合酶',
  genome: '基因组',
  'central bank': '央行',
  HTTPS: '=',
  QUIC: '=',
  optimizer: '优化器',
};

it('a term list adds hardly any doubts, and finds renderings that were not used', () => {
  const finders = termFinders(
    Object.entries(TERMS).map(([source, target]) => ({ source, target, heard: [], by: 'model' })),
  );
  const terms = new Map(PARALLEL.map((pair, index) => [index + 1, termsIn(pair.en, finders)]));
  const doubtedAs = (write: (text: string) => string): Doubted[] =>
    doubtedLines(
      talkOf(PARALLEL.map((pair) => pair.en)),
      new Map(
        PARALLEL.map(({ zh }, index) => [
          index + 1,
          { id: index + 1, text: write(zh), status: 'ok' },
        ]),
      ),
      { gauge: new Gauge('en', 'zh'), termsOf: (id) => terms.get(id) ?? [] },
    );
  expect(share(doubtedAs((text) => text).length, PARALLEL.length)).toBeLessThan(0.015);
  const wrong = doubtedAs((text) => text.replaceAll('索引', '指数'));
  const used = PARALLEL.filter((_, index) =>
    terms.get(index + 1)?.some((term) => term.source === 'index'),
  );
  const found = wrong.filter(({ faults }) =>
    faults.some((fault) => fault.say.startsWith('"index"')),
  );
  expect(used.length).toBeGreaterThan(3);
  expect(found).toHaveLength(used.length);
});

describe.each<Direction>([
  { from: 'en', to: 'zh' },
  { from: 'zh', to: 'en' },
])('checks from $from to $to', ({ from, to }) => {
  const pairs = PARALLEL.map((pair) => ({ source: pair[from], target: pair[to] }));
  const gauge = new Gauge(from, to);
  const length = lengthModel(gauge, pairs);
  const fault = (source: string, target: string) =>
    faultOf(source, target, { from, to, length, terms: [] });
  const isDoubtedLength = (source: string, target: string): boolean =>
    Math.abs(length.deviation(gauge.source(source).size, gauge.target(target).size)) > 3.2;

  it('refuse no good line', () => {
    const unlearnt = lengthModel(gauge);
    for (const { source, target } of pairs) {
      expect(fault(source, target)).toBeUndefined();
      expect(faultOf(source, target, { from, to, length: unlearnt, terms: [] })).toBeUndefined();
    }
  });

  it('doubt fewer than 1.5 % of the good lines', () => {
    const lines = pairs.map((pair, index): Line => ({
      id: index + 1,
      text: pair.target,
      status: 'ok',
    }));
    const doubted = doubtedLines(
      talkOf(pairs.map((pair) => pair.source)),
      new Map(lines.map((line) => [line.id, line])),
      { gauge, termsOf: () => [] },
    );
    expect(share(doubted.length, pairs.length)).toBeLessThan(0.015);
  });

  it('find every line left as it was, but for a single name or cry', () => {
    const missed = pairs.filter(({ source }) => fault(source, source)?.flag !== 'untranslated');
    expect(missed.map((pair) => pair.source)).toEqual(from === 'en' ? ['Ouch.'] : []);
  });

  it('find most lines cut to half or a third', () => {
    const long = pairs.filter((pair) => pair.source.length >= (from === 'zh' ? 12 : 40));
    const halved = long.filter(({ source, target }) => isDoubtedLength(source, cut(target, 0.5)));
    const thirds = pairs.filter(({ source, target }) => isDoubtedLength(source, cut(target, 0.33)));
    expect(share(halved.length, long.length)).toBeGreaterThan(0.65);
    expect(share(thirds.length, pairs.length)).toBeGreaterThan(0.8);
  });

  it('find most altered numbers', () => {
    const numbered = pairs.filter((pair) => /\d/.test(pair.target));
    const found = numbered.filter(
      ({ source, target }) => missingNumbers(source, altered(target)).length > 0,
    );
    expect(numbered.length).toBeGreaterThan(60);
    expect(share(found.length, numbered.length)).toBeGreaterThan(0.85);
  });

  it('find exchanged neighbours', () => {
    const found = pairs.slice(1).filter((second, index) => {
      const first = pairs[index] ?? second;
      const exchanged = [
        { source: first.source, target: second.target },
        { source: second.source, target: first.target },
      ];
      return swappedAmong(exchanged, length).size > 0;
    });
    expect(share(found.length, pairs.length - 1)).toBeGreaterThan(0.8);
    expect(share(swappedAmong(pairs, length).size, pairs.length)).toBeLessThan(0.01);
  });

  it.each([1, -1])('find runs that stand %i line off, and no others', (offset) => {
    const counts = { windows: 0, six: 0, ten: 0, alarms: 0 };
    for (let at = 0; at + 40 <= pairs.length; at += 5) {
      const chunk = pairs.slice(at, at + 40);
      const shiftedFrom = (run: number): number | undefined => {
        const watch = watchShift(
          chunk.map((pair) => pair.source),
          length,
        );
        chunk.forEach(({ source, target }, index) => {
          const isMoved = index >= 12 && index < 12 + run;
          watch.push({ source, target: isMoved ? chunk[index + offset]?.target : target });
        });
        watch.finish();
        return watch.shiftedFrom;
      };
      const isFound = (run: number): boolean => (shiftedFrom(run) ?? 99) <= 12;
      counts.windows++;
      counts.six += Number(isFound(6));
      counts.ten += Number(isFound(10));
      counts.alarms += Number(shiftedFrom(0) !== undefined);
    }
    expect(counts.alarms).toBe(0);
    // Chinese sources carry fewer capitals, hence fewer anchors.
    expect(share(counts.six, counts.windows)).toBeGreaterThan(from === 'en' ? 0.95 : 0.9);
    expect(share(counts.ten, counts.windows)).toBeGreaterThan(0.98);
  });
});
