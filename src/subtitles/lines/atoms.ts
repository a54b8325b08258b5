import { once } from '../../base/once.ts';
import { displayWidth, isSpaceless } from '../../text/languages/script.ts';

/**
 * A text cut into atoms, pieces that no line break may go through. Joined again they give the text with its blanks
 * collapsed.
 */
export type Measured = {
  /** All atoms, with their blanks. */
  readonly text: string;
  /** Where in `text` each atom begins, and its length at the end. */
  readonly places: readonly number[];
  /** Columns before each atom, its blanks counted, and all of them at the end. */
  readonly sums: readonly number[];
  /** How bad a break right after each atom reads: 0 after a sentence, up to 1 inside a word. */
  readonly costs: readonly number[];
};

/** Marks that may not begin a line (W3C "Requirements for Chinese Text Layout", 3.1.3; JIS X 4051). */
const CLOSING = new Set(
  '、。，．・：；？！…—～·)）]］}｝〉》」』】〕〗”’»›,.!?;:%°ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ',
);
/** Marks that may not end a line (same source). */
const OPENING = new Set('(（[［{｛〈《「『【〔〖“‘«‹¥￥$#＃');
const SENTENCE_END = /[\p{STerm}…]["'”’」』）)\]]*$/u;
const ENDS_IN_LETTER = /[a-z\u4e00-\u9fff]$/i;
/** A hyphen that stands alone is meant for a dash. */
const CLAUSE_END = /(?:[,;:，；：、،؛—–]|^--?)["'”’」』）)\]]*$/u;
/** Words that begin a clause, and those that begin a phrase: subtitle guides advise to break lines before them. */
const CLAUSE_WORDS = new Set(
  'and but or nor so yet because although though while when where which who that if unless until since whether then'.split(
    ' ',
  ),
);
const PHRASE_WORDS = new Set(
  'as than with from into through about to of in on at for by'.split(' '),
);
/** Chinese words of one character that lean on the word before them: particles, places, suffixes. The dictionary has them on their own. */
const LEANING = new Set(
  '的了着过吗呢吧嘛们地得著過嗎們上下里中内外后前时间裡內後時间库性化者率度器机学家员型法庫機學員万亿萬億',
);
/** The same where a blank stands between a Latin word or a figure and what leans on it, as in "PyTorch 的" and "8000 万". */
const LEANS_ON_LATIN = /^[的了着过吗呢吧们地得万亿著過嗎們萬億個个]/u;
/** Chinese words that begin a clause. */
const CHINESE_CLAUSE_WORDS = new Set(
  '但 但是 不过 可是 然而 而 而且 所以 因此 于是 因为 由于 如果 假如 虽然 尽管 或者 并且 以及 然后 接着 那么 比如 例如 直到 還是 但 因為 於是 雖然 儘管 然後 接著 那麼'.split(
    ' ',
  ),
);
const CANNOT_BE_SPLIT = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Segmenting takes quadratic time, so a long text is done in parts; Latin words cut by that are put together again. */
const SEGMENTED_AT_ONCE = /.{1,300}/gsu;
/** Made once, and only for writing without blanks: making one takes longer than segmenting a hundred sentences. */
const segmenter = once(() => new Intl.Segmenter('zh', { granularity: 'word' }));
/** Longest run of marks kept together, in characters; a longer one is no writing, and would not fit a line. */
const LONGEST_RUN = 8;

/** The cost of each kind of break, chosen so that a clause's end beats a lopsided split of up to a third. */
const COST = {
  sentence: 0,
  clause: 0.1,
  clauseWord: 0.35,
  phraseWord: 0.42,
  space: 0.5,
  word: 0.55,
  inside: 0.9,
} as const;

/**
 * Cuts a text into atoms and measures them. Latin words and numbers stay whole, and so do `terms`, given in small
 * letters; Chinese and Japanese may break between characters, but not before closing or after opening punctuation.
 */
export function measureText(text: string, terms: readonly string[] = []): Measured {
  const measured = measureWords(text);
  return terms.length === 0 ? measured : withWhole(measured, terms);
}

function measureWords(text: string): Measured {
  const measuring = new Measuring();
  const words = text.split(/\s+/);
  if (words[0] === '') words.shift();
  if (words.at(-1) === '') words.pop();
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (splits(word)) addCharacters(measuring, word, next);
    else measuring.add(word, costAfter(word, next));
    if (next !== undefined) measuring.space();
  }
  return measuring;
}

/** A longer term is broken all the same: it would not fit a line. In columns. */
const LONGEST_TERM = 40;

/** The same with each term as one atom. */
function withWhole(measured: Measured, terms: readonly string[]): Measured {
  const lower = measured.text.toLowerCase();
  const inside = new Set<number>();
  for (const term of terms) {
    if (term === '' || !lower.includes(term) || displayWidth(term) > LONGEST_TERM) continue;
    for (let at = lower.indexOf(term); at !== -1; at = lower.indexOf(term, at + term.length)) {
      for (let place = at + 1; place < at + term.length; place++) inside.add(place);
    }
  }
  if (inside.size === 0) return measured;
  const isKept = (_: unknown, atom: number): boolean => !inside.has(measured.places[atom] ?? 0);
  return {
    text: measured.text,
    places: measured.places.filter(isKept),
    sums: measured.sums.filter(isKept),
    costs: measured.costs.filter((_, atom) => isKept(_, atom + 1)),
  };
}

/** A text that is being measured, atom by atom. */
class Measuring implements Measured {
  text = '';
  readonly places = [0];
  readonly sums = [0];
  readonly costs: number[] = [];
  #width = 0;

  add(atom: string, cost: number): void {
    this.text += atom;
    this.#width += isHan(atom) && atom.length === 1 ? 2 : displayWidth(atom);
    this.places.push(this.text.length);
    this.sums.push(this.#width);
    this.costs.push(cost);
  }

  /** Puts a blank after the last atom. */
  space(): void {
    this.text += ' ';
    this.#width += 1;
    this.places[this.places.length - 1] = this.text.length;
    this.sums[this.sums.length - 1] = this.#width;
  }
}

/** Letters, digits and marks of ASCII: most words of most talks, and none of them splits. */
const ASCII = /^[\x21-\x7e]+$/;

function splits(word: string): boolean {
  if (ASCII.test(word)) return false;
  if (CANNOT_BE_SPLIT.test(word)) return true;
  for (const character of word) if (isSpaceless(character.codePointAt(0) ?? 0)) return true;
  return false;
}

/** Adds a word without blanks: single characters with the marks that hang on them, Latin runs whole. */
function addCharacters(measuring: Measuring, word: string, next: string | undefined): void {
  const gluing = new Gluing(measuring);
  for (const part of word.match(SEGMENTED_AT_ONCE) ?? []) {
    for (const { segment } of segmenter().segment(part)) {
      if (LEANING.has(segment)) gluing.lean();
      else if (CHINESE_CLAUSE_WORDS.has(segment)) gluing.turn();
      if (!isSpaceless(segment.codePointAt(0) ?? 0)) {
        gluing.take(segment, false);
        continue;
      }
      let rest = segment.length;
      for (const character of segment) {
        rest -= character.length;
        gluing.take(character, rest > 0);
      }
    }
  }
  gluing.end(next);
}

/** Puts marks to the character they may not be parted from, and Latin letters, digits and their marks together. */
class Gluing {
  readonly #measuring: Measuring;
  #atom = '';
  /** True when a dictionary word goes on after the atom. */
  #isInside = false;
  /** True when a clause begins after the atom. */
  #turns = false;
  #run = 0;
  #quotes = 0;

  constructor(measuring: Measuring) {
    this.#measuring = measuring;
  }

  take(piece: string, isInside: boolean): void {
    // Asked of the first piece as well, which may be a quote.
    const belongs = this.#belongs(piece);
    if (this.#atom !== '' && !belongs) {
      this.#measuring.add(this.#atom, this.#cost());
      this.#atom = '';
    }
    this.#atom += piece;
    this.#isInside = isInside;
    this.#turns = false;
    if (isQuote(piece)) this.#quotes += 1;
  }

  /** The word that comes belongs to the one before. */
  lean(): void {
    this.#isInside = true;
  }

  /** The word that comes begins a clause. */
  turn(): void {
    this.#turns = true;
  }

  /** Adds what is left; the next word follows, if there is one. */
  end(next: string | undefined): void {
    if (this.#atom !== '') this.#measuring.add(this.#atom, costAfter(this.#atom, next));
  }

  #belongs(piece: string): boolean {
    const last = this.#atom.at(-1) ?? '';
    // Two characters of Chinese in a row: nearly all there is in a Chinese text.
    if (isHan(last) && isHan(piece)) {
      this.#run = 0;
      return false;
    }
    const isMark = this.#opensAfter(last) || this.#closesBefore(piece);
    this.#run = isMark && this.#run < LONGEST_RUN ? this.#run + 1 : 0;
    return this.#run > 0 || (!isMark && isLatin(last) && isLatin(piece.at(-1) ?? ''));
  }

  #opensAfter(last: string): boolean {
    return OPENING.has(last) || (isQuote(last) && this.#quotes % 2 === 1);
  }

  #closesBefore(piece: string): boolean {
    return CLOSING.has(piece.charAt(0)) || (isQuote(piece) && this.#quotes % 2 === 1);
  }

  #cost(): number {
    const within = this.#turns ? COST.clauseWord : this.#isInside ? COST.inside : COST.word;
    // A single character: nearly all there is in a Chinese text.
    if (this.#atom.length === 1 && isHan(this.#atom)) return within;
    return endCost(this.#atom) ?? within;
  }
}

function isHan(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x4e_00 && code <= 0x9f_ff;
}

function isQuote(text: string): boolean {
  return text === '"' || text === "'";
}

function isLatin(last: string): boolean {
  return !CANNOT_BE_SPLIT.test(last) && !isSpaceless(last.codePointAt(0) ?? 0);
}

function costAfter(word: string, next: string | undefined): number {
  const end = endCost(word);
  if (end !== undefined || next === undefined) return end ?? COST.space;
  if (LEANS_ON_LATIN.test(next)) return COST.inside;
  const after = next.toLowerCase();
  if (CLAUSE_WORDS.has(after)) return COST.clauseWord;
  return PHRASE_WORDS.has(after) ? COST.phraseWord : COST.space;
}

/** The cost after a mark that ends a sentence or a clause. */
function endCost(text: string): number | undefined {
  // The marks at an end are few, and the patterns would be slow on a word that is all marks.
  const end = text.slice(-12);
  if (ENDS_IN_LETTER.test(end)) return undefined;
  if (SENTENCE_END.test(end)) return COST.sentence;
  return CLAUSE_END.test(end) ? COST.clause : undefined;
}
