import type { Claim } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Term } from '../model/term.ts';
import { unsupportedNumbers } from '../text/numbers.ts';
import { isCjkLanguage, latinWordsIn, lettersOf, sharesScript } from '../text/writing.ts';
import { namesOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Why a claim does not pass, in a word, and in words for the model. */
export type Problem = {
  readonly doubt: 'cite' | 'number' | 'name' | 'length' | 'language';
  readonly say: string;
};

/** What a check says of a claim: the claim with small things put right, and what is still wrong. */
export type CheckedClaim = { readonly claim: Claim; readonly problems: readonly Problem[] };

/** Checks claims against the talk they are about. */
export type ClaimChecker = {
  /** `from` and `to` bound the sentence IDs that may be cited, two to either side allowed. */
  check(claim: Claim, range: { readonly from: number; readonly to: number }): CheckedClaim;
};

const MOST_CITES = 6;
const CITE_SLACK = 2;
/** A longer claim is no single statement any more, in characters; Latin scripts take about twice the room. */
const LONGEST = { cjk: 220, other: 480 } as const;

/** A checker for one talk. */
export function claimChecker(
  sentences: readonly Sentence[],
  options: { readonly terms: readonly Term[]; readonly from: string; readonly to: string },
): ClaimChecker {
  const vocabulary = vocabularyOf(sentences, options.terms);
  const first = sentences[0]?.id ?? 1;
  const textAt = (id: number): string => {
    const sentence = sentences[id - first];
    return sentence ? `${sentence.text} ${sentence.corrected ?? ''}` : '';
  };
  return {
    check: (claim, range) => {
      const cites = validCites(claim.cites, range);
      const { text, problem } = checkNames(claim.text, vocabulary, options.to);
      const checked = { ...claim, text, cites };
      const problems = [
        cites.length === 0 && cite(claim),
        cites.length > 0 && numbersProblem(text, cites, textAt),
        problem,
        lengthProblem(text, options.to),
        languageProblem(text, options),
      ].filter((each): each is Problem => typeof each === 'object');
      return { claim: checked, problems };
    },
  };
}

function validCites(cites: readonly number[], range: { from: number; to: number }): number[] {
  const inside = cites.filter((id) => id >= range.from - CITE_SLACK && id <= range.to + CITE_SLACK);
  return [...new Set(inside)].slice(0, MOST_CITES);
}

function cite(claim: Claim): Problem {
  const say = claim.cites.length === 0 ? 'it cites no line' : 'it cites lines outside this section';
  return { doubt: 'cite', say };
}

function numbersProblem(
  text: string,
  cites: readonly number[],
  textAt: (id: number) => string,
): Problem | undefined {
  const near = new Set(cites.flatMap((id) => [id - 1, id, id + 1]));
  const lines = [...near].map(textAt).join(' ');
  const wrong = unsupportedNumbers(text, lines)[0];
  return wrong && { doubt: 'number', say: `the cited lines do not say ${wrong.text}` };
}

function checkNames(
  text: string,
  vocabulary: Vocabulary,
  to: string,
): { text: string; problem: Problem | undefined } {
  let mended = text;
  for (const name of namesOf(text, !isCjkLanguage(to) && sharesScript('en', to))) {
    if (vocabulary.knows(name)) continue;
    const spelling = vocabulary.spellingOf(name);
    if (spelling === undefined) {
      return { text: mended, problem: { doubt: 'name', say: `nobody in the talk says ${name}` } };
    }
    mended = mended.replaceAll(name, spelling);
  }
  return { text: mended, problem: undefined };
}

function lengthProblem(text: string, to: string): Problem | undefined {
  if (text.length <= LONGEST[isCjkLanguage(to) ? 'cjk' : 'other']) return undefined;
  return { doubt: 'length', say: 'it is far too long for one statement' };
}

function languageProblem(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
): Problem | undefined {
  const foreign = isCjkLanguage(to)
    ? latinWordsIn(text) >= 4 && lettersOf(text, to) < latinWordsIn(text)
    : !sharesScript(from, to) && lettersOf(text, to) < 0.3 * (text.match(/\p{L}/gu)?.length ?? 0);
  return foreign ? { doubt: 'language', say: 'it is in the wrong language' } : undefined;
}

/** Two claims this alike say the same, as a ratio of shared runs of four characters. */
const COPY = 0.8;

/** True when a claim repeats one of those before it. */
export function isNearCopy(text: string, others: readonly string[]): boolean {
  const grams = gramsOf(text);
  if (grams.size === 0) return false;
  return others.some((other) => {
    const theirs = gramsOf(other);
    let shared = 0;
    for (const gram of grams) if (theirs.has(gram)) shared++;
    return shared / Math.min(grams.size, Math.max(1, theirs.size)) > COPY;
  });
}

function gramsOf(text: string): Set<string> {
  const plain = text.replace(/[\s\p{P}]+/gu, '').toLowerCase();
  const grams = new Set<string>();
  for (let at = 0; at + 4 <= plain.length; at++) grams.add(plain.slice(at, at + 4));
  return grams;
}
