import type { PictureSpan, SampleSpan } from './choose-picture.ts';
import { lengthAt, type Track } from './movie/track.ts';

/** Samples of one track that become a new one. */
export type TrackCopy = {
  readonly track: Track;
  readonly spans: readonly SampleSpan[];
  /** How long each sample lasts in the new track, in its ticks. */
  readonly lengths: Float64Array;
  /** For how long nothing of the new track is played at first, in ticks. */
  readonly pause: number;
  /** Where on its own clock the new track begins to be played, in ticks. */
  readonly since: number;
  /** How long there is something to play from there on, in ticks. */
  readonly played: number;
};

/**
 * When frames are decoded once they follow each other, so that each span is shown for just as long as before.
 * `undefined` where frames of two spans would be decoded in another order.
 */
export function timePicture(
  track: Track,
  spans: readonly PictureSpan[],
  origin: number,
): TrackCopy | undefined {
  const { decoded, ticks, shift } = track;
  // From where its first frame is decoded to where the span is shown: frames before that stay hidden.
  const delayOf = ({ from, start }: PictureSpan): number =>
    Math.round((start + origin) * ticks - shift - (decoded[from] ?? 0));
  const [first] = spans;
  const since = first ? delayOf(first) : 0;
  const lengths = lengthsOf(track, spans);
  let [index, shown] = [0, since];
  for (const [place, span] of spans.entries()) {
    const begin = shown - delayOf(span);
    shown += Math.round((span.end - span.start) * ticks);
    // The next span's first frame is shown where this span ends.
    const next = spans[place + 1];
    const until = shown - (next ? delayOf(next) : (track.later?.[span.from] ?? 0));
    const last = until - begin - ((decoded[span.to - 1] ?? 0) - (decoded[span.from] ?? 0));
    if (last < 1) return undefined;
    index += span.to - span.from;
    lengths[index - 1] = last;
  }
  if (since < 0) return undefined;
  return { track, spans, lengths, pause: 0, since, played: shown - since };
}

/** Count of all samples in spans. */
export function countIn(spans: readonly SampleSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** All of some numbers together. */
export function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** How long the samples of some spans last in their track, in its ticks. */
export function lengthsOf(track: Track, spans: readonly SampleSpan[]): Float64Array {
  const lengths = new Float64Array(countIn(spans));
  let index = 0;
  for (const { from, to } of spans) {
    for (let sample = from; sample < to; sample++) lengths[index++] = lengthAt(track, sample);
  }
  return lengths;
}
