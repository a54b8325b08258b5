import { isOrdinaryWord } from '../common-words-more.ts';
import { isSpaceless } from '../sentence-ends/units.ts';
import { namesIn, nameSense } from './names.ts';
import { repeatedIn } from './repeated.ts';
import { phraseAt, type WordedSentence, type WordRun } from './words.ts';

/** A longer phrase is no name, in characters. */
const LONGEST = 60;
/** A misheard name may fall into this many words. */
const MOST_UNSURE = 3;
/** ... one of which at least is no shorter than this, in letters. */
const LEAST_LETTERS = 4;

/** One phrase in all the forms that differ in capitals only. */
export type Found = {
  /** Written as a name, or a word that stands out otherwise. */
  kind: 'name' | 'word';
  /** Each form as it stands, with the count of its occurrences and its first one. */
  readonly forms: Map<string, Occurrence & { count: number }>;
};

/** The words around one place, and the ID of its sentence. */
export type Occurrence = { readonly snippet: string; readonly id: number };

/** Everything that may be a candidate, by its lower-case form. */
export function gather(sentences: readonly WordedSentence[], language: string): Map<string, Found> {
  const sense = nameSense(sentences, language);
  const repeated = repeatedIn(sentences, { sense, language });
  const found = new Map<string, Found>();
  for (const sentence of sentences) {
    const names = new Map(namesIn(sentence, sense).map((run) => [run.from, run]));
    const isFree = (index: number): boolean => {
      const word = sentence.words[index];
      return word !== undefined && !names.has(index) && !repeated.has(word.lower);
    };
    for (let from = 0; from < sentence.words.length; from++) {
      const name = names.get(from);
      const run = name ?? repeatAt(sentence, from, repeated) ?? unsureAt(sentence, from, isFree);
      if (!run) continue;
      note(found, name ? 'name' : 'word', { sentence, run });
      from = run.to - 1;
    }
  }
  return found;
}

/** The repeated pair or word that begins at a place. */
function repeatAt(
  { words }: WordedSentence,
  from: number,
  repeated: ReadonlySet<string>,
): WordRun | undefined {
  const lower = (to: number): string =>
    words
      .slice(from, to)
      .map((word) => word.lower)
      .join(' ');
  const ends = [from + 2, from + 1].filter((end) => end <= words.length);
  const to = ends.find((end) => repeated.has(lower(end)));
  return to === undefined ? undefined : { from, to };
}

/** The words from a place on of which the recogniser was not sure, unless they are all ordinary. */
function unsureAt(
  { words }: WordedSentence,
  from: number,
  isFree: (index: number) => boolean,
): WordRun | undefined {
  let to = from;
  while (
    to < from + MOST_UNSURE &&
    isFree(to) &&
    words[to]?.isUnsure === true &&
    (to === from || words[to]?.follows === true)
  ) {
    to++;
  }
  const isOdd = words
    .slice(from, to)
    .some(({ lower }) => lower.length >= LEAST_LETTERS && !isOrdinaryWord(lower));
  return isOdd ? { from, to } : undefined;
}

function note(
  found: Map<string, Found>,
  kind: Found['kind'],
  { sentence, run }: { readonly sentence: WordedSentence; readonly run: WordRun },
): void {
  const text = phraseAt(sentence, run.from, run.to);
  if (text === '' || text.length > LONGEST) return;
  const key = text.toLowerCase();
  const known = found.get(key) ?? { kind, forms: new Map() };
  // What is written as a name anywhere is one.
  if (kind === 'name') known.kind = kind;
  found.set(key, known);
  const form = known.forms.get(text);
  if (form) {
    form.count++;
    return;
  }
  const [first, last] = [sentence.words[run.from], sentence.words[run.to - 1]];
  const snippet = snippetOf(sentence.text, first?.at ?? 0, last?.end ?? 0);
  known.forms.set(text, { snippet, id: sentence.id, count: 1 });
}

/** What a snippet shows on either side, in characters: about six words; fewer where each is a word part. */
const NEAR = 34;
const NEAR_UNSPACED = 12;

/** The words around a place in a text, on one line. */
function snippetOf(text: string, at: number, end: number): string {
  const isUnspaced = isSpaceless(text.slice(Math.max(0, at - NEAR), end + NEAR));
  const near = isUnspaced ? NEAR_UNSPACED : NEAR;
  const before = text.slice(Math.max(0, at - near), at);
  const after = text.slice(end, end + near);
  // No word, and no character of two halves, is shown in part.
  const [cutBefore, cutAfter] = isUnspaced
    ? [/^[\uDC00-\uDFFF]/, /[\uD800-\uDBFF]$/]
    : [/^\S*\s+/, /\s+\S*$/];
  const left = at > near ? before.replace(cutBefore, '') : before;
  const right = end + near < text.length ? after.replace(cutAfter, '') : after;
  return (left + text.slice(at, end) + right).replace(/\s+/g, ' ').trim();
}
