import { displayWidth, isSpaceless } from './script.ts';

/** A piece of text that no line break may go through. */
export type Atom = {
  readonly text: string;
  /** Columns it takes. */
  readonly width: number;
  /** True when a blank stands between it and the next one. */
  readonly spaceAfter: boolean;
  /** How bad a break right after it reads: 0 after a sentence, up to 1 inside a word. */
  readonly breakCost: number;
};

/** Marks that may not begin a line (W3C "Requirements for Chinese Text Layout", 3.1.3; JIS X 4051). */
const CLOSING = new Set(
  '、。，．・：；？！…—～·)）]］}｝〉》」』】〕〗”’»›,.!?;:%°ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ',
);
/** Marks that may not end a line (same source). */
const OPENING = new Set('(（[［{｛〈《「『【〔〖“‘«‹¥￥$#＃');
const SENTENCE_END = /[\p{STerm}…]["'”’」』）)\]]*$/u;
const ENDS_IN_LETTER = /[a-z\u4e00-\u9fff]$/i;
const CLAUSE_END = /[,;:，；：、،؛—–]["'”’」』）)\]]*$/u;
/** Words a line rather begins with than ends with: the usual advice of subtitle guides is to break before them. */
const BEFORE = new Set(
  'and but or nor so yet because although though while when where which who that if unless until since as than whether with from into through about to of in on at for by'.split(
    ' ',
  ),
);
const CANNOT_BE_SPLIT = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Segmenting takes quadratic time, so a long text is done in parts; Latin words cut by that are put together again. */
const SEGMENTED_AT_ONCE = /.{1,300}/gsu;
/** Made once: making one takes longer than segmenting a sentence. */
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
/** Longest run of marks kept together, in characters; a longer one is no writing, and would not fit a line. */
const LONGEST_RUN = 8;

/** The cost of each kind of break, chosen so that a clause's end beats a lopsided split of up to a third. */
const COST = {
  sentence: 0,
  clause: 0.1,
  before: 0.35,
  space: 0.5,
  word: 0.55,
  inside: 0.9,
} as const;

type Piece = { text: string; spaceAfter: boolean; insideWord: boolean };

/**
 * A text as pieces between which lines may break. Latin words and numbers stay whole; Chinese and
 * Japanese may break between characters, but not before closing or after opening punctuation.
 * Joined again, with a blank where `spaceAfter`, they give the text with its blanks collapsed.
 */
export function atomsOf(text: string): Atom[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const pieces = words.flatMap(piecesOf);
  return pieces.map((piece, index) => ({
    text: piece.text,
    width: displayWidth(piece.text),
    spaceAfter: piece.spaceAfter && index < pieces.length - 1,
    breakCost: costAfter(piece, pieces[index + 1]?.text ?? ''),
  }));
}

function piecesOf(word: string): Piece[] {
  const whole: Piece = { text: word, spaceAfter: true, insideWord: false };
  if (!splits(word)) return [whole];
  const pieces = glue(characters(word));
  const last = pieces.at(-1);
  if (last !== undefined) last.spaceAfter = true;
  return pieces;
}

/** Letters, digits and marks of ASCII: most words of most talks, and none of them splits. */
const ASCII = /^[\x21-\x7e]+$/;

function splits(word: string): boolean {
  if (ASCII.test(word)) return false;
  if (CANNOT_BE_SPLIT.test(word)) return true;
  for (const character of word) if (isSpaceless(character.codePointAt(0) ?? 0)) return true;
  return false;
}

/** A spaceless word as its smallest pieces: single characters, whole Latin words, and whether a dictionary word goes on after. */
function characters(word: string): Piece[] {
  const pieces: Piece[] = [];
  for (const part of word.match(SEGMENTED_AT_ONCE) ?? []) {
    for (const { segment } of SEGMENTER.segment(part)) {
      const chars = Array.from(segment);
      const isSplit = chars.length > 1 && isSpaceless(chars[0]?.codePointAt(0) ?? 0);
      const texts = isSplit ? chars : [segment];
      for (const [index, text] of texts.entries()) {
        pieces.push({ text, spaceAfter: false, insideWord: index < texts.length - 1 });
      }
    }
  }
  return pieces;
}

/** Puts marks to the piece they may not be parted from, and Latin letters, digits and their marks back together. */
function glue(pieces: readonly Piece[]): Piece[] {
  const glued: Piece[] = [];
  let run = 0;
  let quotes = 0;
  for (const piece of pieces) {
    const before = glued.at(-1);
    const opened = opensAtEnd(before?.text ?? '', quotes);
    if (isQuote(piece.text)) quotes += 1;
    const isMark = opened || closesAtStart(piece.text, quotes);
    run = isMark && run < LONGEST_RUN ? run + 1 : 0;
    const together = run > 0 || (!isMark && isOneWord(before, piece));
    if (before === undefined || !together) glued.push({ ...piece });
    else {
      before.text += piece.text;
      before.insideWord = piece.insideWord;
    }
  }
  return glued;
}

function closesAtStart(text: string, quotes: number): boolean {
  return CLOSING.has(text.charAt(0)) || (isQuote(text) && quotes % 2 === 0);
}

function isOneWord(before: Piece | undefined, piece: Piece): boolean {
  return before !== undefined && isLatin(before.text) && isLatin(piece.text);
}

function opensAtEnd(text: string, quotes: number): boolean {
  const last = text.at(-1) ?? '';
  return OPENING.has(last) || (isQuote(last) && quotes % 2 === 1);
}

function isQuote(text: string): boolean {
  return text === '"' || text === "'";
}

function isLatin(text: string): boolean {
  const last = text.at(-1) ?? '';
  return !CANNOT_BE_SPLIT.test(last) && !isSpaceless(last.codePointAt(0) ?? 0);
}

function costAfter(piece: Piece, next: string): number {
  // The marks at an end are few, and the patterns would be slow on a word that is all marks.
  const end = piece.text.slice(-12);
  if (!ENDS_IN_LETTER.test(end)) {
    if (SENTENCE_END.test(end)) return COST.sentence;
    if (CLAUSE_END.test(end)) return COST.clause;
  }
  if (!piece.spaceAfter) return piece.insideWord ? COST.inside : COST.word;
  return BEFORE.has(next.toLowerCase()) ? COST.before : COST.space;
}
