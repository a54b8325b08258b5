import { AppError } from '../base/errors.ts';
import {
  SAMPLE_RATE_HERTZ,
  type AudioBlocks,
  type AudioSpan,
  type AudioWindow,
} from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import type { Cue, Transcript } from '../model/transcript.ts';
import { cutWindows } from './cut-windows.ts';
import { hearWindow, type HearOptions } from './hear-window.ts';
import type { Heard } from './recognizer.ts';
import { shiftCue } from './shift.ts';
import type { VoiceActivity } from './voice-activity.ts';

/** How a talk is written down. */
export type TranscribeOptions = HearOptions & { readonly voiceActivity: VoiceActivity };

/** What happens while a talk is written down; windows come in order of time. */
export type SpeechEvent =
  | {
      readonly type: 'window-heard';
      readonly window: AudioSpan;
      /** Times from the start of the media; empty when the window turned out to hold no words. */
      readonly cues: readonly Cue[];
      /** True when it was heard in an earlier run. */
      readonly isKept: boolean;
    }
  | {
      /** The recogniser died on this window, twice. The talk goes on without it. */
      readonly type: 'window-lost';
      readonly window: AudioSpan;
      readonly reason: AppError;
    };

/** A talk as it was heard. */
export type HeardTalk = Transcript & {
  /** Stretches with speech that could not be written down, in order of time. */
  readonly unheard: readonly AudioSpan[];
};

/** As many windows lost before any is heard, and it is not the windows. */
const HOPELESS = 3;

/**
 * Writes down a talk from its sound. Yields what is heard window by window and returns the whole, with word
 * times where the recogniser has them. Each finished window is put into the memory, so that after a crash
 * nothing is heard twice. A window that kills the recogniser is reported and left out.
 */
export async function* transcribe(
  audio: AudioBlocks,
  options: TranscribeOptions,
): AsyncGenerator<SpeechEvent, HeardTalk> {
  const { recognizer, voiceActivity, signal } = options;
  signal?.throwIfAborted();
  const cues: Cue[] = [];
  const unheard: AudioSpan[] = [];
  const languages = new Map<string, Seconds>();
  let hasHeard = false;
  let failure: AppError | undefined;
  const cut = { voiceActivity, longest: recognizer.longest, signal };
  for await (const window of cutWindows(audio, cut)) {
    const event = await eventOf(window, options, languages);
    signal?.throwIfAborted();
    hasHeard ||= event.type === 'window-heard';
    if (event.type === 'window-heard') cues.push(...event.cues);
    else {
      unheard.push(event.window);
      failure = event.reason;
      if (!hasHeard && unheard.length >= HOPELESS) throw failure;
    }
    yield event;
  }
  // A talk of one or two windows, all of them lost, is not a talk in which nothing was said.
  if (failure && !hasHeard) throw failure;
  const language = mostHeard(languages);
  return { cues, timed: true, ...(language && { language }), warnings: [], unheard };
}

async function eventOf(
  { start, samples }: AudioWindow,
  options: HearOptions,
  languages: Map<string, Seconds>,
): Promise<SpeechEvent> {
  const length = samples.length / SAMPLE_RATE_HERTZ;
  // Counted in samples, for the sum of two fractions is seldom a clean one.
  const end = (Math.round(start * SAMPLE_RATE_HERTZ) + samples.length) / SAMPLE_RATE_HERTZ;
  const window: AudioSpan = { start, end };
  try {
    const { heard, isKept } = await hearWindow(samples, options);
    count(heard, length, languages);
    return {
      type: 'window-heard',
      window,
      cues: heard.cues.map((cue) => shiftCue(cue, start)),
      isKept,
    };
  } catch (error) {
    const reason = AppError.find(error);
    if (reason?.code !== 'SPEECH_ENGINE_DIED') throw error;
    return { type: 'window-lost', window, reason };
  }
}

function count({ language, cues }: Heard, length: Seconds, languages: Map<string, Seconds>): void {
  if (!language || cues.length === 0) return;
  languages.set(language, (languages.get(language) ?? 0) + length);
}

/** The language heard for the longest time. */
function mostHeard(languages: ReadonlyMap<string, Seconds>): string | undefined {
  return [...languages].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
