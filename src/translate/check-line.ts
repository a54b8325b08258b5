import { languageName } from '../model/language.ts';
import type { Term } from '../model/term.ts';
import type { LineFlag } from '../model/translation.ts';
import { withoutFillers } from '../text/fillers.ts';
import { shortenLoops } from '../text/hygiene.ts';
import { isCjkLanguage, kanaIn, latinWordsIn, lettersOf, sharesScript } from '../text/writing.ts';
import { leakIn } from './leak.ts';
import type { LengthModel } from './length.ts';

/** What a model writes for a line that holds nothing to translate. */
export const SILENT = '~';

/** Why a line was not accepted: a flag for the reader, words for the model. */
export type Fault = { readonly flag: LineFlag; readonly say: string };

export type LineChecks = {
  readonly from: string;
  readonly to: string;
  readonly length: LengthModel;
  /** Terms that stand in this line. */
  readonly terms: readonly Term[];
};

/** A line with at least this many words left after its fillers has something to translate. */
const CONTENT_WORDS = 4;
/** Longer than this many times the expected length is no translation. */
const MOST_EXCESS = 4;
/** A short answer is not judged by its length, in characters. */
const SHORT = 16;

/** The first reason why an answer cannot be accepted for a line, if there is one. */
export function faultOf(source: string, target: string, checks: LineChecks): Fault | undefined {
  if (target === '') return { flag: 'missing', say: 'no answer' };
  if (target === SILENT) return silentFault(source);
  const leak = leakIn(source, target);
  if (leak === 'refused') return { flag: 'refused', say: 'not translated' };
  if (leak) return { flag: 'comment', say: 'a remark about the translation instead of it' };
  if (isUntranslated(source, target, checks)) {
    return { flag: 'untranslated', say: `left in ${languageName(checks.from)}` };
  }
  if (target.length > SHORT && checks.length.excess(source, target) > MOST_EXCESS) {
    return { flag: 'length', say: 'far longer than the line' };
  }
  if (shortenLoops(target) !== target && shortenLoops(source) === source) {
    return { flag: 'duplicate', say: 'the same words over and over' };
  }
  return undefined;
}

function silentFault(source: string): Fault | undefined {
  const rest = withoutFillers(source);
  const words = latinWordsIn(rest) + lettersOf(rest, 'ja') / 2;
  if (words < CONTENT_WORDS) return undefined;
  return { flag: 'missing', say: 'it does hold something to translate' };
}

/** True when an answer is still in the language of the talk. */
function isUntranslated(source: string, target: string, { from, to, terms }: LineChecks): boolean {
  const prose = proseWords(source, terms);
  if (!sharesScript(from, to)) {
    return isInOtherScript(target, to, { source: prose, target: proseWords(target, terms, to) });
  }
  // Chinese characters are common to both; kana are not.
  if (isCjkLanguage(from) && isCjkLanguage(to)) return isSamePlain(source, target) || wrongKana(target, to);
  return prose >= 5 && isSamePlain(source, target);
}

/** Words of prose on both sides: those of the target are foreign to it. */
type Prose = { readonly source: number; readonly target: number };

function isInOtherScript(target: string, to: string, prose: Prose): boolean {
  const own = lettersOf(target, to);
  if (isCjkLanguage(to)) {
    if (wrongKana(target, to)) return true;
    // Measured: no human or machine translation of three words or more falls below 0.15 a word.
    return prose.source >= 3 && (own < 0.15 * prose.source || (prose.target >= 4 && own < prose.target));
  }
  const all = target.match(/\p{L}/gu)?.length ?? 0;
  return prose.source >= 3 && own < 0.3 * all;
}

function wrongKana(target: string, to: string): boolean {
  if (to.startsWith('ja')) return lettersOf(target, 'ja') >= 12 && kanaIn(target) === 0;
  return kanaIn(target) > 0.2 * target.length;
}

/** Words a translation must change: not names, terms, code or numbers, nor words in the `own` script. */
function proseWords(text: string, terms: readonly Term[], own?: string): number {
  const kept = new Set(
    terms
      .flatMap((term) => [term.source, ...term.heard])
      .flatMap((form) => form.toLowerCase().split(/\s+/)),
  );
  const words = text.match(/[\p{L}'’]+/gu) ?? [];
  const spaced = words.filter(
    (word) => /^\p{Ll}/u.test(word) && lettersOf(word, 'ja') === 0 && !kept.has(word.toLowerCase()),
  );
  // Scripts without spaces: about two characters a word.
  const unspaced = own !== undefined && isCjkLanguage(own) ? 0 : lettersOf(text, 'ja') / 2;
  return spaced.length + unspaced;
}

function isSamePlain(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(a) === plain(b) && plain(a).length >= 8;
}
