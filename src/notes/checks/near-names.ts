import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { termFinders, termsIn } from '../../text/corrections.ts';
import { squeeze } from '../../text/squeeze.ts';
import { type NameRule, namesOf, remembered, vocabularyOf } from './vocabulary.ts';

/** The lines a claim cites, with more and more of those around them. */
export type Near = {
  /** With one line to either side. */
  readonly close: readonly Sentence[];
  /** With two. */
  readonly wide: readonly Sentence[];
};

/** What is said in so many lines is what the talk is about, and may be named anywhere. */
const SUBJECT_LINES = 3;
/** One character of Chinese is part of many words. */
const LEAST_RENDERING = 2;
/** A foreign name as Chinese writes it: parts of characters with a dot between. */
const DOTTED_NAME = /\p{sc=Han}{1,8}(?:[·•・]\p{sc=Han}{1,10})+/gu;
/** A name within a sentence of Latin letters. */
const CAPITAL = /(?<=[\p{L}\p{N},;]\s)\p{Lu}\p{Ll}+/u;

/** Tells the name in a claim that nobody says near the lines it cites; `undefined` when there is none. */
export function nearNames(
  sentences: readonly Sentence[],
  terms: readonly Term[],
): (text: string, near: Near, rule: NameRule) => string | undefined {
  const finders = termFinders(terms);
  const proper = terms.filter(isProperName);
  // Made when a first name is looked for.
  let said: string[] | undefined;
  const isSubject = remembered((name) => {
    said ??= sentences.map(({ text, corrected }) => `${text} ${corrected ?? ''}`.toLowerCase());
    const lower = name.toLowerCase();
    return said.filter((line) => line.includes(lower)).length >= SUBJECT_LINES;
  });
  const termsOf = (lines: readonly Sentence[]): Set<Term> =>
    new Set(lines.flatMap(({ text, corrected }) => termsIn(`${text} ${corrected ?? ''}`, finders)));

  const latin = (text: string, { close }: Near, rule: NameRule): string | undefined => {
    const far = namesOf(text, rule).filter((name) => !isSubject(name));
    if (far.length === 0) return undefined;
    const vocabulary = vocabularyOf(close, [...termsOf(close)]);
    return far.find((name) => !vocabulary.knows(name));
  };
  const rendering = (text: string, { wide }: Near): string | undefined => {
    const written = squeeze(text);
    const named = proper.filter((term) => written.includes(squeeze(term.target)));
    const far = named.filter((term) => !isSubject(term.source));
    if (far.length === 0) return undefined;
    const here = termsOf(wide);
    // A short name may stand within that of another term.
    const covers = (term: Term): boolean =>
      [...here].some((other) => squeeze(other.target).includes(squeeze(term.target)));
    return far.find((term) => !here.has(term) && !covers(term))?.target;
  };
  const dotted = (text: string, { close }: Near): string | undefined => {
    const names = text.match(DOTTED_NAME) ?? [];
    const unknown = names.filter(
      (name) => !terms.some(({ target }) => target !== '=' && name.includes(target)),
    );
    if (unknown.length === 0) return undefined;
    const hasName = close.some(({ text: line, corrected }) => CAPITAL.test(corrected ?? line));
    return hasName ? undefined : unknown[0];
  };
  return (text, near, rule) =>
    latin(text, near, rule) ?? rendering(text, near) ?? dotted(text, near);
}

/** A name with its own rendering in another script; what is no name may be spoken of in words that nobody said. */
function isProperName({ source, target }: Term): boolean {
  return (
    /\p{Lu}/u.test(source) &&
    target !== '=' &&
    squeeze(target).length >= LEAST_RENDERING &&
    !/^[\p{sc=Latin}\p{N}\p{P}\p{Z}]+$/u.test(target)
  );
}
