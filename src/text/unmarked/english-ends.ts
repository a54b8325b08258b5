import { COMMON_WORDS, WEIGHTS } from './english-weights.ts';
import { featuresAt, plainWord, tokenOf } from './word-tokens.ts';

const COMMON: ReadonlySet<string> = new Set(COMMON_WORDS.split(' '));
/** Text is English when so many of its words are common English ones, as a ratio: in talks 0.7, in German 0.1. */
const ENGLISH_SHARE = 0.4;

/** Read on first use: most talks have marks. */
let weights: ReadonlyMap<string, number> | undefined;

/** Whether words are those of English speech. */
export function isEnglish(words: readonly string[]): boolean {
  const common = words.filter((word) => COMMON.has(plainWord(word))).length;
  return common >= words.length * ENGLISH_SHARE;
}

/** How likely a sentence ends before each of some English words, as the logarithm of the odds. */
export function englishEnds(words: readonly string[]): number[] {
  weights ??= readWeights();
  const known = weights;
  const tokens = words.map((word) => tokenOf(plainWord(word), COMMON));
  return tokens.map((_, at) =>
    featuresAt(tokens, at).reduce(
      (sum, feature) => sum + (known.get(feature) ?? 0),
      known.get('') ?? 0,
    ),
  );
}

function readWeights(): ReadonlyMap<string, number> {
  return new Map(
    WEIGHTS.split(';').map((each): [string, number] => {
      const at = each.lastIndexOf('=');
      return [each.slice(0, at), Number(each.slice(at + 1)) / 10];
    }),
  );
}
