import { primaryTag } from '../../model/language.ts';
import type { Term } from '../../model/term.ts';
import { isCommonWord } from '../../text/common-words.ts';
import type { LanguageDetector } from '../../text/languages/language-detector.ts';
import { lettersOf, sharesScript } from '../../text/languages/writing.ts';

/** What an answer must be in, and what may stand in it. */
export type Wanted = {
  readonly from: string;
  readonly to: string;
  /** Terms that stand in the line. */
  readonly terms: readonly Term[];
  /** Absent where the letters of the language tell it from others. */
  readonly detect?: LanguageDetector | undefined;
};

/** Fewer words of a Latin language in other writing may be a quotation. */
const LEAST_PROSE = 4;
/** Fewer letters do not tell one language from another that shares them. */
const LEAST_LETTERS = 12;
/** By how much another language must fit better; English and the talk's own, which models fall back into, by less. */
const MARGIN = 0.08;
const NEAR_MARGIN = 0.03;
/** Languages that a detector mistakes for one another, and readers do not mind in names and short lines. */
const ALIKE: readonly (readonly string[])[] = [
  ['no', 'nb', 'nn', 'da', 'sv'],
  ['hr', 'sr', 'bs', 'sl'],
  ['cs', 'sk'],
  ['id', 'ms', 'jv'],
  ['es', 'ca', 'gl'],
  ['pt', 'gl'],
  ['bg', 'mk'],
  ['nl', 'af'],
  ['fil', 'tl'],
];

/** The language an answer is in, as a tag, where that is surely not the one asked for. */
export function foreignLanguage(
  source: string,
  target: string,
  wanted: Wanted,
): string | undefined {
  if (!sharesScript(wanted.to, 'en')) {
    return isLatinProse(source, target, wanted) ? 'en' : undefined;
  }
  return byLetterPairs(source, target, wanted);
}

/** Words of a Latin language where its letters have no place; those that the line itself has may be names or code. */
function isLatinProse(source: string, target: string, { to, terms }: Wanted): boolean {
  const written = latinWords(target);
  if (written.length === 0) return false;
  const own = lettersOf(target, to);
  const said = new Set([...latinWords(source), ...terms.flatMap(formsOf)].map(lower));
  const words = written.filter((word) => !said.has(lower(word)));
  // A short answer without a letter of its own: "Right."
  if (own === 0 && words.length > 0 && words.every((word) => isCommonWord(word))) return true;
  const prose = words.filter((word) => /^\p{Ll}{2,}$/u.test(word)).length;
  return prose >= LEAST_PROSE && own < 2 * prose;
}

function byLetterPairs(
  source: string,
  target: string,
  { from, to, terms, detect }: Wanted,
): string | undefined {
  if (detect === undefined) return undefined;
  // Names and terms are in no language, and code is in English.
  const kept = new Set(
    [
      ...latinWords(source).filter((word) => /\p{Lu}|\d/u.test(word)),
      ...terms.flatMap(formsOf),
    ].map(lower),
  );
  const prose = latinWords(target.replace(/`[^`]*`|\S*[_=<>{}\\$@/|]\S*/gu, ' ')).filter(
    (word) => !kept.has(lower(word)) && !/\p{Lu}.*\p{Lu}|\d/u.test(word),
  );
  const text = prose.join(' ');
  if (text.length < LEAST_LETTERS) return undefined;
  const { language, isSure, scoreOf } = detect(text);
  const wished = primaryTag(to);
  if (!isSure || language === '' || language === wished) return undefined;
  const isNear = language === 'en' || language === primaryTag(from);
  if (areAlike(language, wished) && !isNear) return undefined;
  const lead = scoreOf(language) - scoreOf(wished);
  return lead > (isNear ? NEAR_MARGIN : MARGIN) ? language : undefined;
}

/** True for languages in which a line may be the same, or nearly. */
export function areAlike(one: string, other: string): boolean {
  const [a, b] = [primaryTag(one), primaryTag(other)];
  return ALIKE.some((group) => group.includes(a) && group.includes(b));
}

function formsOf(term: Term): string[] {
  return [term.source, term.target, ...term.heard].flatMap((form) => form.split(/\s+/));
}

function latinWords(text: string): string[] {
  return text.match(/[\p{sc=Latin}\p{sc=Cyrillic}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
}

function lower(word: string): string {
  return word.toLowerCase();
}
