/**
 * Words that tell which clause is which, in English, with what Chinese says for them: a clause that begins with
 * "because" stands in both languages where this word stands. Chosen from the parallel text of the tests. For other
 * languages figures, names and terms have to do.
 */
const PAIRS: readonly (readonly [english: string, chinese: string])[] = [
  ['because|since', '因为|由于'],
  ['but|however|yet', '但是|但|不过|可是|然而|可'],
  ['so|therefore|thus', '所以|因此|于是|因而'],
  ['if|unless', '如果|假如|要是|除非'],
  ['although|though|even', '虽然|尽管|即使|就算|哪怕'],
  ['then', '然后|接着|再'],
  ['or', '或者|或|还是'],
  ['instead|rather', '而是|而不是'],
  ['not|never|no', '不是|没有|不会|不能|并不|不|没'],
  ['until', '直到'],
  ['before', '之前|以前'],
  ['after', '之后|以后'],
  ['when|while', '的时候|时候|当'],
  ['example|instance', '例如|比如|譬如'],
  ['first', '首先|第一|最初'],
  ['second', '第二|其次'],
  ['third', '第三'],
  ['only', '只有|只要|只是|只'],
  ['today', '今天'],
  ['people|person|someone|everyone', '人们|有人|大家|人'],
  ['we|us|our', '我们|咱们'],
  ['i|me|my', '我'],
  ['you|your', '你们|你|您'],
  ['they|them|their', '他们|它们|她们'],
  ['three', '三'],
  ['four', '四'],
  ['five', '五'],
  ['six', '六'],
  ['ten', '十'],
];

/** Longer words first: "我们" before "我". */
const ANY = (side: 0 | 1): string =>
  PAIRS.flatMap((pair) => pair[side].split('|'))
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const ENGLISH = new RegExp(`\\b(?:${ANY(0)})\\b`, 'g');
const CHINESE = new RegExp(ANY(1), 'g');
const MEANINGS = new Map(
  PAIRS.flatMap(([english, chinese], meaning) =>
    [...english.split('|'), ...chinese.split('|')].map((word) => [word, meaning] as const),
  ),
);

/** Each of these words in a text of small letters, with a number for what it means. */
export function* clauseWords(
  text: string,
  language: 'english' | 'chinese',
): Generator<{ readonly at: number; readonly meaning: number }> {
  const pattern = language === 'english' ? ENGLISH : CHINESE;
  for (const { 0: word, index: at } of text.matchAll(pattern)) {
    yield { at, meaning: MEANINGS.get(word) ?? 0 };
  }
}
