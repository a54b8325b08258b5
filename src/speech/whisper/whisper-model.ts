import { readFile } from 'node:fs/promises';

import { Session } from '../onnx/session.ts';
import { Tensor } from '../onnx/tensor.ts';
import { signsFrom, type Signs } from './signs.ts';
import { FRAMES, spectrogramOf } from './spectrogram.ts';
import { Vocabulary } from './vocabulary.ts';

/** The files of a Whisper model as sherpa-onnx's exporters make them. */
export type WhisperFiles = {
  readonly encoder: string;
  readonly decoder: string;
  readonly tokens: string;
  /** Threads for one window at work. */
  readonly threads: number;
};

/** Sound as the decoder takes it, until it is released. */
export type EncodedSound = {
  readonly keys: Tensor;
  readonly values: Tensor;
  release(): void;
};

/** What the decoder gives for one token: how likely each token is to follow, as logarithms but for a sum. */
export type Logits = Float32Array;

/** Whisper's two graphs, loaded. */
export class WhisperModel {
  readonly signs: Signs;
  readonly vocabulary: Vocabulary;
  /** Tokens that are never written while decoding. */
  readonly barred: readonly number[];
  readonly #encoder: Session;
  readonly #decoder: Session;

  private constructor(encoder: Session, decoder: Session, vocabulary: Vocabulary) {
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.vocabulary = vocabulary;
    this.signs = signsFrom((key) => encoder.metadata(key));
    this.barred = [...vocabulary.notSaid(), ...this.signs.unwritten];
  }

  /** Fails when the files are not what their names say. */
  static async load({ encoder, decoder, tokens, threads }: WhisperFiles): Promise<WhisperModel> {
    const vocabulary = new Vocabulary(await readFile(tokens, 'latin1'));
    const loaded = await Session.load(encoder, { threads });
    return new WhisperModel(loaded, await Session.load(decoder, { threads }), vocabulary);
  }

  release(): void {
    this.#encoder.release();
    this.#decoder.release();
  }

  /** Encodes up to 30 s of mono sound at 16 kHz. */
  async encode(samples: Float32Array): Promise<EncodedSound> {
    const { bands } = this.signs;
    const mel = Tensor.floats([1, bands, FRAMES], spectrogramOf(samples, bands));
    try {
      const [keys, values] = await this.#encoder.run([mel]);
      if (!keys || !values) throw new Error('the encoder gives too little');
      return {
        keys,
        values,
        release: () => {
          keys.release();
          values.release();
        },
      };
    } finally {
      mel.release();
    }
  }

  /** Begins a decoding of encoded sound; it must be released. */
  decoding(sound: EncodedSound): Decoding {
    return new Decoding(this.#decoder, sound, this.signs);
  }
}

/** One decoding at work: the sound, and what was decoded so far. */
export class Decoding {
  readonly #decoder: Session;
  readonly #sound: EncodedSound;
  readonly #signs: Signs;
  #keys: Tensor;
  #values: Tensor;
  /** What the decoder gave last: the logits of every token given, and where it looked. */
  #given: readonly Tensor[] = [];
  #length = 0;

  constructor(decoder: Session, sound: EncodedSound, signs: Signs) {
    const { layers, context, width } = signs;
    this.#decoder = decoder;
    this.#sound = sound;
    this.#signs = signs;
    this.#keys = Tensor.floats([layers, 1, context, width]);
    this.#values = Tensor.floats([layers, 1, context, width]);
  }

  /**
   * Puts tokens to those before and gives the logits behind each of them. They are the decoder's own memory, to be
   * used before the next step, and may be written into.
   */
  async step(tokens: readonly number[]): Promise<Logits[]> {
    const given = Tensor.integers([1, tokens.length], tokens);
    const offset = Tensor.integers([1], [this.#length]);
    const { keys, values } = this.#sound;
    const before = [this.#keys, this.#values];
    const made = await this.#decoder.run([given, ...before, keys, values, offset]);
    for (const old of [given, offset, ...before, ...this.#given]) old.release();
    const [logits, ownKeys, ownValues, ...rest] = made;
    if (!logits || !ownKeys || !ownValues) throw new Error('the decoder gives too little');
    this.#keys = ownKeys;
    this.#values = ownValues;
    this.#given = [logits, ...rest];
    this.#length += tokens.length;
    const all = logits.floats();
    const size = this.#signs.tokens;
    return tokens.map((_, at) => all.subarray(at * size, (at + 1) * size));
  }

  release(): void {
    for (const tensor of [this.#keys, this.#values, ...this.#given]) tensor.release();
    this.#given = [];
  }
}
