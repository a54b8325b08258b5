import { AppError } from '../base/errors.ts';
import {
  SAMPLE_RATE_HERTZ,
  type AudioBlocks,
  type AudioSpan,
  type AudioWindow,
} from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { quietestAt } from './quietest.ts';
import type { VoiceActivity } from './voice-activity.ts';
import { LONGEST_PAUSE, planWindows } from './windows.ts';

/** How a stream of sound is cut. */
export type CutOptions = {
  readonly voiceActivity: VoiceActivity;
  /** No window is longer, in seconds. */
  readonly longest: Seconds;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Windows of sound looked at in one go. Two would do to see where the first ends; with four, the sound of the
 * last, which is looked at again, is a small part of the detector's work.
 */
const WINDOWS_AHEAD = 4;
/** Kept from sound without speech, in seconds: a word may just be beginning. */
const KEPT = 1;
/** Sound before each stretch that the detector listens to first, in samples: cold, it misses up to 0.6 s of speech. */
const LEAD = SAMPLE_RATE_HERTZ;

/**
 * Cuts a stream of sound into windows of speech, in order of time. Where it cuts depends on the sound alone,
 * not on how the stream is broken into blocks, so a second run makes the same windows. Holds about
 * `WINDOWS_AHEAD` windows of sound, however long the talk.
 */
export async function* cutWindows(
  audio: AudioBlocks,
  options: CutOptions,
): AsyncGenerator<AudioWindow, void> {
  let before = 0;
  let lead = 0;
  for await (const { samples, isLast, take } of stretches(audio, options.longest * WINDOWS_AHEAD)) {
    const fresh = samples.subarray(lead);
    const length = fresh.length / SAMPLE_RATE_HERTZ;
    const speech = after(lead / SAMPLE_RATE_HERTZ, await findSpeech(samples, options));
    const spans = planWindows(speech, {
      longest: options.longest,
      length,
      quietest: (within) => quietestAt(fresh, within),
    });
    const last = spans.at(-1);
    const isOpen = !isLast && last !== undefined && length - last.end <= LONGEST_PAUSE;
    for (const span of isOpen ? spans.slice(0, -1) : spans)
      yield {
        start: (before + indexOf(span.start)) / SAMPLE_RATE_HERTZ,
        samples: fresh.slice(indexOf(span.start), indexOf(span.end)),
      };
    const done = indexOf(isOpen ? last.start : Math.max(last?.end ?? 0, length - KEPT));
    const nextLead = Math.min(LEAD, lead + done);
    take(lead + done - nextLead);
    lead = nextLead;
    before += done;
  }
}

/** A detector that dies is no reason to lose the talk: all of the stretch then counts as speech. */
async function findSpeech(
  samples: Float32Array,
  { voiceActivity, signal }: CutOptions,
): Promise<readonly AudioSpan[]> {
  try {
    return await voiceActivity.findSpeech(samples, { signal });
  } catch (error) {
    if (AppError.find(error)?.code !== 'SPEECH_ENGINE_DIED') throw error;
    return [{ start: 0, end: samples.length / SAMPLE_RATE_HERTZ }];
  }
}

/** Spans without what stands before a time, counted from it. */
function after(time: Seconds, spans: readonly AudioSpan[]): AudioSpan[] {
  return spans
    .filter(({ end }) => end > time)
    .map(({ start, end }) => ({ start: Math.max(0, start - time), end: end - time }));
}

function indexOf(time: Seconds): number {
  return Math.round(time * SAMPLE_RATE_HERTZ);
}

type Stretch = {
  readonly samples: Float32Array;
  /** True when nothing comes after it. */
  readonly isLast: boolean;
  /** Drops this many samples from the front; the next stretch begins after them. */
  readonly take: (count: number) => void;
};

/** Stretches of exactly `length` seconds, the last one shorter; each begins where `take` left off. */
async function* stretches(audio: AudioBlocks, length: Seconds): AsyncGenerator<Stretch, void> {
  const buffer = new Float32Array(indexOf(length));
  let filled = 0;
  const stretch = (isLast: boolean): Stretch => ({
    samples: buffer.subarray(0, filled),
    isLast,
    take: (count) => {
      buffer.copyWithin(0, count, filled);
      filled -= count;
    },
  });
  for await (const block of audio) {
    for (let at = 0; at < block.length;) {
      const part = block.subarray(at, at + buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === buffer.length) yield stretch(false);
    }
  }
  if (filled > 0) yield stretch(true);
}
