/** A punctuator that knows how a talk was written, and answers with that or with something spoilt. */
import type { Punctuator } from '../../src/restore/punctuator.ts';
import { joinLines } from '../../src/text/languages/script.ts';
import { piecesOf } from '../../src/text/sentence-ends/units.ts';
import { writtenMarks } from './written-marks.ts';

/** Makes another answer of the right one; `asked` counts the texts so far, this one included. */
export type Spoil = (text: string, asked: number) => string | undefined;

export type ScriptedPunctuator = Punctuator & {
  /** Every text so far, in order. */
  readonly asked: string[];
};

/** Finds what it is asked for in the talk. Throws where that is not a part of it. */
export function scriptedPunctuator(
  written: string,
  spoil: Spoil = (text) => text,
): ScriptedPunctuator {
  const find = writtenMarks(written);
  const asked: string[] = [];
  return {
    name: 'scripted',
    concurrency: 2,
    asked,
    // oxlint-disable-next-line require-yield
    async *punctuate(text) {
      asked.push(text);
      const right = find(text);
      if (right === undefined) throw new Error(`not in the talk: ${text.slice(0, 80)}`);
      return spoil(right, asked.length);
    },
  };
}

/** One word in twenty is left out, doubled up, another one, or misspelt. */
export function oneWordInTwenty(text: string, asked: number): string {
  const words = piecesOf(text).map(({ text: word }, index) =>
    (index * 7 + asked * 3) % 20 === 0 ? changed(word, index) : word,
  );
  return joinLines(words);
}

function changed(word: string, index: number): string {
  return (
    ['', `${word} ${word}s`, 'something', word.replace(/[\p{L}\p{N}]/u, 'x')][index % 4] ?? word
  );
}
