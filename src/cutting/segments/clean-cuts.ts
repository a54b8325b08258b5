import type { Seconds } from '../../model/time.ts';
import type { Packet } from './packet.ts';

/** A place between two frames where a stream can be cut: all frames decoded before it are shown before it. */
export type CleanCut = {
  /** Where the first frame behind it is shown, in seconds from the start of the media. */
  readonly time: Seconds;
  /** Where that frame, or the first one decoded behind the cut, is decoded, in seconds. */
  readonly decoded: Seconds;
  /** True when decoding may begin here. */
  readonly isKey: boolean;
};

/**
 * All places of a stretch of frames, in decoding order, where a copy may end; where `isKey`, one may begin, for no
 * frame behind it needs one before it. Takes time in proportion to their number.
 */
export function cleanCuts(packets: readonly Packet[]): CleanCut[] {
  // The earliest time that anything from here on is shown.
  const earliest: Seconds[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const { time } of packets.toReversed()) {
    least = Math.min(least, time);
    earliest.push(least);
  }
  earliest.reverse();
  let latest = Number.NEGATIVE_INFINITY;
  return packets.flatMap(({ time, decoded, isKey }, index) => {
    const next = earliest[index] ?? time;
    const isClean = latest < next;
    latest = Math.max(latest, time);
    // A key frame with frames shown before it that are decoded after it may not be the first.
    return isClean ? [{ time: next, decoded, isKey: isKey && next === time }] : [];
  });
}

/** Frames are reordered by less than this, in seconds. */
const REORDERED = 1;

/** The place nearest to a moment; `undefined` when none is within a second. */
export function nearestCut(cuts: readonly CleanCut[], time: Seconds): CleanCut | undefined {
  let best: CleanCut | undefined;
  for (const cut of cuts) {
    if (!best || Math.abs(cut.time - time) < Math.abs(best.time - time)) best = cut;
  }
  return best && Math.abs(best.time - time) <= REORDERED ? best : undefined;
}
