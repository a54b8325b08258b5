/** The real engine with the miniature models, and what the sample talk truly says. */
import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { openAudio } from '../../src/media/open-audio.ts';
import { SAMPLE_RATE_HERTZ, type AudioSpan } from '../../src/model/audio.ts';
import type { Cue } from '../../src/model/transcript.ts';
import type { HeardCue, Recognizer } from '../../src/speech/recognizer.ts';
import type { SherpaEngine } from '../../src/speech/sherpa/engine/engine.ts';
import type { Task } from '../../src/speech/sherpa/engine/protocol.ts';
import {
  findSpeechModel,
  type ModelOptions,
  type SherpaModel,
  type SpeechModel,
} from '../../src/speech/sherpa/families/families.ts';
import { sherpaRecognizer } from '../../src/speech/sherpa/recognizer.ts';
import { sileroVoiceActivity } from '../../src/speech/sherpa/voice-activity.ts';
import type { VoiceActivity } from '../../src/speech/windows/voice-activity.ts';

export const CTC = 'sample/mini-ctc';
/** As slow as a real model. */
export const HEAVY = 'test/fixtures/models/mini-ctc-heavy';
export const WHISPER = 'test/fixtures/models/mini-whisper';
/** The same model in whisper.cpp's form. */
export const GGML = 'test/fixtures/models/ggml-mini-q8_0.bin';
/** A transducer of NeMo's kind (TDT), made from the sample's model; hears all but doubled letters in three words. */
export const TRANSDUCER = 'test/fixtures/models/mini-transducer';
/** A speaker model that tells the sample's voice from `otherVoice`. */
export const VOICES = 'test/fixtures/models/mini-voices';
/** A folder with a model of a few kilobytes for each family, which says "hello world" to any sound. */
export const FAMILIES = 'test/fixtures/models/families';
export const SILERO = 'models/silero-vad/silero_vad_16k_op15.onnx';
export const TALK = 'sample/talk.wav';
/** The same talk with a faint tone under each sentence: what the two Whisper models know. */
export const TONES = 'test/fixtures/talk-tones.m4a';

const Script = z.array(z.object({ start: z.number(), end: z.number(), text: z.string() }));
export const script = Script.parse(parseJson(readFileSync('sample/talk.json', 'utf8')));

export async function ears(
  engine: SherpaEngine,
  folder: string = CTC,
): Promise<{ recognizer: Recognizer; voiceActivity: VoiceActivity }> {
  return {
    recognizer: sherpaRecognizer(await findSpeechModel(folder, { threads: 1 }), engine),
    voiceActivity: await sileroVoiceActivity(SILERO, engine),
  };
}

/** As many words as a person says in twenty seconds, at a slow pace. */
export const SAID =
  'Well said, and so we shipped it in spring, first to a few friends, then to everyone who had asked for it, long before the old one was taken away for good.';

/** As much as is said in each half of it. */
export const HALVES: readonly string[] = SAID.split(/ (?=then)/);

/** A cue whose words take all of its time, each as much as the others. */
export function spoken(text: string, { start, end }: AudioSpan): HeardCue {
  const words = text.split(' ');
  const each = (end - start) / words.length;
  const at = (index: number): number => Math.round((start + index * each) * 1000) / 1000;
  const timed = words.map((word, index) => ({ text: word, start: at(index), end: at(index + 1) }));
  return { start, end, text, words: timed };
}

/** A model that sherpa-onnx runs whole; fails for any other. */
export async function findSherpaModel(
  folder: string,
  options?: ModelOptions,
): Promise<SpeechModel & SherpaModel> {
  const model = await findSpeechModel(folder, options);
  if (model.decoder !== 'sherpa-onnx') throw new Error(`${folder} is not run by sherpa-onnx`);
  return model;
}

