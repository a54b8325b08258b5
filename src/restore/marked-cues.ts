import type { Cue, Word } from '../model/transcript.ts';
import { isClosed } from '../text/sentence-ends/sentence-ends.ts';
import { isSpaceless } from '../text/sentence-ends/units.ts';
import { marked } from '../transcripts/cues/cue-text.ts';
import { shownOf } from '../transcripts/cues/cue-times.ts';
import type { MarkedWord } from './read-answer.ts';
import type { TalkWord } from './talk-words.ts';

/** A paragraph's part of a cue. */
type Part = { text: string; isParagraph: boolean };

/** Cues with marks put to their words; a cue in which a paragraph ends becomes two. */
export function markedCues(
  cues: readonly Cue[],
  words: readonly TalkWord[],
  marks: ReadonlyMap<number, MarkedWord>,
): Cue[] {
  const parts = new Map<number, Part[]>();
  let isParagraph = false;
  for (const [index, word] of words.entries()) {
    const mark = marks.get(index);
    const text = mark?.text ?? word.text;
    const of = parts.get(word.cue) ?? [];
    parts.set(word.cue, of);
    const last = of.at(-1);
    if (last === undefined || isParagraph) of.push({ text, isParagraph });
    else last.text += gapBefore(word, last.text, text) + text;
    // Paragraphs end where sentences end.
    isParagraph = mark?.endsParagraph === true && isClosed(text);
  }
  return cues.flatMap((cue, index) => {
    const of = parts.get(index);
    const isSame = of === undefined || (of.length === 1 && of[0]?.text === cue.text);
    return isSame ? [cue] : partsOf(cue, of);
  });
}

/** Full-width marks bring their own space. */
function gapBefore({ isSpaced }: TalkWord, before: string, word: string): string {
  if (!isSpaced) return '';
  return /[，。？！：；、]$/u.test(before) && isSpaceless(word.slice(0, 1)) ? '' : ' ';
}

function partsOf(cue: Cue, parts: readonly Part[]): Cue[] {
  const timed = dealWords(cue, parts);
  const shown = parts.length > 1 ? shownOf(cue) : cue.shown;
  const total = parts.reduce((sum, { text }) => sum + text.length, 0);
  let seen = 0;
  return parts.map(({ text, isParagraph }, index) => {
    const at = (share: number): number => cue.start + (cue.end - cue.start) * (share / total);
    const words = timed?.[index];
    const start = index === 0 ? cue.start : (words?.[0]?.start ?? at(seen));
    seen += text.length;
    const isLast = index === parts.length - 1;
    const end = isLast ? cue.end : (words?.at(-1)?.end ?? at(seen));
    const paragraph = isParagraph || (index === 0 ? cue.paragraph : undefined);
    return { ...cue, start, end, text, words, paragraph, shown };
  });
}

/** A cue's timed words with the marks of the text, for each of its parts. */
function dealWords({ words }: Cue, parts: readonly Part[]): (readonly Word[])[] | undefined {
  if (words === undefined) return undefined;
  const all = marked(words, parts.map(({ text }) => text).join(' '));
  let next = 0;
  return parts.map(({ text }) => {
    const from = next;
    for (let left = lettersIn(text); next < all.length && left > 0; next++) {
      left -= lettersIn(all[next]?.text ?? '');
    }
    return all.slice(from, next);
  });
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}
