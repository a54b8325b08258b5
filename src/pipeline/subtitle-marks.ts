import type { Sentence } from '../model/sentence.ts';
import type { Talk } from '../model/talk.ts';
import { renderingOf } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import type { TermPair } from '../subtitles/lines/anchors.ts';

/** Stands before a source line shown where its translation is missing, so that it cannot pass for one. */
export const UNTRANSLATED = '⚠ ';

/** True for a line that should say something and does not. */
export function isUntranslated(line: Line | undefined): boolean {
  return (line?.text ?? '') === '' && line?.status !== 'silent';
}

/** Who speaks, where that changes: before the first words of each turn. */
export function labelOf(
  { speaker }: Pick<Sentence, 'speaker'>,
  before: Pick<Sentence, 'speaker'> | undefined,
): string {
  return speaker === undefined || speaker === before?.speaker ? '' : `${speaker}: `;
}

/** The terms of a talk as both languages write them, in small letters. */
export function termPairs({ terms }: Talk): TermPair[] {
  return terms
    .map((term) => ({
      first: term.source.toLowerCase(),
      second: renderingOf(term).toLowerCase(),
    }))
    .filter(({ first, second }) => first !== '' && second !== '');
}
