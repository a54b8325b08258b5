/** A talk of any length with its right translation, made of the parallel text of the tests. */
import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { estimateTokens } from '../../src/text/tokens.ts';

const Parallel = z.object({ pairs: z.array(z.object({ en: z.string(), zh: z.string() })) });

export type Pair = { readonly en: string; readonly zh: string };

/** Tokens of an average sentence of a lecture: 11,600 tokens in 450 sentences an hour. */
const TOKENS_A_SENTENCE = 26;
const SENTENCES_AN_HOUR = 450;
const SECONDS_A_SENTENCE = 3600 / SENTENCES_AN_HOUR;

/** Sentences as long as those of a lecture: short ones of the parallel text are joined. */
export function lecturePairs(): Pair[] {
  const { pairs } = Parallel.parse(parseJson(readFileSync('test/fixtures/parallel.json', 'utf8')));
  const joined: Pair[] = [];
  let open: Pair | undefined;
  for (const pair of pairs) {
    open = open ? join(open, pair) : pair;
    if (estimateTokens(open.en, 'o200k') < TOKENS_A_SENTENCE - 8) continue;
    joined.push(open);
    open = undefined;
  }
  return joined;
}

const soft = (text: string): string => text.replace(/[.?!。？！…]+$/u, '');
const inner = (text: string): string => text.replace(/[.?!]+(?=\s)/gu, ',');

function join(a: Pair, b: Pair): Pair {
  return { en: `${inner(soft(a.en))}; ${inner(b.en)}`, zh: `${soft(a.zh)}；${b.zh}` };
}

/** Some hours of talk as an SRT file, one sentence a cue. */
export function talkOf(hours: number, pairs: readonly Pair[]): string {
  const count = Math.round(hours * SENTENCES_AN_HOUR);
  const cues = Array.from({ length: count }, (_, index) => {
    const start = index * SECONDS_A_SENTENCE;
    const text = pairs[placeOf(index, pairs.length)]?.en ?? '';
    return `${index + 1}\n${stamp(start)} --> ${stamp(start + SECONDS_A_SENTENCE - 0.4)}\n${text}\n`;
  });
  return cues.join('\n');
}

/** Each time over in another order, so that no sentence stands between the same neighbours again. */
function placeOf(index: number, count: number): number {
  const steps = Array.from({ length: count }, (_, step) => step).filter(
    (step) => commonDivisor(step, count) === 1,
  );
  const step = steps[Math.floor(index / count) % steps.length] ?? 1;
  return ((index % count) * step) % count;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

function stamp(seconds: number): string {
  const [h, m, s] = [seconds / 3600, (seconds % 3600) / 60, seconds % 60];
  return `${two(h)}:${two(m)}:${two(s)},${String(Math.round((s % 1) * 1000)).padStart(3, '0')}`;
}
