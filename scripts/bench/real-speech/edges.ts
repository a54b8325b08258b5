import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { median } from '../table.ts';
import type { Sentence } from './ways.ts';

/** Each word said, with its true times in seconds. */
const Words = z.array(z.tuple([z.string(), z.number(), z.number()]));
/** A cut so near to the true edge of a word is not heard, in seconds. */
const NEAR = 0.08;

/** How far the sentences begin and end from the true edges of their first and last words; by a file of known times. */
export function edgesIn(sentences: readonly Sentence[], file: string): string {
  const said = Words.parse(parseJson(readFileSync(file, 'utf8')));
  const heard = sentences.flatMap(edgeWords);
  const errors = inCommon(
    heard.map(({ word }) => word),
    said.map(([word]) => word.toLowerCase()),
  ).flatMap(([at, of]) => {
    const [, from, to] = said[of] ?? ['', 0, 0];
    const { start, end } = heard[at] ?? {};
    return [
      ...(start === undefined ? [] : [Math.abs(start - from)]),
      ...(end === undefined ? [] : [Math.abs(end - to)]),
    ];
  });
  const near = errors.filter((error) => error <= NEAR).length;
  const share = ((100 * near) / Math.max(1, errors.length)).toFixed(0);
  const middle = Math.round(1000 * median(errors));
  return `${middle} ms; ${share} % of ${errors.length} within 80 ms`;
}

/** The words of a sentence; the first knows when it starts, the last when it ends. */
function edgeWords({ text, start, end }: Sentence): {
  readonly word: string;
  readonly start?: number;
  readonly end?: number;
}[] {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  return words.map((word, at) => ({
    word,
    ...(at === 0 && { start }),
    ...(at === words.length - 1 && { end }),
  }));
}

/** The places of the longest sequence of words that both have, in order: a word misheard is in none of them. */
function inCommon(a: readonly string[], b: readonly string[]): [inA: number, inB: number][] {
  // lengths[i][j]: how much the rest of a from i and the rest of b from j have in common.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i]?.fill(
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1)),
        j,
        j + 1,
      );
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
