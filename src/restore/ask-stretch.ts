import { type Aside, asidesOf } from '../llm/chat-model.ts';
import { type Kept, keptOf } from './kept-marks.ts';
import type { Punctuator } from './punctuator.ts';
import { type MarkedWord, readAnswer } from './read-answer.ts';
import { type Stretch, textOf } from './stretches.ts';
import type { Range, TalkWord } from './talk-words.ts';

/** What differed is shown again with so many words around it, as no more than so many words at once. */
const AROUND = 15;
const LONGEST = 80;

/** Asks for the marks of a stretch; where the answer has other words, once more in smaller pieces. */
export async function* askStretch(
  words: readonly TalkWord[],
  stretch: Stretch,
  punctuator: Punctuator,
): AsyncGenerator<Aside, Kept> {
  const { shown, own } = stretch;
  const marked = yield* ask(words, shown, punctuator);
  for (const piece of piecesAround(lacking(marked, stretch), shown)) {
    const again = yield* ask(words, piece, punctuator);
    for (const [index, word] of again.entries()) marked[piece.from - shown.from + index] ??= word;
  }
  return keptOf(marked, { ...stretch, own });
}

async function* ask(
  words: readonly TalkWord[],
  range: Range,
  punctuator: Punctuator,
): AsyncGenerator<Aside, (MarkedWord | undefined)[]> {
  const texts = words.slice(range.from, range.to).map((word) => word.text);
  const answer = yield* asidesOf(punctuator.punctuate(textOf(words, range)));
  return readAnswer(texts, answer ?? '');
}

/** Indexes of a stretch's own words that have no answer. */
function lacking(marked: readonly (MarkedWord | undefined)[], { shown, own }: Stretch): number[] {
  return marked.flatMap((word, index) => {
    const at = shown.from + index;
    return word === undefined && at >= own.from && at < own.to ? [at] : [];
  });
}

/** Pieces that hold all of these words with what stands around them. */
function piecesAround(places: readonly number[], within: Range): Range[] {
  const pieces: Range[] = [];
  for (const at of places) {
    const last = pieces.at(-1);
    const to = Math.min(within.to, at + AROUND + 1);
    if (last && at < last.to && to - last.from <= LONGEST) {
      pieces[pieces.length - 1] = { from: last.from, to };
    } else if (!last || at >= last.to - 1) {
      pieces.push({ from: Math.max(within.from, at - AROUND), to });
    }
  }
  return pieces;
}
