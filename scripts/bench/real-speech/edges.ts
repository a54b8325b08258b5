import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';
import { median } from '../table.ts';
import type { Sentence } from './ways.ts';

/** Each word said, with its true times in seconds. */
const Words = z.array(z.tuple([z.string(), z.number(), z.number()]));
/** A cut so near to the true edge of a word is not heard, in seconds. */
const NEAR = 0.08;
/** So far apart words are not taken for the same, in seconds. */
const FAR = 1;

/** How far the sentences begin and end from the true edges of their first and last words; by a file of known times. */
export function edgesIn(sentences: readonly Sentence[], file: string): string {
  const words = Words.parse(parseJson(readFileSync(file, 'utf8')));
  const errors = sentences.flatMap(({ text, start, end }) => {
    const said = text.toLowerCase().match(/[a-z']+/g) ?? [];
    return [
      errorOf(
        said[0],
        start,
        words.map(([word, from]) => [word, from]),
      ),
      errorOf(
        said.at(-1),
        end,
        words.map(([word, , to]) => [word, to]),
      ),
    ].flat();
  });
  const near = errors.filter((error) => error <= NEAR).length;
  const share = ((100 * near) / Math.max(1, errors.length)).toFixed(0);
  const middle = Math.round(1000 * median(errors));
  return `${middle} ms; ${share} % of ${errors.length} within 80 ms`;
}

/** How far a time is from that of the nearest word that is this one; nothing where none is near. */
function errorOf(
  said: string | undefined,
  time: number,
  words: readonly (readonly [word: string, time: number])[],
): number[] {
  const distances = words
    .filter(([word]) => word.toLowerCase() === said)
    .map(([, at]) => Math.abs(at - time))
    .filter((distance) => distance < FAR);
  return distances.length > 0 ? [Math.min(...distances)] : [];
}
