import type { Sentence } from '../../model/sentence.ts';
import { TALK_SCHEMA, type Talk } from '../../model/talk.ts';
import { type TalkFile, TalkFileShape, type TalkPart } from './talk-shape.ts';

/** What one run makes for its target language. */
type Made = Pick<
  Talk,
  'model' | 'cost' | 'topic' | 'speakers' | 'terms' | 'note' | 'translation'
> & { readonly corrected?: TalkPart['corrected'] };

/**
 * A talk as its file has it, beside what an earlier file holds: other target languages, and a translation or note that
 * was not wanted this time.
 */
export function fileOf(talk: Talk, before?: TalkFile): TalkFile {
  const { schema: _, target, sentences, ...rest } = talk;
  const { model, cost, topic, speakers, terms, note, translation, ...shared } = rest;
  const plain = sentences.map(({ corrected: _corrected, ...sentence }) => sentence);
  const corrected = sentences.flatMap(({ id, corrected: text }) =>
    text === undefined ? [] : [{ id, text }],
  );
  const own = { model, cost, topic, speakers, terms, note, translation };
  const made: Made = corrected.length > 0 ? { ...own, corrected } : own;
  const others = before ? partsBeside(plain, target, before) : {};
  const earlier = before && isEqual(plain, before.sentences) ? before.languages[target] : undefined;
  // Parsing puts the keys into the order of the shape, and fails here rather than at the next reader.
  return TalkFileShape.parse({
    schema: TALK_SCHEMA,
    targets: [...new Set([...(before?.targets ?? []), target])],
    ...shared,
    sentences: plain,
    languages: { ...others, [target]: earlier ? withEarlier(made, earlier) : made },
  });
}

/** What this run made, and what an earlier one made that this one did not; without a model it made nothing. */
function withEarlier(made: Made, earlier: TalkPart): Made {
  if (made.model === undefined && earlier.model !== undefined) return earlier;
  return {
    ...made,
    note: made.note ?? earlier.note,
    translation: made.translation ?? earlier.translation,
  };
}

/** The parts of other languages; where sentences are others now, with those they speak of. */
function partsBeside(
  sentences: readonly Sentence[],
  target: string,
  before: TalkFile,
): Record<string, TalkPart> {
  return Object.fromEntries(
    Object.entries(before.languages)
      .filter(([language]) => language !== target)
      .map(([language, part]) => {
        const own = part.sentences ?? before.sentences;
        return [language, { ...part, sentences: isEqual(sentences, own) ? undefined : own }];
      }),
  );
}

function isEqual(one: readonly Sentence[], other: readonly Sentence[]): boolean {
  return one.length === other.length && one.every((each, at) => isSameSentence(each, other[at]));
}

function isSameSentence(one: Sentence, other: Sentence | undefined): boolean {
  return (
    one.text === other?.text &&
    one.start === other.start &&
    one.end === other.end &&
    one.speaker === other.speaker &&
    one.language === other.language &&
    one.doubt === other.doubt
  );
}

/** The talk in a target language; in its first one when none is named. `undefined` when it is not in that language. */
export function talkFrom(file: TalkFile, target = file.targets[0] ?? ''): Talk | undefined {
  const { targets: _, languages, sentences: shared, ...rest } = file;
  const part = languages[target];
  if (part === undefined) return undefined;
  const { corrected = [], sentences: own, ...made } = part;
  const texts = new Map(corrected.map(({ id, text }) => [id, text]));
  const sentences = (own ?? shared).map((sentence) => {
    const text = texts.get(sentence.id);
    return text === undefined ? sentence : { ...sentence, corrected: text };
  });
  return { ...rest, target, ...made, sentences };
}
