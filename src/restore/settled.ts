import type { Memory } from '../base/memory.ts';
import type { Transcript } from '../model/transcript.ts';
import { keyOf } from './kept-marks.ts';
import { recallRestored } from './restore.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { type TalkWord, talkWords } from './talk-words.ts';

/** What can be restored of a talk whose end is not known yet. */
export type Restorable = {
  readonly words: readonly TalkWord[];
  /** Those that will stay the same whatever comes, and that nobody has been asked for. */
  readonly stretches: readonly Stretch[];
};

/** The stretches of a growing talk that may be asked for now. */
export function restorableNow(transcript: Transcript, memory: Memory): Restorable {
  const words = talkWords(transcript);
  const stretches = stretchesOf(words).filter(
    (stretch) => !stretch.isLast && memory.get(keyOf(words, stretch)) === undefined,
  );
  return { words, stretches };
}

/** The beginning of a growing talk, up to the first place that still lacks its marks. */
export function restoredSoFar(transcript: Transcript, memory: Memory): Transcript {
  const words = talkWords(transcript);
  const open = stretchesOf(words).find(
    (stretch) => memory.get(keyOf(words, stretch)) === undefined,
  );
  const { transcript: restored } = recallRestored(transcript, memory);
  const first = open && transcript.cues[words[open.own.from]?.cue ?? 0];
  if (!first) return restored;
  return { ...restored, cues: restored.cues.filter((cue) => cue.start < first.start) };
}
