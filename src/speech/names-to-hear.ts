import { isOrdinaryWord } from '../text/common-words-more.ts';

/** A longer run of capitals is a heading, in words. */
const LONGEST_RUN = 4;

/**
 * The names and terms a recogniser should know: the user's own first, then what is written as a name in what is
 * known of the talk (its title, description and chapters). A name is a run of words that have a capital and are
 * no ordinary English words, or that mix letters as names do: `Tidemark`, `GPT-4`, `iPhone`. Each once.
 */
export function namesToHear(terms: readonly string[], about: string): string[] {
  const names = new Map<string, string>();
  for (const name of [...terms, ...about.split('\n').flatMap(namesIn)]) {
    const clean = name.trim().replace(/\s+/g, ' ');
    const key = clean.toLowerCase();
    if (clean !== '' && !names.has(key)) names.set(key, clean);
  }
  return [...names.values()];
}

function namesIn(line: string): string[] {
  const runs: string[][] = [[]];
  for (const found of line.matchAll(
    /([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’.&+#-]*[\p{L}\p{N}+#])?)(\s*)/gu,
  )) {
    const [, word = '', blank] = found;
    const name = word.replace(/['’]s$/, '');
    if (isName(name)) runs.at(-1)?.push(name);
    if (!isName(name) || name !== word) runs.push([]);
    // Any mark but a blank between two words parts them.
    const next = line.charAt(found.index + found[0].length);
    if (blank === '' || !/[\p{L}\p{N}]/u.test(next)) runs.push([]);
  }
  return runs
    .filter((run) => run.length > 0 && run.length <= LONGEST_RUN)
    .map((run) => run.join(' '));
}

function isName(word: string): boolean {
  const isMixed = /\p{L}.*\p{Lu}|\p{L}-?\p{N}|\p{N}\p{Lu}/u.test(word);
  if (isMixed) return word.length > 1 && !/^\p{N}+(?:st|nd|rd|th|k|x)$/iu.test(word);
  return /^\p{Lu}\p{L}/u.test(word) && !isOrdinaryWord(word);
}