/** A task that ends the engine's process while it works: a language that Whisper does not know. */
export async function poison(): Promise<Task> {
  const { featConfig } = (await findSherpaModel(CTC)).config();
  const [encoder, decoder] = ['encoder', 'decoder'].map((part) => `${WHISPER}/${part}.int8.onnx`);
  const modelConfig = {
    whisper: { encoder, decoder, language: 'tlh' },
    tokens: `${WHISPER}/tokens.txt`,
  };
  return {
    kind: 'recognise',
    config: { featConfig, modelConfig },
    samples: new Float32Array(16_000),
  };
}

/** The words of a text without capitals and punctuation. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

export const scriptWords: readonly string[] = plainWords(script.map((each) => each.text).join(' '));

export function heardWords(cues: readonly Cue[]): string[] {
  return plainWords(cues.map((cue) => cue.text).join(' '));
}

/** All samples of a file at once. */
export async function samplesOf(path: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for await (const block of openAudio(path)) parts.push(block);
  return joined(parts);
}

export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The sound as another person's: played a quarter faster, and so higher. */
export function otherVoice(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / 1.25) }, (_, index) => {
    const at = Math.floor(index * 1.25);
    const before = samples[at] ?? 0;
    return before + ((samples[at + 1] ?? before) - before) * (index * 1.25 - at);
  });
}

/** "Support questions dropped by half." from the talk's sound, in so much noise that one word is lost. */
export function noisySentence(talk: Float32Array): Float32Array {
  const { start = 0, end = 0 } = script.find(({ text }) => text.startsWith('Support')) ?? {};
  // The same noise each time: a linear congruential generator, with the numbers of C's example of rand.
  let seed = 1;
  return talk
    .slice((start - 0.2) * SAMPLE_RATE_HERTZ, (end + 0.2) * SAMPLE_RATE_HERTZ)
    .map((sample) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return sample + (seed / 2 ** 30 - 1) * 0.03;
    });
}

/** Sound in blocks of a size of one's own, in samples. */
export async function* inBlocks(
  samples: Float32Array,
  size = 16_000,
): AsyncGenerator<Float32Array, void> {
  for (let at = 0; at < samples.length; at += size) yield samples.slice(at, at + size);
}

/** Finds what is not silence, in steps of 0.1 s; sees as little beyond what it is given as a real one. */
export const loudness: VoiceActivity = {
  findSpeech: async (samples) => {
    const spans: AudioSpan[] = [];
    for (let at = 0; at < samples.length; at += SAMPLE_RATE_HERTZ / 10) {
      if (samples[at] === 0) continue;
      const end = Math.min(samples.length, at + SAMPLE_RATE_HERTZ / 10) / SAMPLE_RATE_HERTZ;
      const last = spans.at(-1);
      if (last && at / SAMPLE_RATE_HERTZ - last.end < 0.3)
        spans[spans.length - 1] = { start: last.start, end };
      else spans.push({ start: at / SAMPLE_RATE_HERTZ, end });
    }
    return spans;
  },
};

/** Sound with speech in it; pairs of a pause and a length, in tenths of a second. */
export function soundOf(pairs: readonly (readonly [number, number])[]): Float32Array {
  const tenths = pairs.flatMap(([pause, length]) => [
    ...Array.from({ length: pause }, () => 0),
    ...Array.from({ length }, () => 0.5),
  ]);
  const sound = new Float32Array((tenths.length * SAMPLE_RATE_HERTZ) / 10);
  tenths.forEach((value, index) =>
    sound.fill(value, (index * SAMPLE_RATE_HERTZ) / 10, ((index + 1) * SAMPLE_RATE_HERTZ) / 10),
  );
  return sound;
}

/** A recogniser that says the same of every window, but for what is given. */
export function scripted(differently: Partial<Recognizer> = {}): Recognizer {
  return {
    id: 'scripted:1',
    longest: 26,
    parallel: 1,
    detectsLanguage: false,
    hasOtherWay: false,
    recognise: async (samples) => ({
      cues: [spoken(SAID, { start: 0, end: samples.length / SAMPLE_RATE_HERTZ })],
    }),
    ...differently,
  };
}
