import * as en from './weights/en.ts';
import * as es from './weights/es.ts';
import * as zh from './weights/zh.ts';
import { featuresAt, tokenOf } from './word-tokens.ts';

/** What is known of the words of a language. */
type Table = {
  readonly common: ReadonlySet<string>;
  /** Read on first use: most talks have marks. */
  weights?: ReadonlyMap<string, number>;
  readonly written: string;
};

const TABLES: readonly Table[] = [en, es, zh].map(({ COMMON_WORDS, WEIGHTS }) => ({
  common: new Set(COMMON_WORDS.split(' ')),
  written: WEIGHTS,
}));

/** Text is of a language when so many of its words are common ones of it, as a ratio: in English talks 0.7, of German ones 0.1. */
const COMMON_SHARE = 0.4;

/**
 * How likely a sentence ends before each of some plain words, as the logarithm of the odds; `undefined` for languages of
 * whose words nothing is known.
 */
export function wordEvidence(plain: readonly string[]): number[] | undefined {
  const table = TABLES.find(
    ({ common }) => plain.filter((word) => common.has(word)).length >= plain.length * COMMON_SHARE,
  );
  if (table === undefined) return undefined;
  table.weights ??= readWeights(table.written);
  const { weights, common } = table;
  const tokens = plain.map((word) => tokenOf(word, common));
  return tokens.map((_, at) =>
    featuresAt(tokens, at).reduce(
      (sum, feature) => sum + (weights.get(feature) ?? 0),
      weights.get('') ?? 0,
    ),
  );
}

function readWeights(written: string): ReadonlyMap<string, number> {
  return new Map(
    written.split(';').map((each): [string, number] => {
      const at = each.lastIndexOf('=');
      return [each.slice(0, at), Number(each.slice(at + 1)) / 10];
    }),
  );
}
