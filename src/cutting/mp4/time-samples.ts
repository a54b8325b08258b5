import type { Segment } from '../segments.ts';
import type { PictureSpan, SampleSpan } from './choose-picture.ts';
import { lastUpTo } from './numbers.ts';
import { lengthAt, type Track } from './track.ts';

/** Samples of one track that become a new one. */
export type TrackCopy = {
  readonly track: Track;
  readonly spans: readonly SampleSpan[];
  /** How long each sample lasts in the new track, in its ticks. */
  readonly lengths: Float64Array;
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
  return since < 0 ? undefined : { track, spans, lengths, since, played: shown - since };
}

/**
 * The packets of sound that go with stretches of picture: each joint is at the packet nearest to where it should be, by
 * what all before are too long or too short, so that sound never strays by more than half a packet. `undefined` when
 * the sound has none for one of them, or begins behind the first.
 */
export function timeSound(
  track: Track,
  stretches: readonly Segment[],
  origin: number,
): TrackCopy | undefined {
  const { decoded, count, ticks, shift } = track;
  const ticksAt = (seconds: number): number => (seconds + origin) * ticks - shift;
  const first = ticksAt(startOf(stretches));
  // One more, which the decoder needs before it can decode the next; it is not played.
  const before = Math.max(0, lastUpTo(decoded, first) - 1);
  const since = first - (decoded[before] ?? 0);
  if (since < -lengthAt(track, before) / 2) return undefined;
  const spans: SampleSpan[] = [];
  // How much there is too much, in ticks, where the next stretch begins.
  let [surplus, from] = [-since, before];
  for (const [place, { start, end }] of stretches.entries()) {
    if (place > 0) from = nearest(decoded, ticksAt(start) + surplus);
    const stop = (decoded[from] ?? 0) + (end - start) * ticks - surplus;
    const isLast = place === stretches.length - 1;
    if (from >= count || (!isLast && isBehind(stop, track))) return undefined;
    // At the very end a packet too much is cut off by the player; too few would be silence.
    const to = Math.min(count, Math.max(from, nearest(decoded, stop) + (isLast ? 1 : 0)));
    spans.push({ from, to });
    surplus = (decoded[to] ?? 0) - stop;
  }
  const lengths = lengthsOf(track, spans);
  const whole = Math.max(0, Math.round(since));
  return { track, spans, lengths, since: whole, played: sumOf(lengths) - whole };
}

function startOf([first]: readonly Segment[]): number {
  return first?.start ?? 0;
}

/** Whether a track has ended more than a packet before. */
function isBehind(time: number, track: Track): boolean {
  const { decoded, count } = track;
  return time > (decoded[count] ?? 0) + lengthAt(track, count - 1);
}

/** Count of all samples in spans. */
export function countIn(spans: readonly SampleSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** All of some numbers together. */
export function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** How long the samples of some spans last now. */
function lengthsOf(track: Track, spans: readonly SampleSpan[]): Float64Array {
  const lengths = new Float64Array(countIn(spans));
  let index = 0;
  for (const { from, to } of spans) {
    for (let sample = from; sample < to; sample++) lengths[index++] = lengthAt(track, sample);
  }
  return lengths;
}

function nearest(times: Float64Array, time: number): number {
  const index = Math.max(0, lastUpTo(times, time));
  const [below, above] = [times[index] ?? 0, times[index + 1] ?? Number.POSITIVE_INFINITY];
  return above - time < time - below ? index + 1 : index;
}
