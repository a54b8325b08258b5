import { deflateSync } from 'node:zlib';

import { type Found, meanLog, searched } from './beam-search.ts';
import type { EncodedSound } from './decoder.ts';
import type { Decoding, Logits } from './decoding.ts';
import { type Drawing, drawnToken, likelihood, type Rules } from './next-token.ts';
import type { WhisperModel } from './whisper-model.ts';

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
const TEMPERATURES = [0.2, 0.5, 0.8] as const;
/** Less sure than this in the mean, and it is tried again (`logprob_threshold` there). */
const SURE = -1;
/** Text that is made smaller by more than this repeats itself (`compression_ratio_threshold` there). */
const MOST_COMPRESSED = 2.4;

/**
 * Decodes sound with times; by lot, at a higher and higher temperature, where the text repeats itself or is doubtful.
 * `language` is a tag the model knows, without effect for models of one language.
 */
export async function decode(
  model: WhisperModel,
  sound: EncodedSound,
  language: string,
): Promise<Decoded> {
  const lot = lots();
  let best = await decodeBy(model, { sound, language }, searched);
  for (const temperature of TEMPERATURES) {
    if (isSound(best)) return best;
    const decoded = await decodeBy(model, { sound, language }, (decoding, given, rules) =>
      drawn(decoding, given, { ...rules, temperature, lot }),
    );
    if (isSound(decoded) || isBetter(decoded, best)) best = decoded;
  }
  return best;
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

type Spoken = { readonly sound: EncodedSound; readonly language: string };
/** Finds the text behind the beginning, after which the decoder gave these logits. */
type Way = (
  decoding: Decoding,
  given: Logits,
  rules: Rules & { readonly longest: number },
) => Promise<Found>;

async function decodeBy(
  model: WhisperModel,
  { sound, language }: Spoken,
  way: Way,
): Promise<Decoded> {
  const { signs, vocabulary, barred } = model;
  const decoding = model.decoder.decoding(sound);
  try {
    const given = await decoding.step(headOf(model, language));
    const last = given.at(-1);
    const noSpeech = given[0] ? likelihood(given[0], signs.noSpeech) : 0;
    if (!last) return { tokens: [], log: 0, noSpeech, compression: 0 };
    // Half the context; what goes on longer never ends.
    const { tokens, sum } = await way(decoding, last, {
      signs,
      barred,
      longest: signs.context / 2,
    });
    const text = Buffer.from(vocabulary.decode(tokens));
    const compression = text.length / deflateSync(text).length;
    return { tokens, log: meanLog({ tokens, sum }), noSpeech, compression };
  } finally {
    decoding.release();
  }
}

async function drawn(
  decoding: Decoding,
  given: Logits,
  { longest, ...options }: Rules & Drawing & { readonly longest: number },
): Promise<Found> {
  const tokens: number[] = [];
  let [sum, last]: [number, Logits | undefined] = [0, given];
  while (last && tokens.length < longest) {
    const { token, log } = drawnToken(last, tokens, options);
    sum += log;
    if (token === options.signs.end) break;
    tokens.push(token);
    [last] = await decoding.step([token]);
  }
  return { tokens, sum };
}

/** What stands before all text: the language and the task only where the model takes them. */
export function headOf({ signs }: WhisperModel, language: string): number[] {
  const said = signs.languages.size > 1 ? signs.languages.get(language) : undefined;
  return [signs.start, ...(said === undefined ? [] : [said, signs.transcribe])];
}

/** How likely each language is, by its tag, the likeliest first. */
export async function languagesIn(
  model: WhisperModel,
  sound: EncodedSound,
): Promise<[string, number][]> {
  const { start, languages } = model.signs;
  const decoding = model.decoder.decoding(sound);
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
