import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { Heard, HeardCue } from '../recognizer.ts';
import { betweenRests, restsIn } from '../windows/rests.ts';
import { samplesWithin } from '../windows/samples-within.ts';
import { shiftCue } from '../windows/shift.ts';
import { decode, isSound, languagesIn } from './decode.ts';
import type { EncodedSound } from './decoder.ts';
import { languageParts, type LanguagePart } from './language-parts.ts';
import { segmentsOf } from './segments.ts';
import type { Encoded, WhisperModel } from './whisper-model.ts';
import { wordsIn } from './words.ts';

/** What is known of a window of sound before it is heard. */
export type SoundOptions = {
  /** The language it is in, whatever it sounds like. @default found out */
  readonly language?: string | undefined;
  /** The language of what came before: where the sound leaves doubt, it is taken for this. @default none */
  readonly likely?: string | undefined;
  /** Where somebody speaks, in seconds from the first sample: between, the language may change. @default nowhere */
  readonly speech?: readonly AudioSpan[] | undefined;
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
): Promise<Heard> {
  const end = samples.length / SAMPLE_RATE_HERTZ;
  if (end < SHORTEST) return { cues: [] };
  const { parts, sound } = await look(model, samples, { ...options, end });
  const language = mostOf(parts);
  const cues: HeardCue[] = [];
  const logs: number[] = [];
  for (const part of parts) {
    const heard = await hearPart(model, samplesWithin(samples, part), { ...part, sound });
    const own = part.language === language ? {} : { language: part.language };
    for (const cue of heard.cues) cues.push({ ...shiftCue(cue, part.start), ...own });
    logs.push(...heard.logs);
  }
  return { cues, ...(language && { language }), ...confidenceOf(logs) };
}

/** A part of the sound; in a language where the model knows several. */
type SpokenPart = AudioSpan & { readonly language?: string | undefined };

/** The parts to be heard each by itself; where there is one, with its sound as it was encoded to find that out. */
async function look(
  model: WhisperModel,
  samples: Float32Array,
  options: SoundOptions & { readonly end: Seconds },
): Promise<{ readonly parts: readonly SpokenPart[]; readonly sound?: EncodedSound }> {
  const { language, end } = options;
  if (language !== undefined || model.signs.languages.size <= 1)
    return { parts: [{ start: 0, end, language }] };
  const encoded = await model.encode(samples);
  try {
    const sound = await encoded.whole();
    const languages = await languagesIn(model, sound);
    const parts = await partsOf(model, encoded, { ...options, samples, languages });
    if (parts.length === 1) return { parts, sound };
    sound.release();
    return { parts };
  } finally {
    encoded.release();
  }
}

/** What the model finds less likely than this is no finding. */
const CLEAR = 0.5;

/**
 * A part that sounds, in what was encoded of the window, so much more like another of its languages than like its own, as a
 * ratio of both together, is encoded by itself to decide. Of 56 parts that are in another language by themselves that finds
 * 49, and it looks into 15 of 179 parts of one language; by how likely the other one is alone (0.4) it was 41 and 9.
 */
const PERHAPS = 0.9;

/** How likely each language is in sound, which is released. */
async function languagesOf(
  model: WhisperModel,
  encoding: Promise<EncodedSound>,
): Promise<[string, number][]> {
  const sound = await encoding;
  try {
    return await languagesIn(model, sound);
  } finally {
    sound.release();
  }
}

type PartsOptions = {
  readonly samples: Float32Array;
  readonly end: Seconds;
  readonly languages: readonly [string, number][];
};

/** The parts of a window by their language; where it is not clear, that of what came before. */
async function partsOf(
  model: WhisperModel,
  encoded: Encoded,
  { samples, end, languages, likely, speech = [] }: SoundOptions & PartsOptions,
): Promise<LanguagePart[]> {
  const parts = await languageParts({
    length: end,
    speech,
    languages,
    all: [...model.signs.languages.keys()],
    divide: (stretches) => {
      const rests = restsIn(samples);
      return stretches.flatMap((stretch) => betweenRests(stretch, rests));
    },
    look: async (part, [own = '', ...others]) => {
      if (encoded.hasParts) {
        const heard = await languagesOf(model, encoded.part(part));
        const share = (tag: string): number => heard.find(([each]) => each === tag)?.[1] ?? 0;
        const other = Math.max(0, ...others.map(share));
        if (other <= share(own)) return heard;
        if (other / (other + share(own)) < PERHAPS) return [];
      }
      return await languagesOf(model, model.listen(samplesWithin(samples, part)));
    },
  });
  const [[found, share] = ['', 0]] = languages;
  const isUnclear = share < CLEAR && likely !== undefined && model.signs.languages.has(likely);
  return parts.map((part) =>
    isUnclear && part.language === found ? { ...part, language: likely } : part,
  );
}

/** The language of most of the sound. */
function mostOf(parts: readonly SpokenPart[]): string | undefined {
  const lengths = new Map<string | undefined, Seconds>();
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
): Promise<{ readonly cues: HeardCue[]; readonly logs: number[] }> {
  const cues: HeardCue[] = [];
  const logs: number[] = [];
  const whole = samples.length / SAMPLE_RATE_HERTZ;
  let sound = first;
  for (let from: Seconds = 0; whole - from >= SHORTEST;) {
    sound ??= await model.listen(samplesWithin(samples, { start: from, end: whole }));
    try {
      const decoded = await decode(model, sound, language);
      const { noSpeech } = decoded;
      if (noSpeech > SILENT && !isSound(decoded)) break;
      logs.push(decoded.log);
      const length = whole - from;
      const { segments, rest } = segmentsOf(decoded.tokens, { signs: model.signs, length });
      const words = await wordsIn(model, { sound, language }, segments);
      for (const [at, { start, end, tokens }] of segments.entries()) {
        const text = model.vocabulary.decode(tokens).trim();
        const own = words[at]?.length ? { words: words[at] } : {};
        if (text) cues.push(shiftCue({ start, end, text, noSpeech, ...own }, from));
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
