import type { Term } from '../model/term.ts';

/** A term and the pattern that finds it in the language of the talk. */
export type TermFinder = {
  readonly term: Term;
  /** Finds the correct spelling or any heard form. */
  readonly any: RegExp;
  /** Finds the heard forms only; absent when there are none. */
  readonly heard: RegExp | undefined;
};

/** Prepares terms for finding them in many sentences. */
export function termFinders(terms: readonly Term[]): TermFinder[] {
  return terms.flatMap((term) => {
    const any = patternOf([term.source, ...term.heard]);
    return any ? [{ term, any, heard: patternOf(term.heard) }] : [];
  });
}

/** Matches any of the forms as whole words, capitals or not; longer forms first. */
function patternOf(forms: readonly string[]): RegExp | undefined {
  const written = forms.map((form) => form.trim()).filter((form) => form !== '');
  if (written.length === 0) return undefined;
  const choices = written
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  // A word boundary that knows all letters; CJK text has none, so there any place will do.
  const edge = '[\\p{sc=Latin}\\p{sc=Cyrillic}\\p{sc=Greek}\\p{N}_]';
  return new RegExp(
    choices
      .map((choice) => {
        const before = new RegExp(`^${edge}`, 'u').test(choice) ? `(?<!${edge})` : '';
        const after = new RegExp(`${edge}$`, 'u').test(choice) ? `(?!${edge})` : '';
        return before + choice + after;
      })
      .join('|'),
    'giu',
  );
}

/** The terms that occur in a text, in whichever form. */
export function termsIn(text: string, finders: readonly TermFinder[]): Term[] {
  return finders.filter((finder) => text.search(finder.any) >= 0).map((finder) => finder.term);
}

/** The text with every heard form replaced by the correct spelling; nothing else changes. */
export function correctTerms(text: string, finders: readonly TermFinder[]): string {
  let corrected = text;
  for (const { term, heard } of finders) {
    if (heard) corrected = corrected.replace(heard, () => term.source);
  }
  return corrected;
}
