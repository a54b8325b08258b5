import { createHash } from 'node:crypto';

import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { checkHygiene } from '../text/hygiene.ts';
import { piecesOf, wordCount } from '../text/units.ts';
import { quietestAt } from './quietest.ts';
import { Heard, type Recognizer } from './recognizer.ts';
import { shiftCue } from './shift.ts';

/** How one window is heard. */
export type HearOptions = {
  readonly recognizer: Recognizer;
  /** Where finished windows are kept. @default nowhere */
  readonly memory?: Memory | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What came of a window. */
export type HeardWindow = {
  readonly heard: Heard;
  /** True when it was heard in an earlier run. */
  readonly isKept: boolean;
};

/** Raised when the same sound and recogniser would be written down differently. */
const VERSION = 1;
/** Nobody speaks as fast, in words a second: quick talkers reach 6, auctioneers 8. */
const FASTEST = 9;

/**
 * Writes down one window, or gives what an earlier run wrote. What looks invented (a loop, more words than
 * can be said in the time) is heard again in two halves, and the better of both is kept. Times are seconds
 * from the first sample.
 */
export async function hearWindow(
  samples: Float32Array,
  options: HearOptions,
): Promise<HeardWindow> {
  const { recognizer, memory } = options;
  const key = fingerprint('hear', VERSION, recognizer.id, contentOf(samples));
  const kept = Heard.safeParse(memory?.get(key));
  if (kept.success) return { heard: kept.data, isKept: true };
  const heard = await hearCarefully(samples, options);
  await memory?.put(key, heard);
  return { heard, isKept: false };
}

async function hearCarefully(
  samples: Float32Array,
  { recognizer, signal }: HearOptions,
): Promise<Heard> {
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const whole = await recognizer.recognise(samples, { signal });
  if (!isInvented(whole, length)) return whole;
  const cut = quietestAt(samples, { start: length / 3, end: (length * 2) / 3 });
  const at = Math.round(cut * SAMPLE_RATE_HERTZ);
  const first = await recognizer.recognise(samples.subarray(0, at), { signal });
  const second = await recognizer.recognise(samples.subarray(at), { signal });
  const cues = [...first.cues, ...second.cues.map((cue) => shiftCue(cue, cut))];
  const halves: Heard = { ...first, cues };
  return cues.length > 0 && !isInvented(halves, length) ? halves : whole;
}

/** True when no person can have said this in `length` seconds. */
function isInvented({ cues }: Heard, length: Seconds): boolean {
  if (cues.length === 0) return false;
  const { loops, shortened } = checkHygiene(cues);
  if (loops > 0 || shortened > 0) return true;
  return wordCount(piecesOf(cues.map((cue) => cue.text).join(' '))) > FASTEST * length + 1;
}

function contentOf(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
