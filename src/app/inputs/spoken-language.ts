import { fingerprint } from '../../base/hash.ts';
import type { Memory } from '../../base/memory.ts';
import type { Sentence } from '../../model/sentence.ts';
import { detectLanguage } from '../../text/languages/detect-language.ts';

/** Sentences looked at to tell the language. */
const ENOUGH = 60;

/** The language a talk is in, found out once. */
export async function spokenLanguage(
  sentences: readonly Sentence[],
  memory: Memory,
): Promise<string> {
  const sample = sentences
    .slice(0, ENOUGH)
    .map((sentence) => sentence.text)
    .join(' ');
  const key = fingerprint('language', sample);
  const known = memory.get(key);
  if (typeof known === 'string') return known;
  const language = await detectLanguage(sample);
  await memory.put(key, language);
  return language;
}
