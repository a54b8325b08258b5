import type { Sentence } from '../../model/sentence.ts';
import { formsAlike } from './alike.ts';
import { gather, type Found, type Occurrence } from './gather.ts';
import { wordSentences } from './words.ts';

/** Something in a talk that may be a name or a term. */
export type Candidate = {
  /** As it stands, in its most frequent form. */
  readonly text: string;
  /** Count of its occurrences in that form. */
  readonly count: number;
  /** Other forms that sound like it or have the same letters, the most frequent first. */
  readonly variants: readonly { readonly text: string; readonly count: number }[];
  /** The words around one occurrence. */
  readonly snippet: string;
  /** ID of the sentence the snippet is from. */
  readonly id: number;
};

/** A longer list costs a small model more than it gives; as many as the list of terms holds. */
const MOST_CANDIDATES = 60;
const MOST_VARIANTS = 4;
/** How many times over the list is searched for forms that sound alike before it is cut. */
const SEARCHED = 3;
/** What a candidate is worth by its kind, per doubling of its count; and being heard in several ways. */
const WEIGHT = { name: 2, word: 1 } as const;
const VARIANTS = 2;

/**
 * Finds what may be a name or a term: by capitals where the talk uses them with care, by digits and
 * capitals inside words, by Latin letters in other scripts, by katakana, and by repetition of words
 * that are not ordinary. Forms that sound alike come as one. The most important come first, sixty at
 * the most. Of Chinese and Japanese without Latin letters or katakana nothing is found.
 */
export function findCandidates(
  sentences: readonly Sentence[],
  { language }: { readonly language: string },
): Candidate[] {
  const worded = wordSentences(sentences);
  const all = [...gather(worded, language).values()].toSorted(byWeight);
  const likely = all.slice(0, SEARCHED * MOST_CANDIDATES).map(withMainForm);
  const alike = formsAlike(
    worded,
    likely.map(({ text }) => text),
  );
  const joined = new Set<string>();
  const parts = new Map<string, number>();
  const weighed = likely.flatMap((found) => {
    // The "torch" of "by torch" has been shown with PyTorch.
    const isPart = found.kind === 'word' && found.count <= (parts.get(found.text) ?? 0);
    if (joined.has(found.text) || isPart) return [];
    const variants = variantsOf(found, alike.get(found.text) ?? new Map());
    for (const { text, count } of variants) {
      joined.add(text);
      for (const part of text.split(' ')) parts.set(part, (parts.get(part) ?? 0) + count);
    }
    const total = variants.reduce((sum, { count }) => sum + count, found.count);
    const weight = WEIGHT[found.kind] * Math.log2(1 + total) + (variants.length > 0 ? VARIANTS : 0);
    const { text, count, snippet, id } = found;
    return [{ weight, candidate: { text, count, variants, snippet, id } }];
  });
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_CANDIDATES)
    .map(({ candidate }) => candidate);
}

type MainForm = Occurrence & {
  readonly kind: Found['kind'];
  readonly text: string;
  readonly count: number;
};

function byWeight(a: Found, b: Found): number {
  return WEIGHT[b.kind] * Math.log2(1 + countOf(b)) - WEIGHT[a.kind] * Math.log2(1 + countOf(a));
}

function countOf({ forms }: Found): number {
  return [...forms.values()].reduce((sum, { count }) => sum + count, 0);
}

function withMainForm(found: Found): MainForm {
  const [main] = [...found.forms].toSorted(([, a], [, b]) => b.count - a.count);
  const [text, form] = main ?? ['', { snippet: '', id: 0, count: 0 }];
  // Other capitals of a repeated word only say where it stood.
  const count = found.kind === 'name' ? form.count : countOf(found);
  return { text, snippet: form.snippet, id: form.id, count, kind: found.kind };
}

function variantsOf(
  { text, kind }: MainForm,
  alike: ReadonlyMap<string, number>,
): Candidate['variants'] {
  return [...alike]
    .filter(([form]) => kind === 'name' || form.toLowerCase() !== text.toLowerCase())
    .map(([form, count]) => ({ text: form, count }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_VARIANTS);
}
