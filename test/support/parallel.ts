import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import type { Sentence } from '../../src/model/sentence.ts';

/** A spoken sentence and a good translation of it. */
export type ParallelPair = { readonly en: string; readonly zh: string; readonly section: string };

const path = 'test/fixtures/parallel.json';

/** The parallel text of our own: English as spoken in several talks, and Chinese written for it. */
export const PARALLEL: readonly ParallelPair[] = z
  .object({ pairs: z.array(z.object({ en: z.string(), zh: z.string(), section: z.string() })) })
  .parse(parseJson(readFileSync(path, 'utf8'))).pairs;

/** The text three times over, its sections in another order each time: about a thousand lines. */
export function longParallel(): ParallelPair[] {
  const sections = [...new Set(PARALLEL.map((pair) => pair.section))];
  const rotated = [...sections.slice(3), ...sections.slice(0, 3)];
  const orders = [sections, sections.toReversed(), rotated];
  return orders.flat().flatMap((section) => PARALLEL.filter((pair) => pair.section === section));
}

/** Texts as the sentences of a talk, five seconds each, with a longer pause now and then. */
export function talkOf(texts: readonly string[]): Sentence[] {
  return texts.map((text, index) => ({
    id: index + 1,
    start: index * 5,
    end: index * 5 + (index % 7 === 6 ? 3 : 4.6),
    text,
    paragraph: index % 7 === 0,
  }));
}
