import { AppError } from '../../base/errors.ts';
import {
  SAMPLE_RATE_HERTZ,
  type AudioBlocks,
  type AudioSpan,
  type AudioWindow,
} from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { levelOf, raised } from './raise.ts';
import { SoundBuffer } from './sound-buffer.ts';
import { isSoundless } from './soundless.ts';
import type { VoiceActivity } from './voice-activity.ts';
import { LONGEST_PAUSE, planWindows, ROOM, type PlannedWindow } from './windows.ts';

/** How a stream of sound is cut. */
export type CutOptions = {
  readonly voiceActivity: VoiceActivity;
  /** No window is longer, in seconds. */
  readonly longest: Seconds;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The detector is given so much new sound at a time, in seconds: a window of 26 s of speech from the first
 * second on is cut after two steps, and what is listened to twice (`LEAD`) stays a small part.
 */
const STEP = 14;
/** Sound before each step that the detector listens to first, in seconds: cold, it misses up to 0.6 s of speech. */
const LEAD = 1;
/** The detector makes up its mind within a second: what stands before that is settled. In seconds. */
const SETTLED = 1;

/**
 * Cuts a stream of sound into windows of speech, in order of time. Where it cuts depends on the sound alone,
 * not on how the stream is broken into blocks, so a second run makes the same windows. A window comes as
 * soon as nothing that follows can change it; about two windows of sound are held, however long the talk.
 */
export async function* cutWindows(
  audio: AudioBlocks,
  options: CutOptions,
): AsyncGenerator<AudioWindow, void> {
  const sound = new SoundBuffer();
  let speech: readonly AudioSpan[] = [];
  let heardTo = 0;
  let level = 0;
  let endBefore: Seconds | undefined;
  for await (const isLast of steps(audio, sound)) {
    const { end } = sound;
    if (end > heardTo) {
      const span = { start: Math.max(0, heardTo - LEAD), end };
      // A recording that has been louder before is only silent now.
      level = Math.max(level, levelOf(sound.within(span)));
      speech = joined([...speech, ...(await findSpeech(sound, span, { ...options, level }))]);
      heardTo = end;
    }
    const plan = planWindows(speech, {
      longest: options.longest,
      length: end,
      endBefore,
      quietest: (within) => sound.quietestAt(within),
    });
    for (const planned of plan) {
      if (!isLast && !isSettled(planned, end, options.longest)) break;
      yield windowOf(planned, sound);
      endBefore = planned.speech.at(-1)?.end ?? planned.end;
    }
    speech = after(endBefore ?? 0, speech);
    sound.dropBefore(Math.min(end - LEAD, (speech[0]?.start ?? end) - ROOM));
  }
}

/** True when no sound after `end` can change where this window is cut. */
function isSettled(window: PlannedWindow, end: Seconds, longest: Seconds): boolean {
  const lastSpeech = window.speech.at(-1)?.end ?? window.end;
  const latest = Math.min(window.start + longest, lastSpeech + LONGEST_PAUSE);
  return latest + SETTLED <= end;
}

function windowOf({ start, end, speech }: PlannedWindow, sound: SoundBuffer): AudioWindow {
  const samples = sound.within({ start, end }).slice();
  const first = Math.round(start * SAMPLE_RATE_HERTZ) / SAMPLE_RATE_HERTZ;
  return {
    start: first,
    samples,
    speech: speech.map((each) => ({ start: each.start - first, end: each.end - first })),
  };
}

/**
 * Silence that is none but zeros and noise of the last bit need not be listened to. A detector that dies is no
 * reason to lose the talk: all of the span then counts as speech.
 */
async function findSpeech(
  sound: SoundBuffer,
  span: AudioSpan,
  { voiceActivity, signal, level }: CutOptions & { readonly level: number },
): Promise<readonly AudioSpan[]> {
  const samples = sound.within(span);
  if (isSoundless(samples)) return [];
  try {
    const found = await voiceActivity.findSpeech(raised(samples, level), { signal });
    return found.map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
  } catch (error) {
    if (AppError.find(error)?.code !== 'SPEECH_ENGINE_DIED') throw error;
    return [span];
  }
}

/** Spans in order of time, those that touch as one. */
function joined(spans: readonly AudioSpan[]): AudioSpan[] {
  const whole: AudioSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (!last || span.start > last.end) whole.push(span);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return whole;
}

/** Spans without what stands before a time. */
function after(time: Seconds, spans: readonly AudioSpan[]): AudioSpan[] {
  return spans
    .filter(({ end }) => end > time)
    .map(({ start, end }) => ({ start: Math.max(start, time), end }));
}

/** Fills the buffer with `STEP` seconds at a time; says each time whether it was the last. */
async function* steps(audio: AudioBlocks, sound: SoundBuffer): AsyncGenerator<boolean, void> {
  const whole = STEP * SAMPLE_RATE_HERTZ;
  let missing = whole;
  for await (const block of audio) {
    for (let at = 0; at < block.length;) {
      const part = block.subarray(at, at + missing);
      sound.append(part);
      missing -= part.length;
      at += part.length;
      if (missing > 0) continue;
      yield false;
      missing = whole;
    }
  }
  yield true;
}
