import { sameWords } from '../text/hygiene/same-words.ts';
import { isSpaceless, piecesOf } from '../text/sentence-ends/units.ts';

/** A word with the marks and capitals that an answer gave it; `undefined` where the answer has another word there. */
export type MarkedWord = {
  readonly text: string;
  /** True when a paragraph ends after it. */
  readonly endsParagraph: boolean;
};

/** Fewer words in a row that are the same by chance prove nothing. */
const FEWEST_IN_A_ROW = 3;
/** From this share of words in capitals on, an answer says nothing by its capitals. */
const SHOUTING = 0.5;

/** A word, the marks after it, and what closes behind them. Other marks would change how words are written. */
const AFTER = /^(.*?)([.,?!:;…。，？！：；、؟،؛।]{0,3})(["'”’)\]」』]*)$/su;
/** A mark that stands before a word. */
const BEFORE = /^["'“‘(]*([¿¡])/u;
const ENDS = /[.?!…。？！؟।]/u;
const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  '?': '？',
  '!': '！',
  ':': '：',
  ';': '；',
};
const HALF_WIDTH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FULL_WIDTH).map(([half, full]) => [full, half])),
  '、': ',',
};

type AnswerWord = {
  readonly key: string;
  /** As written, with its marks. */
  readonly text: string;
  readonly endsParagraph: boolean;
};

/**
 * Takes the marks and capitals of an answer for some words, one entry a word. The words themselves are always those
 * given: what an answer says is taken only where it has the same words in the same order.
 */
export function readAnswer(words: readonly string[], answer: string): (MarkedWord | undefined)[] {
  const parts = words.map(partsOf);
  const given = answerWords(answer);
  const isShouting = isMostlyCapitals(given);
  const keys = parts.flat();
  const same = sameWords(
    keys,
    given.map(({ key }) => key),
  );
  const found = new Map(inRows(same, keys.length));
  let next = 0;
  return words.map((text, index) => {
    const of = (parts[index] ?? []).map(() => given[found.get(next++) ?? -1]);
    const last = of.at(-1);
    // A word of marks alone was not said, so nobody can have changed it.
    if (of.length === 0) return { text, endsParagraph: false };
    const matched = of.filter((word) => word !== undefined);
    if (last === undefined || matched.length < of.length) return undefined;
    const cased = isShouting ? text : withCapitals(text, matched.map((word) => word.text).join(''));
    return { text: withMarks(cased, matched), endsParagraph: last.endsParagraph };
  });
}

/** Same words that stand in a row on both sides; at the very beginning and end fewer are enough. */
function inRows(
  same: readonly (readonly [number, number])[],
  count: number,
): (readonly [number, number])[] {
  const rows: (readonly [number, number])[][] = [];
  for (const pair of same) {
    const last = rows.at(-1)?.at(-1);
    const goesOn = last && pair[0] === last[0] + 1 && pair[1] === last[1] + 1;
    if (goesOn) rows.at(-1)?.push(pair);
    else rows.push([pair]);
  }
  const fewest = Math.min(FEWEST_IN_A_ROW, count);
  return rows.filter((row) => row.length >= fewest).flat();
}

function answerWords(answer: string): AnswerWord[] {
  const words: AnswerWord[] = [];
  for (const paragraph of answer.split(/\n\s*\n/)) {
    const before = words.at(-1);
    if (before) words[words.length - 1] = { ...before, endsParagraph: true };
    for (const { text } of piecesOf(paragraph)) {
      const keys = partsOf(text);
      for (const [index, key] of keys.entries()) {
        const isLast = index === keys.length - 1;
        words.push({ key, text: isLast ? text : key, endsParagraph: false });
      }
      const last = words.at(-1);
      // A mark of its own belongs to the word before it.
      if (keys.length === 0 && last) words[words.length - 1] = { ...last, text: last.text + text };
    }
  }
  return words;
}

/** What is compared of a word: letters and digits without case; a hyphen parts two. */
function partsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[-‐–—]/)
    .map((part) => part.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    .filter((part) => part !== '');
}

function isMostlyCapitals(words: readonly AnswerWord[]): boolean {
  const capitals = words.filter(({ text }) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text));
  return capitals.length > words.length * SHOUTING;
}

/** A word with the capitals that the same letters have in an answer. No capital is taken away. */
function withCapitals(word: string, answer: string): string {
  const letters = Array.from(answer).filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  let at = 0;
  return Array.from(word, (letter) => {
    if (!/[\p{L}\p{N}]/u.test(letter)) return letter;
    const shown = letters[at++] ?? '';
    return shown.toLowerCase() === letter.toLowerCase() && /\p{Lu}/u.test(shown) ? shown : letter;
  }).join('');
}

/** Marks that a word has already stay, but for a comma where the answer ends a sentence. */
function withMarks(word: string, answers: readonly AnswerWord[]): string {
  const { stem, marks, closing } = taken(word);
  const given = inWidth(taken(answers.at(-1)?.text ?? '').marks, stem);
  const isBetter = marks === '' || (!ENDS.test(marks) && ENDS.test(given));
  const opening = BEFORE.exec(answers[0]?.text ?? '')?.[1] ?? '';
  const begun = stem.startsWith(opening) ? stem : opening + stem;
  return begun + (isBetter ? given : marks) + closing;
}

function taken(word: string): Record<'stem' | 'marks' | 'closing', string> {
  const [, stem = word, marks = '', closing = ''] = AFTER.exec(word) ?? [];
  return { stem, marks, closing };
}

/** Some models write the marks of Chinese after English words, and the other way round. */
function inWidth(marks: string, word: string): string {
  const forms = isSpaceless(word.slice(-1)) ? FULL_WIDTH : HALF_WIDTH;
  return Array.from(marks, (mark) => forms[mark] ?? mark).join('');
}
