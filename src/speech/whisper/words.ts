import type { Seconds } from '../../model/time.ts';
import type { Word } from '../../model/transcript.ts';
import { wordsOf } from '../timed-tokens.ts';
import { headOf } from './decode.ts';
import type { EncodedSound } from './decoder.ts';
import type { Segment } from './segments.ts';
import { FRAME, tokenTimes } from './token-times.ts';
import type { WhisperModel } from './whisper-model.ts';

/** So far outside the times that Whisper gave its segment, in seconds, a word's own time is not believed. */
const REACH: Seconds = 0.5;

/**
 * The words of segments of one decoding, with times in seconds from the beginning of the sound, found by where the model
 * looks as it writes each token. None for a segment they do not fit, or where the model does not tell.
 */
export async function wordsIn(
  model: WhisperModel,
  { sound, language }: { readonly sound: EncodedSound; readonly language: string },
  segments: readonly Segment[],
): Promise<Word[][]> {
  const { signs, vocabulary, decoder } = model;
  const head = [...headOf(model, language), signs.noTimes];
  const text = segments.flatMap(({ tokens }) => tokens);
  if (text.length === 0) return segments.map(() => []);
  const looks = await decoder.looks(sound, [...head, ...text, signs.end]);
  const times = looks && tokenTimes(looks, { head: head.length, count: text.length });
  if (!times) return segments.map(() => []);
  let from = 0;
  return segments.map(({ start, end, tokens }) => {
    const pieces = vocabulary.pieces(tokens);
    const begin = (at: number): Seconds => times[from + at] ?? end;
    const words = wordsOf(
      {
        tokens: pieces.map((piece) => piece.text),
        timestamps: pieces.map((piece) => begin(piece.from)),
        durations: pieces.map((piece) => begin(piece.to) - begin(piece.from)),
        logProbabilities: [],
      },
      sound.frames * FRAME,
    );
    from += tokens.length;
    const fits = words.every((word) => word.start >= start - REACH && word.end <= end + REACH);
    return fits ? words : [];
  });
}
