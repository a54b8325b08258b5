import { createHash } from 'node:crypto';

import { fingerprint } from '../base/hash.ts';
import type { Memory } from '../base/memory.ts';
import { SAMPLE_RATE_HERTZ, type AudioSpan, type AudioWindow } from '../model/audio.ts';
import { badness, faultsOf, stopsAt, type Faults } from './faults.ts';
import { onlySaid } from './only-said.ts';
import { Heard, type RecogniseOptions, type Recognizer } from './recognizer.ts';
import { quietestAt } from './windows/quietest.ts';
import { samplesWithin } from './windows/samples-within.ts';
import { shiftCue, shiftSpan } from './windows/shift.ts';
import { atEdges } from './windows/word-edges.ts';

/** A window as it sounds, wherever it stands in the media. */
type Sound = Pick<AudioWindow, 'samples' | 'speech'>;

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
const VERSION = 7;
/** Too short to be heard in halves, in seconds: whisper.cpp takes nothing below one. */
const SHORTEST_CUT = 3;

/**
 * Writes down one window, or gives what an earlier run wrote. What looks invented (a loop, more words than
 * can be said in the time) or leaves out speech is heard again from where it stops, in two halves, then by the
 * recogniser's other way of decoding, until it is good; else the least bad is kept. Times are seconds from the first
 * sample.
 */
export async function hearWindow(window: Sound, options: HearOptions): Promise<HeardWindow> {
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
  { samples, speech }: Sound,
  { recognizer, language, signal }: HearOptions,
): Promise<Heard> {
  const length = samples.length / SAMPLE_RATE_HERTZ;
  const whole = { start: 0, end: length };
  const hear = (part: AudioSpan, isOtherWay = false): Promise<Heard> =>
    hearPart(part, { samples, speech }, { recognizer, language, signal, isOtherWay });
  const bad = ({ cues }: Heard): number => badness(faultsOf(cues, { length, speech }), cues);
  const toTheEnd = async (): Promise<Heard> => {
    const heard = await hear(whole);
    const start = stopsAt(heard.cues, speech);
    if (start === undefined) return heard;
    const further = joined(heard, await hear({ start, end: length }));
    return bad(further) <= bad(heard) ? further : heard;
  };
  const inHalves = async (): Promise<Heard> => {
    const cut = quietestAt(samples, { start: length / 3, end: (length * 2) / 3 });
    const halves = [hear({ start: 0, end: cut }), hear({ start: cut, end: length })] as const;
    return joined(...(await Promise.all(halves)));
  };
  const ways = [toTheEnd];
  if (length >= SHORTEST_CUT) ways.push(inHalves);
  if (recognizer.hasOtherWay) ways.push(() => hear(whole, true));
  let best: Heard = { cues: [] };
  let least = Infinity;
  for (const way of ways) {
    const heard = await way();
    const doubt = bad(heard);
    if (doubt < least) [best, least] = [heard, doubt];
    if (least === 0) break;
  }
  return { ...best, cues: atEdges(best.cues, samples) };
}

function joined(first: Heard, then: Heard): Heard {
  return { ...first, cues: [...first.cues, ...then.cues] };
}

/** What was said in a part of a window, its times from the window's start. */
async function hearPart(
  part: AudioSpan,
  { samples, speech }: Sound,
  { recognizer, ...how }: RecogniseOptions & { readonly recognizer: Recognizer },
): Promise<Heard> {
  const { start, end } = part;
  const inside = speech
    .filter((span) => span.start < end && span.end > start)
    .map((span) => shiftSpan(span, -start));
  const heard = await recognizer.recognise(samplesWithin(samples, part), {
    ...how,
    speech: inside,
  });
  const cues = onlySaid(heard.cues, { length: end - start, speech: inside });
  return { ...heard, cues: cues.map((cue) => shiftCue(cue, start)) };
}

function contentOf(samples: Float32Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
