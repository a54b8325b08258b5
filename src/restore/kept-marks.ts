import { z } from 'zod';

import { fingerprint } from '../base/hash.ts';
import { isClosed } from '../text/sentence-ends/sentence-ends.ts';
import type { MarkedWord } from './read-answer.ts';
import { type Stretch, textOf } from './stretches.ts';
import type { TalkWord } from './talk-words.ts';

/** What is kept of a stretch: its own words with their marks, and the one before them. */
export const Kept = z.object({
  /** As marked; nothing for a word that no answer had in its place. */
  words: z.array(z.string().nullable()),
  /** Indexes of those words after which a paragraph ends. */
  paragraphs: z.array(z.int()),
});
export type Kept = Readonly<z.infer<typeof Kept>>;

/** Raised when the same stretch may get other marks. */
const VERSION = 1;

/** What the marks of a stretch are kept under: its words, not who was asked, so that a later run with another model has the same sentences. */
export function keyOf(words: readonly TalkWord[], { shown, own }: Stretch): string {
  return fingerprint('restored', VERSION, textOf(words, shown), own.from - shown.from);
}

/** What is to be kept of the marks of all words that a stretch showed. */
export function keptOf(marked: readonly (MarkedWord | undefined)[], { shown, own }: Stretch): Kept {
  const from = firstKept({ shown, own });
  const kept = marked.slice(from - shown.from, own.to - shown.from);
  return {
    words: kept.map((word) => word?.text ?? null),
    paragraphs: kept.flatMap((word, index) => (word?.endsParagraph ? [index] : [])),
  };
}

/** The word before is seen by both stretches beside it: where one of them ends a sentence there, one ends. */
function firstKept({ shown, own }: Pick<Stretch, 'shown' | 'own'>): number {
  return Math.max(shown.from, own.from - 1);
}

/** Count of a stretch's own words that got no answer. */
export function lackingIn({ words }: Kept, { shown, own }: Stretch): number {
  const ownWords = words.slice(own.from - firstKept({ shown, own }));
  return ownWords.filter((word) => word === null).length;
}

/** All marks of a talk by the index of the word. */
export function joinStretches(
  words: readonly TalkWord[],
  asked: readonly { readonly stretch: Stretch; readonly kept: Kept }[],
): ReadonlyMap<number, MarkedWord> {
  const marks = new Map<number, MarkedWord>();
  const uncertain = new Set<number>();
  for (const { stretch, kept } of asked) {
    const from = firstKept(stretch);
    uncertain.add(stretch.own.from);
    for (const [index, text] of kept.words.entries()) {
      if (text === null) uncertain.add(from + index);
      else if (!endsAt(marks, from + index))
        marks.set(from + index, { text, endsParagraph: kept.paragraphs.includes(index) });
    }
  }
  for (const at of uncertain) {
    if (!endsAt(marks, at - 1)) continue;
    const { text, endsParagraph } = marks.get(at) ?? bareWord(words, at);
    marks.set(at, { text: capital(text), endsParagraph });
  }
  return marks;
}

function endsAt(marks: ReadonlyMap<number, MarkedWord>, at: number): boolean {
  return isClosed(marks.get(at)?.text ?? '');
}

function bareWord(words: readonly TalkWord[], at: number): MarkedWord {
  return { text: words[at]?.text ?? '', endsParagraph: false };
}

/** Where two answers meet, or one has another word, the beginning of a sentence may have lost its capital. */
function capital(word: string): string {
  return word.replace(/\p{Ll}/u, (letter, at: number) =>
    /[\p{L}\p{N}]/u.test(word.slice(0, at)) ? letter : letter.toUpperCase(),
  );
}
