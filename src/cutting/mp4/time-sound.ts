import type { Segment } from '../segments/segments.ts';
import type { SampleSpan } from './choose-picture.ts';
import { lastUpTo } from './movie/numbers.ts';
import { lengthAt, type Track } from './movie/track.ts';
import { lengthsOf, sumOf, type TrackCopy } from './time-samples.ts';

/**
 * The packets of sound that go with stretches of picture: each joint is at the packet nearest to where it should be, by
 * what all before are too long or too short, so that sound never strays by more than half a packet. Where the sound has
 * a hole, begins later or ends sooner, there is none for as long as in the source. `undefined` when there is none at
 * all.
 */
export function timeSound(
  track: Track,
  stretches: readonly Segment[],
  origin: number,
): TrackCopy | undefined {
  const { ticks, shift } = track;
  const timing: Timing = { spans: [], count: 0, changes: new Map(), start: 0, end: 0 };
  const usual = usualLength(track);
  let begin = 0;
  for (const [place, { start, end }] of stretches.entries()) {
    const first = (start + origin) * ticks - shift;
    const length = (end - start) * ticks;
    const isLast = place === stretches.length - 1;
    const at = { first, begin, end: begin + length, isLast };
    addStretch(timing, at, { track, usual });
    begin += length;
  }
  const { spans, changes, start, count } = timing;
  if (count === 0) return undefined;
  const lengths = lengthsOf(track, spans);
  for (const [index, change] of changes) lengths[index] = (lengths[index] ?? 0) + change;
  const [pause, since] = [Math.max(0, start), Math.max(0, -start)];
  return { track, spans, lengths, pause, since, played: sumOf(lengths) - since };
}

/** All times are in ticks of the track. */
type Timing = {
  readonly spans: SampleSpan[];
  /** Of packets in all spans. */
  count: number;
  /** How much longer some packets last than in the source, by their index in all spans. */
  readonly changes: Map<number, number>;
  /** When the first packet begins in the new track, and the last one so far ends; what is below 0 is hidden. */
  start: number;
  end: number;
};

type Stretch = {
  /** When it begins in the source. */
  readonly first: number;
  /** When it begins and ends in the new track. */
  readonly begin: number;
  readonly end: number;
  readonly isLast: boolean;
};

type Source = {
  readonly track: Track;
  /** How long most packets last. */
  readonly usual: number;
};

function addStretch(timing: Timing, stretch: Stretch, source: Source): void {
  const { track, usual } = source;
  const { from, at } = beginning(timing, stretch, source);
  const until = packetAt(timeOf(track, from) + stretch.end - at, source);
  // At the very end a packet too much is cut off by the player; too few would be silence.
  const more = stretch.isLast ? 1 : 0;
  const to = until > from ? Math.min(track.count, until + more) : from;
  timing.spans.push({ from, to });
  if (to === from) return;
  if (timing.count > 0) lengthen(timing, at - timing.end);
  else timing.start = timing.end = at;
  timing.count += to - from;
  timing.end += timeOf(track, to) - timeOf(track, from);
  // A hole that goes on behind the stretch ends with it.
  const spare = Math.min(timing.end - Math.round(stretch.end), lengthAt(track, to - 1) - usual);
  if (spare > usual / 2 && !stretch.isLast) lengthen(timing, -spare);
}

/** The first packet of a stretch, and when it begins in the new track: as soon as all before end, or behind a hole. */
function beginning(
  { spans, count, end }: Timing,
  { first, begin }: Stretch,
  source: Source,
): { readonly from: number; readonly at: number } {
  const half = source.usual / 2;
  const ahead = count > 0 && end >= begin - half ? end - begin : 0;
  const from = (spans.length === 0 ? firstPacket : packetAt)(first + ahead, source);
  const meant = Math.round(begin + timeOf(source.track, from) - first);
  const isJoined = count > 0 && meant - end <= half;
  return { from, at: isJoined ? end : meant };
}

/** Lets the last packet so far last longer. */
function lengthen(timing: Timing, by: number): void {
  const last = timing.count - 1;
  timing.changes.set(last, (timing.changes.get(last) ?? 0) + by);
  timing.end += by;
}

function timeOf({ decoded }: Track, index: number): number {
  return decoded[index] ?? 0;
}

/**
 * The packet that is heard at a moment, or else the next one; before it one more, which the decoder needs to decode it,
 * unless that belongs to before a hole.
 */
function firstPacket(time: number, { track, usual }: Source): number {
  const index = lastUpTo(track.decoded, time);
  if (index < 0 || time - timeOf(track, index) > 2 * usual) return index + 1;
  return index > 0 && lengthAt(track, index - 1) <= 2 * usual ? index - 1 : index;
}

/** The first packet of which at least half is heard behind a moment. */
function packetAt(time: number, { track, usual }: Source): number {
  const index = lastUpTo(track.decoded, time);
  if (index < 0) return 0;
  return time - timeOf(track, index) > usual / 2 ? index + 1 : index;
}

/** So many packets are looked at for how long most last. */
const LOOKED_AT = 999;

function usualLength(track: Track): number {
  const step = Math.max(1, Math.floor(track.count / LOOKED_AT));
  const lengths: number[] = [];
  for (let index = 0; index < track.count; index += step) lengths.push(lengthAt(track, index));
  return lengths.toSorted((one, other) => one - other)[lengths.length >> 1] ?? 0;
}
