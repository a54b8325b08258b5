import type { Sentence } from '../model/sentence.ts';
import type { Cue, Transcript } from '../model/transcript.ts';
import { type Warning, warnings } from '../model/warning.ts';
import { checkHygiene } from '../text/hygiene/hygiene.ts';
import { piecesOf, wordCount } from '../text/sentence-ends/units.ts';
import { toSentences } from '../text/sentences/sentences.ts';

/** A transcript made ready for models: sentences with IDs, doubtful ones marked. */
export type Prepared = {
  readonly sentences: readonly Sentence[];
  /** The cues these were made of, with loops inside them shortened. */
  readonly cues: readonly Cue[];
  /** What was found on the way. */
  readonly warnings: readonly Warning[];
};

/** How fast people speak on a stage, in words a second: gives untimed text a clock to plan by. */
const WORDS_A_SECOND = 150 / 60;

/** Cleans a transcript and rebuilds its sentences. Pure: the same transcript gives the same IDs. */
export function prepare(transcript: Transcript): Prepared {
  const hygiene = checkHygiene(transcript.cues);
  const sentences = toSentences(hygiene.cues, hygiene.doubts);
  const found = [
    ...transcript.warnings,
    ...warnings('loops', hygiene.loops),
    ...warnings('boilerplate', hygiene.boilerplate),
    ...warnings('stammer', hygiene.shortened),
  ];
  return {
    sentences: transcript.timed ? sentences : withEstimatedTimes(sentences),
    cues: hygiene.cues,
    warnings: found,
  };
}

function withEstimatedTimes(sentences: readonly Sentence[]): Sentence[] {
  let at = 0;
  return sentences.map((sentence) => {
    const start = at;
    at += wordCount(piecesOf(sentence.text)) / WORDS_A_SECOND;
    return { ...sentence, start, end: at };
  });
}
