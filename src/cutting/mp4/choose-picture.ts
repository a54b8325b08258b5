import type { Seconds } from '../../model/time.ts';
import { cleanCuts, nearestCut } from '../segments/clean-cuts.ts';
import type { Packet } from '../segments/packet.ts';
import type { Segment } from '../segments/segments.ts';
import { lastUpTo } from './movie/numbers.ts';
import type { Movie } from './movie/read-movie.ts';
import { shownAt, type Track } from './movie/track.ts';

/** A stretch of samples in decoding order, first one inclusive, last one exclusive. */
export type SampleSpan = { readonly from: number; readonly to: number };

/** A stretch of a movie from a key frame on: its frames, and where they stand in seconds from its start. */
export type PictureSpan = SampleSpan & Segment;

/** So many samples around a place are looked at: more than any codec reorders. */
const AROUND = 64;
/** Times are rounded to milliseconds in lists; in seconds. */
const ROUNDING = 0.0005;
/** Key frames that are looked at for one where a copy may begin; further back, much is kept that nobody asked for. */
const MOST_TRIED = 2;

/**
 * The frames that are copied for segments, each from the key frame before it to where a copy may end nearest to its
 * end; those that share frames become one. `undefined` when a segment has no such places.
 */
export function choosePicture(
  { picture, origin }: Movie,
  segments: readonly Segment[],
): PictureSpan[] | undefined {
  const spans: PictureSpan[] = [];
  for (const segment of segments) {
    const begin = keyBefore(picture, segment.start + origin);
    const stop = cutNear(picture, segment.end + origin);
    if (!begin || !stop || stop.index <= begin.index || stop.time <= begin.time) return undefined;
    // Behind the picture's end, its last frame is shown on.
    const end = Math.max(stop.time, stop.index === picture.count ? segment.end + origin : 0);
    const span = {
      from: begin.index,
      to: stop.index,
      start: begin.time - origin,
      end: end - origin,
    };
    const last = spans.at(-1);
    if (!last || span.from >= last.to) spans.push(span);
    else if (span.to > last.to) spans[spans.length - 1] = { ...last, to: span.to, end: span.end };
  }
  return spans.length > 0 ? spans : undefined;
}

type Place = { readonly index: number; readonly time: Seconds };

/**
 * The last key frame shown up to a moment at which a copy may begin; behind it only where the picture begins later. One
 * that an edit list hides is shown from where that ends.
 */
function keyBefore(track: Track, time: Seconds): Place | undefined {
  const { keys, ticks, shift, decoded, count } = track;
  if (time >= track.end) return undefined;
  const sample = Math.max(0, lastUpTo(decoded.subarray(0, count), time * ticks - shift));
  const nearest = Math.max(0, keys ? lastUpTo(keys, sample) : sample);
  for (let at = nearest; at >= 0 && at > nearest - MOST_TRIED; at--) {
    const index = keys ? keys[at] : at;
    if (index === undefined) return undefined;
    const [packet] = packetsOf(track, { from: index, to: index + 1 });
    const isLate = packet && packet.time > time + ROUNDING && at > 0;
    if (packet && !isLate && mayBegin(track, index, packet)) {
      return { index, time: Math.max(packet.time, track.start) };
    }
  }
  return undefined;
}

function mayBegin(track: Track, index: number, { time }: Packet): boolean {
  const around = packetsOf(track, { from: index - AROUND, to: index + AROUND });
  return cleanCuts(around).some((cut) => cut.isKey && cut.time === time);
}

/** Where a copy may end nearest to a moment; `undefined` when that is far away. */
function cutNear(track: Track, time: Seconds): Place | undefined {
  const { decoded, ticks, shift, count, end } = track;
  const middle = lastUpTo(decoded, time * ticks - shift);
  const around = packetsOf(track, { from: middle - AROUND, to: middle + AROUND });
  const atEnd = { time: end, decoded: ((decoded[count] ?? 0) + shift) / ticks, isKey: false };
  const cut = nearestCut([...cleanCuts(around), atEnd], time);
  if (!cut) return undefined;
  if (cut === atEnd) return { index: count, time: end };
  return { index: lastUpTo(decoded, Math.round(cut.decoded * ticks - shift)), time: cut.time };
}

/** Samples of a track as packets, in seconds of the movie. */
function packetsOf(track: Track, { from, to }: SampleSpan): Packet[] {
  const { decoded, shift, ticks, count, keys } = track;
  const packets: Packet[] = [];
  let key = keys ? lastUpTo(keys, from - 1) + 1 : 0;
  for (let index = Math.max(0, from); index < Math.min(to, count); index++) {
    const isKey = keys === undefined || keys[key] === index;
    if (isKey) key += 1;
    packets.push({
      time: (shownAt(track, index) + shift) / ticks,
      decoded: ((decoded[index] ?? 0) + shift) / ticks,
      isKey,
    });
  }
  return packets;
}
