/** What a word tells by its ending, where it is none of the commonest. */
const ENDINGS: readonly (readonly [token: string, ending: RegExp])[] = [
  ['~number', /\d/],
  ['~ing', /ing$/],
  ['~ly', /ly$/],
  ['~ed', /ed$/],
  ['~ion', /[ts]ion$/],
  ['~s', /[^s]s$/],
];

/** A plain word as the weights know it: itself if it is among the commonest, else what its ending tells. */
export function tokenOf(word: string, common: ReadonlySet<string>): string {
  if (common.has(word)) return word;
  return ENDINGS.find(([, ending]) => ending.test(word))?.[0] ?? '~other';
}

/** A word without its marks, in small letters, with plain apostrophes. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']/gu, '');
}

/**
 * What stands around a place between two words, as the weights know it: one and two words before it, up to three
 * after it, and both sides together. `at` is the index of the word after the place.
 */
export function featuresAt(tokens: readonly string[], at: number): string[] {
  const [first, before, after, next, third] = [-2, -1, 0, 1, 2].map(
    (step) => tokens[at + step] ?? '~edge',
  );
  return [
    `${before}|`,
    `|${after}`,
    `${first} ${before}|`,
    `|${after} ${next}`,
    `|${after} ${next} ${third}`,
    `${before}|${after}`,
  ];
}
