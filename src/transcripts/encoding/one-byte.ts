import { ALPHABETS, type Alphabet, type Language } from './alphabets.ts';
import { decodeBytes } from './decode-bytes.ts';

const WESTERN = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'fi', 'ca', 'is'] as const;
const CENTRAL = ['pl', 'cs', 'hu', 'sk', 'ro', 'hr', 'de'] as const;

/**
 * One-byte encodings with the languages they are used for, and how much likelier the first of them is, as the
 * logarithm of a ratio: Windows before ISO 8859, both before the Macintosh and DOS. It tells only in very
 * short texts. Labels that TextDecoder does not know are those of iconv-lite.
 */
const ENCODINGS: readonly (readonly [
  name: string,
  languages: readonly Language[],
  prior: number,
])[] = [
  ['windows-1252', [...WESTERN, 'et'], 0],
  ['windows-1250', CENTRAL, -0.5],
  ['windows-1251', ['ru', 'uk', 'bg', 'sr'], 0],
  ['windows-1253', ['el'], 0],
  ['windows-1254', ['tr'], -0.5],
  ['windows-1255', ['he'], 0],
  ['windows-1256', ['ar', 'fa'], 0],
  ['windows-1257', ['lt', 'lv', 'et'], -1],
  ['windows-1258', ['vi'], -1],
  ['windows-874', ['th'], 0],
  ['iso-8859-2', CENTRAL, -1],
  ['iso-8859-15', ['fr', 'fi', 'et', 'en'], -1.5],
  ['iso-8859-5', ['ru', 'bg', 'sr', 'uk'], -1],
  ['iso-8859-6', ['ar'], -1],
  ['iso-8859-7', ['el'], -1],
  ['iso-8859-13', ['lt', 'lv'], -2],
  ['koi8-r', ['ru', 'bg'], -0.5],
  ['koi8-u', ['uk'], -1],
  ['macintosh', WESTERN, -2],
  ['maccenteuro', CENTRAL, -3],
  ['x-mac-cyrillic', ['ru', 'uk', 'bg'], -2],
  ['ibm866', ['ru', 'uk', 'bg'], -1],
  ['cp850', WESTERN, -2],
  ['cp852', CENTRAL, -2.5],
];

/** Marks that any language has beyond ASCII, and the share of each of what stands there, as a ratio. */
const MARKS = new Set('’‘“”„–—…«»¿¡·•°€£§©®™‹›\u00a0،؟；');
const MARK_SHARE = 0.02;
/** Of these, those that stand inside words, and those that touch none. */
const INSIDE = new Set('’·—–…\u00a0');
const APART = new Set('€£§•°');
/** The same for a letter of another language, for a sign, and for what no text has. */
const FOREIGN = 1e-5;
const SIGN = 1e-6;
const BROKEN = 1e-9;
/** A capital is so much rarer than its small letter. */
const CAPITAL = 0.06;
/** What a character costs that stands where none of its kind does: a sign inside a word, a capital after a small letter, another alphabet in one word. */
const MISFIT = 0.02;
/** What each of the commonest words of a language adds; more than this many tell no more. */
const WORD_WORTH = 0.8;
const MOST_WORDS = 12;
/** From this share on a character is one that its language really has. */
const COMMON = 0.002;

/** Languages of fewer than ten million people, and the logarithm of how much rarer a talk in them is. */
const FEW_WRITE = new Set<Language>(['is', 'ca', 'et', 'lv', 'lt', 'sk', 'hr']);
const FEW_LIKELIHOOD = -1;

export type Guess = {
  readonly name: string;
  /** How much of what is not ASCII its language has: about 1 for real text, far lower for a wrong guess. */
  readonly score: number;
};

/** The likeliest one-byte encoding of some bytes. */
export function likeliestOneByte(bytes: Uint8Array): Guess {
  let best: Guess & { readonly likelihood: number } = {
    name: 'windows-1252',
    score: 0,
    likelihood: Number.NEGATIVE_INFINITY,
  };
  for (const [name, languages, prior] of ENCODINGS) {
    const seen = seenIn(decodeBytes(bytes, name).normalize('NFC'));
    for (const language of languages) {
      const { likelihood, score } = fit(seen, language);
      if (likelihood + prior > best.likelihood)
        best = { name, score, likelihood: likelihood + prior };
    }
  }
  return best;
}

