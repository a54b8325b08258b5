/**
 * Fits the weights by which sentence ends are found in text without marks (`src/text/unmarked/`): logistic
 * regression by FTRL-Proximal (McMahan et al. 2013, algorithm 1) over punctuated transcripts of talks, whose marks
 * tell where sentences end. Run it with a language and a folder of text files; it writes the table of that language in
 * `src/text/unmarked/weights/`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { endsSentence } from '../src/text/sentence-ends/sentence-ends.ts';
import { unitsOf } from '../src/text/sentence-ends/units.ts';
import { featuresAt, plainWord, tokenOf } from '../src/text/unmarked/word-tokens.ts';

/** Count of words that have weights of their own. */
const COMMON_WORDS = 500;
/** What is seen less often than once in so many words gets no weight, and not what is seen less often than this at all; as counts. */
const SELDOM = 90_000;
const FEWEST = 15;
/** Of the algorithm: the size of its steps, and how strongly small weights become none (the English table has 4,000 that way), for each million words. */
const ALPHA = 0.1;
const BETA = 1;
const L1_A_MILLION = 9;
const LEAST_L1 = 6;
const L2 = 1;
const ROUNDS = 3;

type Text = { readonly words: readonly string[]; readonly ends: ReadonlySet<number> };

/** Weights that are being fitted; the first is always on. */
class Fit {
  readonly #z: Float64Array;
  readonly #n: Float64Array;

  readonly #l1: number;

  constructor(size: number, words: number) {
    this.#l1 = Math.max(LEAST_L1, (L1_A_MILLION * words) / 1_000_000);
    this.#z = new Float64Array(size);
    this.#n = new Float64Array(size);
  }

  weight(index: number): number {
    const [z, n] = [this.#z[index] ?? 0, this.#n[index] ?? 0];
    const held = index === 0 ? 0 : this.#l1;
    if (Math.abs(z) <= held) return 0;
    return -(z - Math.sign(z) * held) / ((BETA + Math.sqrt(n)) / ALPHA + L2);
  }

  learn(active: readonly number[], isEnd: boolean): void {
    const weights = active.map((index) => this.weight(index));
    const sum = weights.reduce((total, each) => total + each, 0);
    const gradient = 1 / (1 + Math.exp(-sum)) - Number(isEnd);
    for (const [place, index] of active.entries()) {
      const before = this.#n[index] ?? 0;
      const after = before + gradient * gradient;
      const rate = (Math.sqrt(after) - Math.sqrt(before)) / ALPHA;
      this.#n[index] = after;
      this.#z[index] = (this.#z[index] ?? 0) + gradient - rate * (weights[place] ?? 0);
    }
  }
}

function readText(text: string): Text {
  const units = unitsOf([{ start: 0, end: 0, text }]);
  const words: string[] = [];
  const ends = new Set<number>();
  for (const [index, unit] of units.entries()) {
    const word = plainWord(unit.text);
    if (word !== '') words.push(word);
    if (endsSentence(unit, units[index + 1], false)) ends.add(words.length);
  }
  return { words, ends };
}

function mostFrequent(items: Iterable<string>): [item: string, count: number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

const [language = 'en', folder = '.'] = process.argv.slice(2);
const texts = readdirSync(folder).map((name) => readText(readFileSync(join(folder, name), 'utf8')));
const words = mostFrequent(texts.flatMap((text) => text.words)).slice(0, COMMON_WORDS);
const common = new Set(words.map(([word]) => word));
const tokened = texts.map((text) => ({
  tokens: text.words.map((word) => tokenOf(word, common)),
  ends: text.ends,
}));
function* allFeatures(): Generator<string> {
  for (const { tokens } of tokened)
    for (const at of tokens.keys()) yield* at > 0 ? featuresAt(tokens, at) : [];
}
const total = texts.reduce((sum, text) => sum + text.words.length, 0);
const fewest = Math.max(FEWEST, total / SELDOM);
const often = mostFrequent(allFeatures()).filter(([, count]) => count >= fewest);
const indexes = new Map(['', ...often.map(([feature]) => feature)].map((each, at) => [each, at]));
const fit = new Fit(indexes.size, total);
for (let round = 0; round < ROUNDS; round++) {
  for (const { tokens, ends } of tokened) {
    for (let at = 1; at < tokens.length; at++) {
      const seen = featuresAt(tokens, at).map((feature) => indexes.get(feature));
      fit.learn([0, ...seen.filter((index) => index !== undefined)], ends.has(at));
    }
  }
}
const fitted = [...indexes]
  .map(([feature, index]) => ({ feature, tenths: Math.round(10 * fit.weight(index)) }))
  .filter(({ tenths }) => tenths !== 0);
const table = fitted.map(({ feature, tenths }) => `${feature}=${tenths}`).join(';');
const about = `Fitted by \`scripts/fit-sentence-ends.ts\` on ${texts.length} punctuated transcripts of public talks and podcasts.`;
writeFileSync(
  `src/text/unmarked/weights/${language}.ts`,
  `/** ${about} */

/** The commonest words, parted by blanks. */
export const COMMON_WORDS = ${JSON.stringify([...common].join(' '))};

/**
 * What speaks for a sentence's end at a place, in tenths of a logarithm of the odds: the words before the bar and
 * those after it, an equals sign, the weight; parted by semicolons. The first holds everywhere.
 */
export const WEIGHTS = ${JSON.stringify(table)};
`,
);
process.stdout.write(`${total} words, ${fitted.length} of ${indexes.size} weights\n`);
