import type { Seconds } from '../../model/time.ts';
import type { Signs } from './signs.ts';

/** Text with the times that Whisper put around it, in seconds from the beginning of the sound. */
export type Segment = {
  readonly start: Seconds;
  readonly end: Seconds;
  /** Of text alone. */
  readonly tokens: readonly number[];
};

/** Seconds from one token of time to the next (Whisper's paper, section 2.3). */
const STEP: Seconds = 0.02;

/**
 * Cuts what was decoded of `length` seconds of sound into segments. The last one may have no end, where the sound
 * goes on behind it: then it is left out, and `rest` says from when on the sound is to be heard again.
 */
export function segmentsOf(
  tokens: readonly number[],
  { signs, length }: { readonly signs: Signs; readonly length: Seconds },
): { readonly segments: readonly Segment[]; readonly rest?: Seconds } {
  const segments: Segment[] = [];
  let start: Seconds | undefined;
  let end: Seconds = 0;
  let text: number[] = [];
  for (const token of tokens) {
    if (token < signs.firstTime) {
      if (token < signs.end) text.push(token);
      continue;
    }
    const time = Math.min(length, (token - signs.firstTime) * STEP);
    if (text.length === 0) start = time;
    else {
      segments.push({ start: start ?? end, end: time, tokens: text });
      [start, end, text] = [undefined, time, []];
    }
  }
  if (text.length === 0) return { segments };
  // Without any end before it, all of the sound is one segment.
  if (segments.length > 0 && start !== undefined) return { segments, rest: start };
  return { segments: [...segments, { start: start ?? end, end: length, tokens: text }] };
}
