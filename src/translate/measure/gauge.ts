import { renderingOf, type Term } from '../../model/term.ts';
import { type TermFinder, termFinders, termsIn } from '../../text/corrections.ts';
import { withoutFillers } from '../../text/fillers.ts';
import {
  isCjkLanguage,
  latinWordsIn,
  lettersOf,
  sharesScript,
} from '../../text/languages/writing.ts';
import { type Meanings, meaningsOf, type Reader } from '../../text/lexicon/meanings.ts';
import type { FoundNumber } from '../../text/numbers/found-number.ts';
import { numbersIn, strictNumbersIn } from '../../text/numbers/numbers.ts';
import { squeeze } from './rendering.ts';

/** What checks compare of a source line. */
export type MeasuredSource = {
  /** About the count of characters, fillers aside. */
  readonly size: number;
  /** Those that have to stand in a translation. */
  readonly numbers: readonly FoundNumber[];
  /** All that a translation may say. */
  readonly sayable: readonly FoundNumber[];
  /** Latin names and acronyms, in lower case. */
  readonly names: readonly string[];
  /** All its Latin words, in lower case, with blanks around each; empty where answers are in Latin letters too. */
  readonly words: string;
  /** What its terms are to be called, as they are compared. */
  readonly renderings: readonly string[];
  /** What its frequent words mean. */
  readonly meanings: Meanings;
  readonly asks: boolean;
};

/** What checks compare of an answer. */
export type MeasuredTarget = {
  /** About the count of characters. */
  readonly size: number;
  readonly numbers: readonly FoundNumber[];
  readonly lower: string;
  /** The same without blanks and marks; empty where no terms are known. */
  readonly squeezed: string;
  /** Latin words that stand in writing of another script, in lower case: they come from its source. */
  readonly quoted: readonly string[];
  readonly meanings: Meanings;
  readonly asks: boolean;
};

/** A Latin word or number inside CJK text is as long as this many characters. */
const WORD_IN_CJK = 1.5;

/**
 * Measures the lines of one language pair. Several checks look at each line, and measuring is most of their
 * work, so what was measured once is kept as long as the gauge is.
 */
export class Gauge {
  readonly from: string;
  readonly to: string;
  readonly #sources = new Map<string, MeasuredSource>();
  readonly #targets = new Map<string, MeasuredTarget>();
  readonly #terms = new Map<string, readonly Term[]>();
  readonly #finders: readonly TermFinder[];
  readonly #meaningsSaid: Reader;
  readonly #meaningsWritten: Reader;
  /** Whether Latin words in answers come from their sources. */
  readonly #quotes: boolean;

  /** `terms` are those of the talk; what they are called tells which line is whose. */
  constructor(from: string, to: string, terms: readonly Term[] = []) {
    this.from = from;
    this.to = to;
    this.#finders = termFinders(terms);
    this.#meaningsSaid = meaningsOf(from);
    this.#meaningsWritten = meaningsOf(to);
    this.#quotes = !sharesScript(to, 'en');
  }

  /** The terms that stand in a text. */
  termsIn(text: string): readonly Term[] {
    const known = this.#terms.get(text);
    if (known) return known;
    const terms = termsIn(text, this.#finders);
    this.#terms.set(text, terms);
    return terms;
  }

  source(text: string): MeasuredSource {
    const known = this.#sources.get(text);
    if (known) return known;
    const terms = this.termsIn(text);
    const words = latinWords(text);
    const measured: MeasuredSource = {
      size: sizeOf(withoutFillers(text), this.from),
      numbers: strictNumbersIn(text, this.from),
      sayable: numbersIn(text, this.from),
      names: namesIn(text),
      words: this.#quotes ? ` ${words.join(' ')} ` : '',
      renderings: terms.map((term) => squeeze(renderingOf(term))),
      meanings: this.#meaningsSaid(text, words),
      asks: isQuestion(text),
    };
    this.#sources.set(text, measured);
    return measured;
  }

  target(text: string): MeasuredTarget {
    const known = this.#targets.get(text);
    if (known) return known;
    const words = latinWords(text);
    const measured: MeasuredTarget = {
      size: sizeOf(text, this.to),
      numbers: numbersIn(text, this.to),
      lower: text.toLowerCase(),
      squeezed: this.#finders.length === 0 ? '' : squeeze(text),
      quoted: this.#quotes ? words : [],
      meanings: this.#meaningsWritten(text, words),
      asks: isQuestion(text),
    };
    this.#targets.set(text, measured);
    return measured;
  }
}

const gauges = new WeakMap<readonly Term[], Gauge>();

/** The gauge for a pair and a list of terms: all who work on a talk with the same list share what was measured. */
export function gaugeFor(from: string, to: string, terms: readonly Term[]): Gauge {
  const known = gauges.get(terms);
  if (known?.from === from && known.to === to) return known;
  const made = new Gauge(from, to, terms);
  gauges.set(terms, made);
  return made;
}

/** Latin words of two letters or more, in lower case. */
function latinWords(text: string): string[] {
  return text.toLowerCase().match(LATIN_WORD) ?? [];
}

/** The small letters of Unicode's Latin blocks, written out: asking for the script of each letter takes three times as long. */
const LATIN_WORD =
  /[a-z\u00df-\u00f6\u00f8-\u02b8\u1e00-\u1eff][a-z\d\u00df-\u00f6\u00f8-\u02b8\u1e00-\u1eff]+/g;

/** Addresses and paths stay as they are, however long. */
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s，。；）]+|(?<![\w.])(?:[\w.-]+\/){2,}[\w.-]*/giu;

/** Smoothed so that short lines do not swing: +2 characters for CJK, +6 for others, as measured with. */
function sizeOf(written: string, language: string): number {
  const text = written.replace(ADDRESS, 'x');
  if (!isCjkLanguage(language)) return text.length + 6;
  return lettersOf(text, language) + WORD_IN_CJK * latinWordsIn(text) + 2;
}

/** Japanese asks with か and a full stop. */
function isQuestion(text: string): boolean {
  return /(?:[?？]|か[。｡])["'”’)）」』]*$/u.test(text);
}

/** Latin names and acronyms of a line, in lower case; a capital at its beginning says nothing. */
function namesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? [];
  return words.filter(isName).map((word) => word.toLowerCase().replace(/[.-]+$/, ''));
}

function isName(word: string, index: number): boolean {
  // Most words have no capital at all.
  if (word === word.toLowerCase()) return false;
  return (
    /^\p{Lu}{2,}/u.test(word) ||
    /\p{Ll}\p{Lu}/u.test(word) ||
    (index > 0 && /^\p{Lu}\p{sc=Latin}+/u.test(word))
  );
}
