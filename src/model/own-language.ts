import { isSameLanguage } from './language.ts';
import type { Sentence } from './sentence.ts';

/** The language most of a talk is said in, and that of its translation. */
export type Languages = { readonly from: string; readonly to: string };

/** True for a sentence that is its own translation, because it is said in the target language. */
export function isOwn({ language }: Pick<Sentence, 'language'>, { from, to }: Languages): boolean {
  return isSameLanguage(language ?? from, to);
}

/**
 * The language a talk is translated from: that of the talk, or of a talk in the target language the one that most of its
 * other sentences are said in. `undefined` where nothing needs translating.
 */
export function translatedFrom(
  sentences: readonly Sentence[],
  { from, to }: Languages,
): string | undefined {
  if (!isSameLanguage(from, to)) return from;
  const counts = new Map<string, number>();
  for (const { language = from, doubt } of sentences) {
    if (doubt || isSameLanguage(language, to)) continue;
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0];
}
