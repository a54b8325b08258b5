import { withoutFillers } from '../text/fillers.ts';
import type { FoundNumber } from '../text/found-number.ts';
import { numbersIn } from '../text/numbers.ts';
import { isCjkLanguage, latinWordsIn, lettersOf } from '../text/writing.ts';

/** What checks compare of a source line. */
export type MeasuredSource = {
  /** About the count of characters, fillers aside. */
  readonly size: number;
  /** Those that have to stand in a translation. */
  readonly numbers: readonly FoundNumber[];
  /** Latin names and acronyms, in lower case. */
  readonly names: readonly string[];
  readonly asks: boolean;
};

/** What checks compare of an answer. */
export type MeasuredTarget = {
  /** About the count of characters. */
  readonly size: number;
  readonly numbers: readonly FoundNumber[];
  readonly lower: string;
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

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  source(text: string): MeasuredSource {
    const known = this.#sources.get(text);
    if (known) return known;
    const measured: MeasuredSource = {
      size: sizeOf(withoutFillers(text), this.from),
      numbers: numbersIn(text).filter((number) => number.strict),
      names: namesIn(text),
      asks: isQuestion(text),
    };
    this.#sources.set(text, measured);
    return measured;
  }

  target(text: string): MeasuredTarget {
    const known = this.#targets.get(text);
    if (known) return known;
    const measured: MeasuredTarget = {
      size: sizeOf(text, this.to),
      numbers: numbersIn(text),
      lower: text.toLowerCase(),
      asks: isQuestion(text),
    };
    this.#targets.set(text, measured);
    return measured;
  }
}

/** Smoothed so that short lines do not swing: +2 characters for CJK, +6 for others, as measured with. */
function sizeOf(text: string, language: string): number {
  if (!isCjkLanguage(language)) return text.length + 6;
  return lettersOf(text, language) + WORD_IN_CJK * latinWordsIn(text) + 2;
}

function isQuestion(text: string): boolean {
  return /[?？]["'”’)）」』]*$/u.test(text);
}

/** Latin names and acronyms of a line, in lower case; a capital at its beginning says nothing. */
function namesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? [];
  return words
    .filter(
      (word, index) =>
        /^\p{Lu}{2,}/u.test(word) ||
        /\p{Ll}\p{Lu}/u.test(word) ||
        (index > 0 && /^\p{Lu}\p{sc=Latin}+/u.test(word)),
    )
    .map((word) => word.toLowerCase().replace(/[.-]+$/, ''));
}
