import type { Sentence } from '../../model/sentence.ts';
import { oneRound } from '../../text/hygiene/rounds.ts';
import { sameWords } from '../../text/hygiene/same-words.ts';

/** A stretch of a sentence as shown; `heard` is what the recogniser wrote where that was put right. */
type SourcePiece = { readonly text: string; readonly heard?: string | undefined };

/**
 * A sentence in pieces, so that what was put right can be marked. The pieces joined are the sentence
 * as it should be read. Found by comparing words, whoever corrected it.
 */
export function markedSource(sentence: Sentence): SourcePiece[] {
  const { text, corrected, doubt } = sentence;
  if (doubt === 'loop') return [{ text: shownText(sentence) }];
  if (corrected === undefined || !isCorrected(sentence)) return [{ text: corrected ?? text }];
  const before = wordsOf(text);
  const after = wordsOf(corrected);
  const pieces: SourcePiece[] = [];
  let done = 0;
  for (const { from, to } of changes(before, after)) {
    const start = after[from.after]?.start ?? corrected.length;
    const end = after[to.after - 1]?.end ?? start;
    const heard = text.slice(before[from.before]?.start, before[to.before - 1]?.end);
    pieces.push(
      { text: corrected.slice(done, start) },
      { text: corrected.slice(start, end), heard },
    );
    done = end;
  }
  pieces.push({ text: corrected.slice(done) });
  return pieces.filter((piece) => piece.text !== '');
}

/** Whether something in the sentence was put right, capitals aside. */
export function isCorrected({ text, corrected }: Sentence): boolean {
  return corrected !== undefined && corrected.toLowerCase() !== text.toLowerCase();
}

/** The sentence as it should be read: corrected where something was misheard, a recogniser's loop once. */
export function shownText({ text, corrected, doubt }: Sentence): string {
  const shown = corrected ?? text;
  return doubt === 'loop' ? oneRound(shown) : shown;
}

type Word = { readonly text: string; readonly start: number; readonly end: number };
type Place = { readonly before: number; readonly after: number };

/** Runs of letters and digits; Chinese characters and kana one by one. */
function wordsOf(text: string): Word[] {
  const found = text.matchAll(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{M}\p{N}_])+/gu,
  );
  return Array.from(found, ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));
}

/** Where words of the corrected sentence stand for others of the heard one, in order; ends exclusive. */
function changes(before: readonly Word[], after: readonly Word[]): { from: Place; to: Place }[] {
  const same = sameWords(
    before.map((word) => word.text),
    after.map((word) => word.text),
  );
  const kept = [...same, [before.length, after.length] as const].map(([from, to]): Place => ({
    before: from,
    after: to,
  }));
  return kept.flatMap((to, index) => {
    const last = kept[index - 1];
    const from = { before: (last?.before ?? -1) + 1, after: (last?.after ?? -1) + 1 };
    const isChanged =
      wordsBetween(before, from.before, to.before) !== wordsBetween(after, from.after, to.after);
    return from.before < to.before && from.after < to.after && isChanged ? [{ from, to }] : [];
  });
}

/** Some words in small letters: where only capitals differ, nothing was misheard. */
function wordsBetween(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map(({ text }) => text.toLowerCase())
    .join(' ');
}
