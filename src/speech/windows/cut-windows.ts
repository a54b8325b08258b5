import { AppError } from '../../base/errors.ts';
import {
  SAMPLE_RATE_HERTZ,
  type AudioBlocks,
  type AudioSpan,
  type AudioWindow,
} from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { spanInWindow } from './parts.ts';
import { levelOf, raised } from './raise.ts';
import { SoundBuffer } from './sound-buffer.ts';
import { isSoundless } from './soundless.ts';
import type { VoiceActivity } from './voice-activity.ts';
import { planWindow, ROOM, type PlannedWindow } from './windows.ts';

/** How a stream of sound is cut. */
export type CutOptions = {
  readonly voiceActivity: VoiceActivity;
  /** No window is longer, in seconds. */
  readonly longest: Seconds;
  /**
   * Asked of each window by its index, until the answer is yes, whether long pauses may be left out within it and those
   * that follow (`planWindow`). @default they may not
   */
  readonly joins?: ((index: number) => Promise<boolean>) | undefined;
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
 * Cuts a stream of sound into windows of speech, in order of time. Where it cuts depends on the sound alone, and on what
 * `joins` says, not on how the stream is broken into blocks, so a second run makes the same windows. A window comes as
 * soon as nothing that follows can change it; about two windows of sound are held, and the pauses left out of them.
 */
export async function* cutWindows(
  audio: AudioBlocks,
  options: CutOptions,
): AsyncGenerator<AudioWindow, void> {
  const { longest, joins } = options;
  const sound = new SoundBuffer();
  const quietest = (within: AudioSpan): Seconds => sound.quietestAt(within);
  let speech: readonly AudioSpan[] = [];
  let endBefore: Seconds | undefined;
  let index = 0;
  let mayJoin: boolean | undefined = false;
  for await (const { found, isLast } of listen(audio, sound, options)) {
    const { end: length } = sound;
    speech = joined([...speech, ...found]);
    for (;;) {
      mayJoin ||= await joins?.(index);
      const plan = { longest, length, endBefore, quietest, joins: mayJoin };
      const planned = planWindow(speech, plan);
      if (!planned || (!isLast && planned.settledBy + SETTLED > length)) break;
      yield windowOf(planned, sound);
      index++;
      endBefore = planned.speech.at(-1)?.end ?? length;
      speech = after(endBefore, speech);
    }
    sound.dropBefore(neededFrom(speech, length));
  }
}

/** Where the sound begins that is listened to again, or cut into a window. */
function neededFrom([first]: readonly AudioSpan[], end: Seconds): Seconds {
  return Math.min(end - LEAD, (first?.start ?? end) - ROOM);
}

/** Fills the buffer step by step; gives the speech in what is new of it. */
async function* listen(
  audio: AudioBlocks,
  sound: SoundBuffer,
  options: CutOptions,
): AsyncGenerator<{ readonly found: readonly AudioSpan[]; readonly isLast: boolean }, void> {
  let heardTo = 0;
  let level = 0;
  for await (const isLast of steps(audio, sound)) {
    const span = { start: Math.max(0, heardTo - LEAD), end: sound.end };
    if (span.end > heardTo) {
      // A recording that has been louder before is only silent now.
      level = Math.max(level, levelOf(sound.within(span)));
      heardTo = span.end;
      yield { found: await findSpeech(sound, span, { ...options, level }), isLast };
    } else yield { found: [], isLast };
  }
}

function windowOf({ parts, speech }: PlannedWindow, sound: SoundBuffer): AudioWindow {
  const sounds = parts.map((part) => sound.within(part));
  const samples = new Float32Array(sounds.reduce((sum, each) => sum + each.length, 0));
  let filled = 0;
  for (const each of sounds) {
    samples.set(each, filled);
    filled += each.length;
  }
  const exact = parts.map(({ start, end }) => ({ start: atSample(start), end: atSample(end) }));
  return { parts: exact, samples, speech: speech.map((each) => spanInWindow(each, exact)) };
}

/** The sample nearest to a time, in seconds. */
function atSample(time: Seconds): Seconds {
  return Math.round(time * SAMPLE_RATE_HERTZ) / SAMPLE_RATE_HERTZ;
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
