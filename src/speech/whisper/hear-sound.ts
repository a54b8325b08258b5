import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { decode, isSound, languagesIn } from './decode.ts';
import { languageParts, type LanguagePart } from './language-parts.ts';
import { segmentsOf } from './segments.ts';
import type { EncodedSound, WhisperModel } from './whisper-model.ts';

/** What is known of a window of sound before it is heard. */
export type SoundOptions = {
  /** The language it is in, whatever it sounds like. @default found out */
  readonly language?: string | undefined;
  /** The language of what came before: where the sound leaves doubt, it is taken for this. @default none */
  readonly likely?: string | undefined;
  /** Where somebody speaks, in seconds from the first sample: between, the language may change. @default nowhere */
  readonly speech?: readonly AudioSpan[] | undefined;
};

type SoundCue = {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly text: string;
  /** How likely the model found silence, from 0 to 1. */
  readonly noSpeech: number;
  /** Where it is not that of the window. */
  readonly language?: string | undefined;
};

/** What was heard; times are seconds from the first sample. */
export type HeardSound = {
  readonly cues: readonly SoundCue[];
  /** That of most of it. */
  readonly language?: string | undefined;
  /** How sure the model was, from 0 to 1. */
  readonly confidence?: number | undefined;
};

/** A rest shorter than this, in seconds, holds no word. */
const SHORTEST: Seconds = 0.1;
/** So likely no speech, and doubtful as well, and it is silence (`no_speech_threshold` of Whisper's own `transcribe.py`). */
const SILENT = 0.6;

/**
 * Writes down up to 30 s of mono sound at 16 kHz, each part of it in its own language. Nothing is carried over from the
 * text before: it wins a few words, and where it goes wrong, Whisper copies its mistakes and passes over what is said
 * twice (docs/decisions/0005-whisper.md).
 */
export async function hearSound(
  model: WhisperModel,
  samples: Float32Array,
  options: SoundOptions = {},
): Promise<HeardSound> {
  const end = samples.length / SAMPLE_RATE_HERTZ;
  if (end < SHORTEST) return { cues: [] };
  const { language } = options;
  if (language !== undefined || model.signs.languages.size <= 1) {
    const { cues, logs } = await hearPart(model, samples, { language });
    return { cues, ...(language && { language }), ...confidenceOf(logs) };
  }
  const sound = await model.encode(samples);
  const parts = await partsOf(model, samples, { ...options, sound });
  const [only] = parts;
  if (parts.length === 1 && only) {
    const { cues, logs } = await hearPart(model, samples, { ...only, sound });
    return { cues, language: only.language, ...confidenceOf(logs) };
  }
  sound.release();
  const main = mostOf(parts);
  const [all, allLogs]: [SoundCue[], number[]] = [[], []];
  for (const part of parts) {
    const { cues, logs } = await hearPart(model, within(samples, part), part);
    const own = part.language === main ? {} : { language: part.language };
    for (const cue of cues)
      all.push({ ...cue, start: part.start + cue.start, end: part.start + cue.end, ...own });
    allLogs.push(...logs);
  }
  return { cues: all, language: main, ...confidenceOf(allLogs) };
}

/** What the model finds less likely than this is no finding. */
const CLEAR = 0.5;

/** The parts of a window by their language; where it is not clear, that of what came before. */
async function partsOf(
  model: WhisperModel,
  samples: Float32Array,
  { sound, likely, speech = [] }: SoundOptions & { readonly sound: EncodedSound },
): Promise<LanguagePart[]> {
  const languages = await languagesIn(model, sound);
  const parts = await languageParts({
    length: samples.length / SAMPLE_RATE_HERTZ,
    speech,
    languages,
    all: [...model.signs.languages.keys()],
    look: async (part) => {
      const own = await model.encode(within(samples, part));
      try {
        return await languagesIn(model, own);
      } finally {
        own.release();
      }
    },
  });
  const [[found, share] = ['', 0]] = languages;
  const isUnclear = share < CLEAR && likely !== undefined && model.signs.languages.has(likely);
  return parts.map((part) =>
    isUnclear && part.language === found ? { ...part, language: likely } : part,
  );
}

function within(samples: Float32Array, { start, end }: AudioSpan): Float32Array {
  const [from, to] = [start, end].map((time) => Math.round(time * SAMPLE_RATE_HERTZ));
  return samples.subarray(from, to);
}

/** The language of most of the sound. */
function mostOf(parts: readonly LanguagePart[]): string | undefined {
  const lengths = new Map<string, Seconds>();
  for (const { start, end, language } of parts)
    lengths.set(language, (lengths.get(language) ?? 0) + end - start);
  return [...lengths].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

type PartOptions = {
  readonly language?: string | undefined;
  /** The same samples, encoded, where that was done already; released here. */
  readonly sound?: EncodedSound | undefined;
};

/** Hears sound in one language. What one decoding leaves without an end is decoded once more, by itself. */
async function hearPart(
  model: WhisperModel,
  samples: Float32Array,
  { language = '', sound: first }: PartOptions,
): Promise<{ readonly cues: SoundCue[]; readonly logs: number[] }> {
  const cues: SoundCue[] = [];
  const logs: number[] = [];
  const whole = samples.length / SAMPLE_RATE_HERTZ;
  let sound = first;
  for (let from: Seconds = 0; whole - from >= SHORTEST;) {
    sound ??= await model.encode(within(samples, { start: from, end: whole }));
    try {
      const decoded = await decode(model, sound, language);
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
      sound = undefined;
    }
  }
  return { cues, logs };
}

function confidenceOf(logs: readonly number[]): { confidence?: number } {
  if (logs.length === 0) return {};
  return { confidence: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length) };
}
