import { merge } from '../base/async.ts';
import type { Memory } from '../base/memory.ts';
import type { Aside } from '../llm/chat-model.ts';
import type { Transcript } from '../model/transcript.ts';
import { warnings } from '../model/warning.ts';
import { askStretch } from './ask-stretch.ts';
import { joinStretches, Kept, keyOf, lackingIn } from './kept-marks.ts';
import { markedCues } from './marked-cues.ts';
import type { Punctuator } from './punctuator.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { type TalkWord, talkWords } from './talk-words.ts';

/** What happens while marks are put in. */
export type RestoreEvent =
  | {
      readonly type: 'text-restored';
      /** Count of words that were looked at so far, and of all that are to be. */
      readonly words: number;
      readonly of: number;
    }
  | Aside;

/** A talk with the marks that are known. */
export type Restored = {
  readonly transcript: Transcript;
  /** Count of all words. */
  readonly words: number;
  /** Count of words that came without marks. */
  readonly bare: number;
  /** ... of those, for which nobody has been asked. */
  readonly unasked: number;
  /** ... of those, for which nobody had an answer that could be used. */
  readonly unmarked: number;
};

export type RestoreOptions = {
  readonly punctuator: Punctuator;
  /** Marks are kept here for good, whoever gave them. */
  readonly memory: Memory;
  /** What came of the stretches that this punctuator was asked for before; added to. @default none */
  readonly tried?: Tried[] | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Count of words a stretch was asked for, and of those that got no usable answer. */
export type Tried = { readonly own: number; readonly lacking: number };

/** When so many stretches came back and less than half of their words were right, the others are not asked for. */
const HOPELESS_AFTER = 2;
const HOPELESS_SHARE = 0.5;

/** The talk with the marks that an earlier run has put in. */
export function recallRestored(transcript: Transcript, memory: Memory): Restored {
  return restoredFrom(transcript, talkWords(transcript), memory);
}

/**
 * Puts marks, capitals and paragraphs into a talk where it lacks them, and changes no word. What nobody has a usable
 * answer for stays as it is. Does nothing for a talk that has its marks. Throws what the punctuator throws.
 */
export async function* restore(
  transcript: Transcript,
  options: RestoreOptions,
): AsyncGenerator<RestoreEvent, Restored> {
  const words = talkWords(transcript);
  yield* restoreStretches(words, stretchesOf(words), options);
  return restoredFrom(transcript, words, options.memory);
}

/**
 * Asks for the marks of some stretches, side by side, and keeps them; those that are kept already are passed over.
 * False when the answers are of no use and no more will be asked.
 */
export async function* restoreStretches(
  words: readonly TalkWord[],
  stretches: readonly Stretch[],
  { punctuator, memory, signal, tried = [] }: RestoreOptions,
): AsyncGenerator<RestoreEvent, boolean> {
  const of = countWords(stretches);
  const open = stretches.filter(
    (stretch) => !Kept.safeParse(memory.get(keyOf(words, stretch))).success,
  );
  let done = of - countWords(open);
  let next = 0;
  async function* lane(): AsyncGenerator<RestoreEvent, void> {
    for (let stretch = open[next++]; stretch; stretch = open[next++]) {
      signal?.throwIfAborted();
      if (isHopeless(tried)) return;
      const kept = yield* askStretch(words, stretch, punctuator);
      await memory.put(keyOf(words, stretch), kept);
      const own = stretch.own.to - stretch.own.from;
      tried.push({ own, lacking: lackingIn(kept, stretch) });
      done += own;
      yield { type: 'text-restored', words: done, of };
    }
  }
  yield* merge(Array.from({ length: Math.min(open.length, punctuator.concurrency) }, lane));
  return !isHopeless(tried);
}

function isHopeless(tried: readonly Tried[]): boolean {
  if (tried.length < HOPELESS_AFTER) return false;
  const sum = (of: 'own' | 'lacking'): number => tried.reduce((total, each) => total + each[of], 0);
  return sum('lacking') > sum('own') * HOPELESS_SHARE;
}

function restoredFrom(
  transcript: Transcript,
  words: readonly TalkWord[],
  memory: Memory,
): Restored {
  const stretches = stretchesOf(words).map((stretch) => ({
    stretch,
    kept: Kept.safeParse(memory.get(keyOf(words, stretch))).data,
  }));
  const bare = countWords(stretches.map(({ stretch }) => stretch));
  const asked = stretches.flatMap(({ stretch, kept }) => (kept ? [{ stretch, kept }] : []));
  const unasked = bare - countWords(asked.map(({ stretch }) => stretch));
  const unmarked = asked.reduce((sum, { stretch, kept }) => sum + lackingIn(kept, stretch), 0);
  const counts = { words: words.length, bare, unasked, unmarked };
  if (bare === 0) return { transcript, ...counts };
  const cues =
    asked.length === 0
      ? transcript.cues
      : markedCues(transcript.cues, words, joinStretches(words, asked));
  const found = [
    ...transcript.warnings,
    ...warnings('restored', bare - unasked - unmarked),
    ...warnings('unmarked', unasked + unmarked),
  ];
  return { transcript: { ...transcript, cues, warnings: found }, ...counts };
}

function countWords(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { own }) => sum + own.to - own.from, 0);
}
