import type { Sentence } from '../model/sentence.ts';
import type { Term } from '../model/term.ts';
import { termFinders, type TermFinder } from '../text/corrections.ts';

/** A stretch of a sentence as shown; `heard` is what the recogniser wrote where that was put right. */
export type SourcePiece = { readonly text: string; readonly heard?: string | undefined };

/** Cuts sentences into pieces, so that corrected names can be marked. */
export type SourceMarker = (sentence: Sentence) => SourcePiece[];

/** Prepares marking the corrections in a talk's sentences. The pieces joined are the corrected sentence. */
export function sourceMarker(terms: readonly Term[]): SourceMarker {
  const finders = termFinders(terms);
  return (sentence) => {
    const { text, corrected } = sentence;
    if (corrected === undefined || corrected === text) return [{ text }];
    const pieces = byTerms(text, finders);
    const isWhole = pieces.map((piece) => piece.text).join('') === corrected;
    return isWhole ? pieces : byEnds(text, corrected);
  };
}

/** The sentence as it should be read: corrected where something was misheard. */
export function shownText({ text, corrected }: Sentence): string {
  return corrected ?? text;
}

function byTerms(text: string, finders: readonly TermFinder[]): SourcePiece[] {
  const found = finders.flatMap(({ term, heard }) =>
    heard
      ? [...text.matchAll(heard)].map((match) => ({ term, at: match.index, heard: match[0] }))
      : [],
  );
  const pieces: SourcePiece[] = [];
  let done = 0;
  for (const { term, at, heard } of found.toSorted((a, b) => a.at - b.at)) {
    if (at < done || heard === term.source) continue;
    pieces.push({ text: text.slice(done, at) }, { text: term.source, heard });
    done = at + heard.length;
  }
  pieces.push({ text: text.slice(done) });
  return pieces.filter((piece) => piece.text !== '');
}

/** What differs between the two, widened to whole words, as one piece. */
function byEnds(text: string, corrected: string): SourcePiece[] {
  const before = words(text);
  const after = words(corrected);
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const cut = (from: readonly string[]): string => from.slice(head, from.length - tail).join('');
  return [
    { text: after.slice(0, head).join('') },
    { text: cut(after), heard: cut(before) },
    { text: after.slice(after.length - tail).join('') },
  ].filter((piece) => piece.text !== '');
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]/gu) ?? [];
}
