import { createHash } from 'node:crypto';

import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import { SAMPLE_RATE_HERTZ, type AudioWindow } from '../model/audio.ts';
import { badness, faultsOf, type Faults } from './faults.ts';
import { Heard, type RecogniseOptions, type Recognizer } from './recognizer.ts';
import { quietestAt } from './windows/quietest.ts';
import { shiftCue } from './windows/shift.ts';

/** How one window is heard. */
export type HearOptions = {
  readonly recognizer: Recognizer;
  /** Where finished windows are kept. @default nowhere */
  readonly memory?: Memory | undefined;
  /** Language spoken, where it is already clear. @default the recogniser's to find out */
  readonly language?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What came of a window. */
export type HeardWindow = {
  readonly heard: Heard;
  /** What is still wrong with it. */
  readonly faults: Faults;
  /** True when it was heard in an earlier run. */
  readonly isKept: boolean;
};

/** Raised when the same sound and recogniser would be written down differently. */
const VERSION = 2;
/** Too short to be heard in halves, in seconds: whisper.cpp takes nothing below one. */
const SHORTEST_CUT = 3;

/**
 * Writes down one window, or gives what an earlier run wrote. What looks invented (a loop, more words than
 * can be said in the time) or leaves out speech is heard again in two halves, then by the recogniser's
 * other way of decoding, until it is good; else the least bad is kept. Times are seconds from the first
 * sample.
 */
export async function hearWindow(window: AudioWindow, options: HearOptions): Promise<HeardWindow> {
  const { recognizer, memory, language } = options;
  const { samples, speech } = window;
  const key = fingerprint('hear', VERSION, recognizer.id, language, contentOf(samples));
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const kept = Heard.safeParse(memory?.get(key));
  const heard = kept.success ? kept.data : await hearCarefully(window, options);
  if (!kept.success) await memory?.put(key, heard);
  const faults = faultsOf(heard.cues, { length, speech });
  return { heard, faults, isKept: kept.success };
}

async function hearCarefully(
  { samples, speech }: AudioWindow,
  { recognizer, language, signal }: HearOptions,
): Promise<Heard> {
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const how = { language, signal };
  const ways: (() => Promise<Heard>)[] = [() => recognizer.recognise(samples, how)];
  if (length >= SHORTEST_CUT) ways.push(() => inHalves(samples, recognizer, how));
  if (recognizer.hasOtherWay)
    ways.push(() => recognizer.recognise(samples, { ...how, isOtherWay: true }));
  let best: Heard = { cues: [] };
  let least = Infinity;
  for (const hear of ways) {
    const heard = await hear();
    const bad = badness(faultsOf(heard.cues, { length, speech }), heard.cues);
    if (bad < least) [best, least] = [heard, bad];
    if (least === 0) break;
  }
  return best;
}

async function inHalves(
  samples: Float32Array,
  recognizer: Recognizer,
  options: RecogniseOptions,
): Promise<Heard> {
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const cut = quietestAt(samples, { start: length / 3, end: (length * 2) / 3 });
  const at = Math.round(cut * SAMPLE_RATE_HERTZ);
  const first = await recognizer.recognise(samples.subarray(0, at), options);
  const second = await recognizer.recognise(samples.subarray(at), options);
  return { ...first, cues: [...first.cues, ...second.cues.map((cue) => shiftCue(cue, cut))] };
}

function contentOf(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
