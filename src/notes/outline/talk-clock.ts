import type { Sentence } from '../../model/sentence.ts';
import type { Seconds } from '../../model/time.ts';

/** When the sentences of a talk were said, by their IDs. */
export type Clock = {
  start(id: number): Seconds;
  end(id: number): Seconds;
  /** Pause before a sentence, in seconds. */
  pause(id: number): Seconds;
  /** Length of a stretch of sentences, both ends inclusive, in seconds. */
  length(range: { readonly from: number; readonly to: number }): Seconds;
  readonly duration: Seconds;
};

/** The clock of a talk; `sentences` are all of it, their IDs without a gap. */
export function talkClock(sentences: readonly Sentence[]): Clock {
  const first = sentences[0]?.id ?? 1;
  const at = (id: number): Sentence | undefined => sentences[id - first];
  const start = (id: number): Seconds => at(id)?.start ?? 0;
  const end = (id: number): Seconds => at(id)?.end ?? 0;
  return {
    start,
    end,
    pause: (id) => start(id) - end(id - 1),
    length: (range) => end(range.to) - start(range.from),
    duration: (sentences.at(-1)?.end ?? 0) - (sentences[0]?.start ?? 0),
  };
}