/** Characters beyond ASCII with how often they stand, apart where they stand as none of their kind does; and the words in ASCII. */
type Seen = {
  readonly fitting: ReadonlyMap<string, number>;
  readonly misfits: ReadonlyMap<string, number>;
  readonly words: ReadonlyMap<string, number>;
};

function seenIn(text: string): Seen {
  const [fitting, misfits, words] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const { 0: character, index } of text.matchAll(/[^\0-\u007f]/gu)) {
    const before = text[index - 1] ?? ' ';
    const after = text[index + character.length] ?? ' ';
    add(isMisfit(character, before, after) ? misfits : fitting, character);
  }
  for (const { 0: word } of text.matchAll(/(?<![^\s\p{P}])[a-z]{2,5}(?![^\s\p{P}])/giu))
    add(words, word.toLowerCase());
  return { fitting, misfits, words };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isMisfit(character: string, before: string, after: string): boolean {
  if (!isLetter(character)) {
    const [isAfter, isBefore] = [isLetter(before), isLetter(after)];
    return APART.has(character) || !MARKS.has(character)
      ? isAfter || isBefore
      : !INSIDE.has(character) && isAfter && isBefore;
  }
  const isMixed = isOtherAlphabet(character, before) || isOtherAlphabet(character, after);
  return isMixed || (isCapital(character) && /\p{Ll}/u.test(before));
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}]/u.test(character);
}

function isCapital(character: string): boolean {
  return character !== character.toLowerCase();
}

/** Whether a letter of no Latin alphabet touches one of Latin. */
function isOtherAlphabet(character: string, neighbour: string): boolean {
  return /[a-z]/i.test(neighbour) && /[^\p{sc=Latin}\p{M}]/u.test(character);
}

function fit(seen: Seen, language: Language): { likelihood: number; score: number } {
  const shares = sharesOf(language);
  const alphabet: Alphabet = ALPHABETS[language];
  let [likelihood, common, count] = [0, 0, 0];
  const addAll = (counts: ReadonlyMap<string, number>, factor: number): void => {
    for (const [character, times] of counts) {
      const mark = MARKS.has(character) ? (alphabet.marks ?? MARK_SHARE) : undefined;
      const share = (mark ?? shareOf(character, shares)) * factor;
      likelihood += times * Math.log(share);
      count += times;
      if (share >= COMMON && !APART.has(character)) common += times;
    }
  };
  addAll(seen.fitting, 1);
  addAll(seen.misfits, MISFIT);
  let known = 0;
  for (const word of alphabet.words.split(' ')) known += seen.words.get(word) ?? 0;
  likelihood += Math.min(MOST_WORDS, known) * WORD_WORTH;
  if (FEW_WRITE.has(language)) likelihood += FEW_LIKELIHOOD;
  return { likelihood, score: count === 0 ? 0 : common / count };
}

function shareOf(character: string, shares: ReadonlyMap<string, number>): number {
  const own = shares.get(character);
  if (own !== undefined) return own;
  const small = shares.get(character.toLowerCase());
  if (small !== undefined) return small * CAPITAL;
  const codePoint = character.codePointAt(0) ?? 0;
  const isControl = codePoint >= 0x80 && codePoint < 0xa0;
  if (isControl || codePoint === 0xff_fd || (codePoint >= 0xe0_00 && codePoint <= 0xf8_ff))
    return BROKEN;
  return isLetter(character) ? FOREIGN : SIGN;
}

const known = new Map<Language, ReadonlyMap<string, number>>();

/** Shares of a language's letters by their rank, after Zipf. */
function sharesOf(language: Language): ReadonlyMap<string, number> {
  const before = known.get(language);
  if (before !== undefined) return before;
  const letters = Array.from(ALPHABETS[language].letters);
  const total = letters.reduce((sum, _, rank) => sum + 1 / (rank + 2), 0);
  const shares = new Map(letters.map((letter, rank) => [letter, 1 / (rank + 2) / total]));
  known.set(language, shares);
  return shares;
}
