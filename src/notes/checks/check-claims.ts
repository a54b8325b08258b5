import { primaryTag } from '../../model/language.ts';
import type { Claim, ClaimDoubt } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import { renderingOf, type Term } from '../../model/term.ts';
import { correctTerms, termFinders } from '../../text/corrections.ts';
import { leakIn } from '../../text/hygiene/leak.ts';
import {
  easternLetters,
  isCjkLanguage,
  kanaIn,
  latinWordsIn,
  lettersOf,
  sharesScript,
} from '../../text/languages/writing.ts';
import type { FoundNumber } from '../../text/numbers/found-number.ts';
import { unsupportedNumbers } from '../../text/numbers/numbers.ts';
import { type Near, nearNames } from './near-names.ts';
import { type NameRule, namesOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Why a claim does not pass, in a word, and in words for the model. */
export type Problem = {
  readonly doubt: ClaimDoubt;
  readonly say: string;
};

/** What a check says of a claim: the claim with small things put right, and what is still wrong. */
export type CheckedClaim = { readonly claim: Claim; readonly problems: readonly Problem[] };

/** Checks claims against the talk they are about. */
export type ClaimChecker = {
  /** `from` and `to` bound the sentence IDs that may be cited, two to either side allowed. */
  check(claim: Claim, range: { readonly from: number; readonly to: number }): CheckedClaim;
  /**
   * A heading over the lines of a range, its names written as they should be; nothing when it speaks of its own making,
   * says a figure that nobody says there, or is in the wrong language.
   */
  heading(title: string, range: { readonly from: number; readonly to: number }): string;
  /** The sentences within some places of those cited, in order. */
  around(cites: readonly number[], places: number): Sentence[];
};

const MOST_CITES = 6;
const CITE_SLACK = 2;
/** A longer claim is no single statement any more, in characters; Latin scripts take about twice the room. */
const LONGEST = { cjk: 220, other: 480 } as const;

/** A checker for one talk; `sentences` are those a claim may rest on, in order. */
export function claimChecker(
  sentences: readonly Sentence[],
  options: { readonly terms: readonly Term[]; readonly from: string; readonly to: string },
): ClaimChecker {
  const { terms, from, to } = options;
  const vocabulary = vocabularyOf(sentences, terms);
  const rule = nameRule(from, to);
  const spell = speller(terms, vocabulary);
  const farName = nearNames(sentences, terms);
  const places = new Map(sentences.map(({ id }, place) => [id, place]));
  const around = (cites: readonly number[], reach: number): Sentence[] => {
    const near = new Set<number>();
    for (const cite of cites) {
      const place = places.get(cite);
      if (place === undefined) continue;
      for (let at = place - reach; at <= place + reach; at++) near.add(at);
    }
    return [...near].toSorted((a, b) => a - b).flatMap((at) => sentences[at] ?? []);
  };
  return {
    heading: (title, { from: first, to: last }) => {
      const lines = sentences.filter(({ id }) => id >= first && id <= last);
      const text = spell(title.replace(/\s+/g, ' ').trim(), rule);
      const isWrong =
        commentProblem(text, lines) ?? farFigure(text, lines) ?? languageProblem(text, options);
      return isWrong === undefined ? text : '';
    },
    around,
    check: (claim, range) => {
      const cites = validCites(claim.cites, range).filter((id) => places.has(id));
      const written = claim.text.replace(/\s+/g, ' ').trim();
      const foreign = languageProblem(written, options);
      // In a claim in the wrong language every word would be a name.
      const names = foreign ? 'marked' : rule;
      const text = spell(written, names);
      const near: Near = { close: around(cites, 1), wide: around(cites, 2) };
      const problems = [
        cites.length === 0 && citeProblem(claim),
        cites.length > 0 && numberProblem(text, around(cites, 0), near.close),
        nameProblem(text, vocabulary, names) ??
          farNameProblem(cites.length > 0 && farName(text, near, names)),
        commentProblem(text, near.close),
        lengthProblem(text, to),
        foreign,
      ].filter((each): each is Problem => typeof each === 'object');
      return { claim: { ...claim, text, cites: cites.slice(0, MOST_CITES) }, problems };
    },
  };
}

function nameRule(from: string, to: string): NameRule {
  if (!sharesScript('en', to)) return 'all';
  // German gives every noun a capital.
  return primaryTag(from) === primaryTag(to) && primaryTag(to) !== 'de' ? 'capitals' : 'marked';
}

function speller(
  terms: readonly Term[],
  vocabulary: Vocabulary,
): (text: string, rule: NameRule) => string {
  // In the note a misheard form becomes what the note writes for the term.
  const finders = termFinders(
    terms
      .filter((term) => term.heard.length > 0)
      .map((term) => ({ ...term, source: renderingOf(term) })),
  );
  return (text, rule) => {
    let spelt = correctTerms(text, finders);
    for (const name of namesOf(spelt, rule)) {
      const spelling = vocabulary.knows(name) ? undefined : vocabulary.spellingOf(name);
      if (spelling !== undefined) spelt = replaceWord(spelt, name, spelling);
    }
    return spelt;
  };
}

function replaceWord(text: string, word: string, by: string): string {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\p{sc=Latin}\\p{N}])${escaped}(?![\\p{sc=Latin}\\p{N}])`, 'gu');
  return text.replace(whole, () => by);
}

function validCites(cites: readonly number[], range: { from: number; to: number }): number[] {
  const inside = cites.filter((id) => id >= range.from - CITE_SLACK && id <= range.to + CITE_SLACK);
  return [...new Set(inside)];
}

function citeProblem(claim: Claim): Problem {
  const say = claim.cites.length === 0 ? 'it cites no line' : 'it cites lines outside this section';
  return { doubt: 'cite', say };
}

/** The model talking about its own work, or refusing it, where the talk gives no reason for the words. */
function commentProblem(text: string, lines: readonly Sentence[]): Problem | undefined {
  if (leakIn(saidIn(lines), text) === undefined) return undefined;
  return { doubt: 'comment', say: 'it speaks of the notes or the translation, not of the talk' };
}

function saidIn(lines: readonly Sentence[]): string {
  return lines.map((line) => `${line.text} ${line.corrected ?? ''}`).join(' ');
}

/** A figure that no cited line says; one that belongs to a name, as that of a version, may stand next to them as names may. */
function numberProblem(
  text: string,
  lines: readonly Sentence[],
  close: readonly Sentence[],
): Problem | undefined {
  const wrong = unsupportedNumbers(text, saidIn(lines)).find(
    (number) =>
      !isInName(number, text) || unsupportedNumbers(number.text, saidIn(close)).length > 0,
  );
  return wrong && { doubt: 'number', say: `the cited lines do not say ${wrong.text}` };
}

function isInName(number: FoundNumber, text: string): boolean {
  return /\p{Lu}[\p{L}\p{N}]*[\s-]?$/u.test(text.slice(0, Math.max(0, text.indexOf(number.text))));
}

/** Headings count what stands below them in small numbers of their own: "3 ways to …". */
const LARGEST_COUNT = 12;

function farFigure(text: string, lines: readonly Sentence[]): FoundNumber | undefined {
  if (!unsupportedNumbers(text, '').some(isLarge)) return undefined;
  return unsupportedNumbers(text, saidIn(lines)).find(isLarge);
}

function isLarge({ values }: FoundNumber): boolean {
  return values.every((value) => value > LARGEST_COUNT);
}

function nameProblem(text: string, vocabulary: Vocabulary, rule: NameRule): Problem | undefined {
  const unknown = namesOf(text, rule).find((name) => !vocabulary.knows(name));
  return unknown === undefined
    ? undefined
    : { doubt: 'name', say: `nobody in the talk says ${unknown}` };
}

function farNameProblem(name: string | false | undefined): Problem | undefined {
  if (typeof name !== 'string') return undefined;
  return { doubt: 'name', say: `nobody says ${name} in the cited lines or next to them` };
}

function lengthProblem(text: string, to: string): Problem | undefined {
  if (text.length <= LONGEST[isCjkLanguage(to) ? 'cjk' : 'other']) return undefined;
  return { doubt: 'length', say: 'it is far too long for one statement' };
}

function languageProblem(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): Problem | undefined {
  const letters = lettersOf(text, to);
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = isCjkLanguage(to)
    ? (latinWordsIn(text) >= 4 && letters < latinWordsIn(text)) || isOtherCjk(text, to)
    : easternLetters(text, to) > 0.5 * all || (!sharesScript(from, to) && letters < 0.3 * all);
  return foreign ? { doubt: 'language', say: 'it is in the wrong language' } : undefined;
}

/** A Japanese sentence has kana in it, a Chinese one has hardly any. */
function isOtherCjk(text: string, to: string): boolean {
  const [han, kana] = [lettersOf(text, 'zh'), kanaIn(text)];
  return primaryTag(to) === 'ja' ? kana === 0 && han >= 10 : kana > han / 3 && kana >= 4;
}
