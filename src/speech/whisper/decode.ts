import { deflateSync } from 'node:zlib';

import { type ChoiceOptions, likelihood, nextToken } from './next-token.ts';
import type { EncodedSound, WhisperModel } from './whisper-model.ts';

/** What came of one decoding. */
export type Decoded = {
  /** Text and times, without the sign of the end. */
  readonly tokens: readonly number[];
  /** The mean logarithm of how likely each was. */
  readonly log: number;
  /** How likely there was no speech, from 0 to 1. */
  readonly noSpeech: number;
  /** Text that deflate makes so many times smaller repeats itself. */
  readonly compression: number;
};

/** Tried one after the other until the text is sound (Whisper's own `transcribe.py`, with half as many steps). */
const TEMPERATURES = [0, 0.2, 0.5, 0.8] as const;
/** Less sure than this in the mean, and it is tried again (`logprob_threshold` there). */
const SURE = -1;
/** Text that is made smaller by more than this repeats itself (`compression_ratio_threshold` there). */
const MOST_COMPRESSED = 2.4;

/**
 * Decodes sound with times, again at a higher temperature where the text repeats itself or is doubtful. `language` is
 * a tag the model knows, without effect for models of one language.
 */
export async function decode(
  model: WhisperModel,
  sound: EncodedSound,
  language: string,
): Promise<Decoded> {
  const lot = lots();
  let best: Decoded | undefined;
  for (const temperature of TEMPERATURES) {
    const decoded = await decodeOnce(model, sound, { language, temperature, lot });
    if (isSound(decoded)) return decoded;
    if (!best || isBetter(decoded, best)) best = decoded;
  }
  return best ?? { tokens: [], log: 0, noSpeech: 1, compression: 0 };
}

/** True when it does not repeat itself, and the model was sure of it. */
export function isSound({ log, compression }: Decoded): boolean {
  return log >= SURE && compression <= MOST_COMPRESSED;
}

/** What was doubtful is better than what repeats itself. */
function isBetter(one: Decoded, other: Decoded): boolean {
  const [repeats, doesOther] = [one, other].map(({ compression }) => compression > MOST_COMPRESSED);
  return repeats === doesOther ? one.log > other.log : doesOther === true;
}

type OnceOptions = { readonly language: string } & Pick<ChoiceOptions, 'temperature' | 'lot'>;

async function decodeOnce(
  model: WhisperModel,
  sound: EncodedSound,
  { language, ...choice }: OnceOptions,
): Promise<Decoded> {
  const { signs, vocabulary } = model;
  const said = languageSign(model, language);
  const decoding = model.decoding(sound);
  try {
    const head = [signs.start, ...(said === undefined ? [] : [said, signs.transcribe])];
    const given = await decoding.step(head);
    const noSpeech = given[0] ? likelihood(given[0], signs.noSpeech) : 0;
    const tokens: number[] = [];
    let [sum, last] = [0, given.at(-1)];
    // Half the context; what goes on longer never ends.
    while (last && tokens.length < signs.context / 2) {
      const { token, log } = nextToken(last, tokens, {
        signs,
        barred: model.barred,
        ...choice,
      });
      sum += log;
      if (token === signs.end) break;
      tokens.push(token);
      [last] = await decoding.step([token]);
    }
    const text = Buffer.from(vocabulary.decode(tokens));
    const compression = text.length / deflateSync(text).length;
    return { tokens, log: sum / (tokens.length + 1), noSpeech, compression };
  } finally {
    decoding.release();
  }
}

function languageSign({ signs }: WhisperModel, language: string): number | undefined {
  return signs.languages.size > 1 ? signs.languages.get(language) : undefined;
}

/** How likely each language is, by its tag, the likeliest first. */
export async function languagesIn(
  model: WhisperModel,
  sound: EncodedSound,
): Promise<[string, number][]> {
  const { start, languages } = model.signs;
  const decoding = model.decoding(sound);
  try {
    const [logits] = await decoding.step([start]);
    if (!logits) return [];
    const own = Float32Array.from(languages.values(), (token) => logits[token] ?? -Infinity);
    const tags = [...languages.keys()];
    return tags
      .map((tag, at): [string, number] => [tag, likelihood(own, at)])
      .toSorted((a, b) => b[1] - a[1]);
  } finally {
    decoding.release();
  }
}

/** The same lots each time, so that the same sound gives the same words (mulberry32). */
function lots(): () => number {
  let state = 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
