import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { decode, isSound, languagesIn } from './decode.ts';
import { segmentsOf } from './segments.ts';
import type { EncodedSound, WhisperModel } from './whisper-model.ts';

/** What is known of the language of a window of sound before it is heard. */
export type SoundOptions = {
  /** The language it is in, whatever it sounds like. @default found out */
  readonly language?: string | undefined;
  /** The language of what came before: where the sound leaves doubt, it is taken for this. @default none */
  readonly likely?: string | undefined;
};

type SoundCue = {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly text: string;
  /** How likely the model found silence, from 0 to 1. */
  readonly noSpeech: number;
};

/** What was heard; times are seconds from the first sample. */
export type HeardSound = {
  readonly cues: readonly SoundCue[];
  readonly language?: string | undefined;
  /** How sure the model was, from 0 to 1. */
  readonly confidence?: number | undefined;
};

/** A rest shorter than this, in seconds, holds no word. */
const SHORTEST_REST: Seconds = 0.1;
/** So likely no speech, and doubtful as well, and it is silence (`no_speech_threshold` of Whisper's own `transcribe.py`). */
const SILENT = 0.6;

/**
 * Writes down up to 30 s of mono sound at 16 kHz. What one decoding leaves without an end is decoded once more, by
 * itself. Nothing is carried over from the text before: it wins a few words, and where it goes wrong, Whisper copies
 * its mistakes and passes over what is said twice (docs/decisions/0005-whisper.md).
 */
export async function hearSound(
  model: WhisperModel,
  samples: Float32Array,
  options: SoundOptions = {},
): Promise<HeardSound> {
  const cues: SoundCue[] = [];
  const logs: number[] = [];
  const whole = samples.length / SAMPLE_RATE_HERTZ;
  let { language } = options;
  for (let from: Seconds = 0; whole - from >= SHORTEST_REST;) {
    const sound = await model.encode(samples.subarray(Math.round(from * SAMPLE_RATE_HERTZ)));
    try {
      language ??= await languageOf(model, sound, options);
      const decoded = await decode(model, sound, language ?? '');
      const { noSpeech } = decoded;
      if (noSpeech > SILENT && !isSound(decoded)) break;
      logs.push(decoded.log);
      const length = whole - from;
      const { segments, rest } = segmentsOf(decoded.tokens, { signs: model.signs, length });
      for (const { start, end, tokens } of segments) {
        const text = model.vocabulary.decode(tokens).trim();
        if (text) cues.push({ start: from + start, end: from + end, text, noSpeech });
      }
      if (!rest) break;
      from += rest;
    } finally {
      sound.release();
    }
  }
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return {
    cues,
    ...(language && { language }),
    ...(logs.length > 0 && { confidence: Math.exp(mean) }),
  };
}

/** What the model finds less likely than this is no finding. */
const CLEAR = 0.5;

async function languageOf(
  model: WhisperModel,
  sound: EncodedSound,
  { likely }: SoundOptions,
): Promise<string | undefined> {
  const { languages } = model.signs;
  if (languages.size <= 1) return undefined;
  const [[found, share] = ['', 0]] = await languagesIn(model, sound);
  return share < CLEAR && likely !== undefined && languages.has(likely) ? likely : found;
}
