/** Any number of sentences in which words are as common as in speech: some in each, most hardly ever. */
import { lecturePairs, type Pair } from '../../../test/support/long-talk.ts';

type Language = keyof Pair;

const PAIRS = lecturePairs();

/** Halves of sentences, to be put together anew. */
const HALVES: Readonly<Record<Language, readonly string[]>> = {
  en: PAIRS.flatMap(({ en }) => en.split(/[,;.?!] +/).filter((half) => half.length > 8)),
  zh: PAIRS.flatMap(({ zh }) => zh.split(/[，；。？！]/).filter((half) => half.length > 3)),
};

/** Made-up names, the first ones frequent and the last ones rare; their number is that of a large vocabulary. */
const NAMES = 20_000;
const LETTERS: Readonly<Record<Language, string>> = {
  en: 'ba ko li mu re ta no vi su pe da go',
  zh: '林 海 文 星 云 山 河 春 晓 明 远 青 石 竹 松 梅 兰 雪 风 雨',
};

/** What is asked for: words that hardly any sentence has, that many have, that almost all have, and several at once. */
export const ASKED: readonly { readonly words: string; readonly kind: string }[] = [
  { words: nameOf('en', 12_000), kind: 'a rare word' },
  { words: nameOf('zh', 12_000), kind: 'a rare word' },
  { words: 'database', kind: 'a word' },
  { words: 'pages', kind: 'a word' },
  { words: 'whole table', kind: 'two words' },
  { words: 'datab', kind: 'the beginning of a word' },
  { words: '数据库', kind: 'three characters' },
  { words: '数据', kind: 'two characters' },
  { words: '整张', kind: 'two characters' },
  { words: '早上', kind: 'two characters' },
  { words: '数据 时间', kind: 'two words' },
  { words: '我们', kind: 'a very common word' },
  { words: 'the', kind: 'a very common word' },
];

/** Sentences of one talk; the same seed gives the same. */
export function manySentences(
  language: Language,
  { count, seed }: { readonly count: number; readonly seed: number },
): string[] {
  const next = randomFrom(seed);
  const halves = HALVES[language];
  const half = (): string => halves[Math.floor(next() * halves.length)] ?? '';
  const name = (): string => nameOf(language, Math.floor(NAMES ** next()));
  return Array.from({ length: count }, () =>
    language === 'en'
      ? `${half()}, ${name()} and ${name()}, ${half()}.`
      : `${half()}，${name()}和${name()}，${half()}。`,
  );
}

function nameOf(language: Language, number: number): string {
  const letters = LETTERS[language].split(' ');
  let [name, rest] = ['', number + letters.length];
  for (; rest > 0; rest = Math.floor(rest / letters.length))
    name += letters[rest % letters.length] ?? '';
  return name;
}

/** A linear congruential generator, with the constants of Numerical Recipes. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
