import { readFile } from 'node:fs/promises';

import { type AudioSpan, SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { readGraph, writeGraph } from '../onnx/graph-file.ts';
import { readModel } from '../onnx/read-model.ts';
import { scaledByRow } from '../onnx/row-scales.ts';
import { Session } from '../onnx/session.ts';
import { Tensor } from '../onnx/tensor.ts';
import { Decoder, type EncodedSound } from './decoder.ts';
import { signsFrom, type Signs } from './signs.ts';
import { FRAMES, spectrogramOf } from './spectrogram.ts';
import { FRAME } from './token-times.ts';
import { Vocabulary } from './vocabulary.ts';

/** The files of a Whisper model as sherpa-onnx's exporters make them. */
export type WhisperFiles = {
  readonly encoder: string;
  readonly decoder: string;
  readonly tokens: string;
  /** Threads for one window at work. */
  readonly threads: number;
};

/** Keys and values have their frames along this axis. */
const AXIS = 2;

/** Whisper's two graphs, loaded. */
export class WhisperModel {
  readonly signs: Signs;
  readonly vocabulary: Vocabulary;
  /** Tokens that are never written while decoding. */
  readonly barred: readonly number[];
  readonly decoder: Decoder;
  readonly #encoder: Session;

  private constructor(
    { encoder, decoder }: { readonly encoder: Session; readonly decoder: Decoder },
    vocabulary: Vocabulary,
    signs: Signs,
  ) {
    this.#encoder = encoder;
    this.decoder = decoder;
    this.vocabulary = vocabulary;
    this.signs = signs;
    this.barred = [...vocabulary.notSaid(), ...signs.unwritten];
  }

  /** Fails when the files are not what their names say. */
  static async load({ encoder, decoder, tokens, threads }: WhisperFiles): Promise<WhisperModel> {
    const vocabulary = new Vocabulary(await readFile(tokens, 'latin1'));
    const first = await loadEncoder(encoder, threads);
    const signs = signsFrom((key) => first.metadata(key));
    const second = await Decoder.load(decoder, { signs, threads });
    return new WhisperModel({ encoder: first, decoder: second }, vocabulary, signs);
  }

  release(): void {
    this.#encoder.release();
    this.decoder.release();
  }

  /** Encodes up to 30 s of mono sound at 16 kHz; it must be released. */
  async encode(samples: Float32Array): Promise<Encoded> {
    const { bands } = this.signs;
    const mel = Tensor.floats([1, bands, FRAMES], spectrogramOf(samples, bands));
    try {
      const keysAndValues = await this.#encoder.run([mel]);
      const frames = Math.ceil(samples.length / SAMPLE_RATE_HERTZ / FRAME);
      return new Encoded(this.decoder, keysAndValues, Math.min(frames, FRAMES / 2));
    } finally {
      mel.release();
    }
  }

  /** Encodes sound for the decoder; it must be released. */
  async listen(samples: Float32Array): Promise<EncodedSound> {
    const encoded = await this.encode(samples);
    try {
      return await encoded.whole();
    } finally {
      encoded.release();
    }
  }
}

/** The first graph, rounding finely where it is in int8. */
async function loadEncoder(file: string, threads: number): Promise<Session> {
  try {
    const graph = readGraph(await readModel(file));
    const scaled = scaledByRow(graph);
    if (scaled !== graph) return await Session.load(writeGraph(scaled), { threads });
  } catch {
    // Too large, or with weights in another file, which is found only from the file itself.
  }
  return Session.load(file, { threads });
}

/** Sound as it was encoded, until it is released: all of it or parts of it can be decoded. */
export class Encoded {
  readonly #decoder: Decoder;
  readonly #keysAndValues: readonly Tensor[];
  readonly #frames: number;

  constructor(decoder: Decoder, keysAndValues: readonly Tensor[], frames: number) {
    this.#decoder = decoder;
    this.#keysAndValues = keysAndValues;
    this.#frames = frames;
  }

  /** All of it, with the silence behind it. */
  whole(): Promise<EncodedSound> {
    return this.#decoder.prepare(this.#keysAndValues, this.#frames);
  }

  /** True where it is encoded frame by frame, so that there are parts. */
  get hasParts(): boolean {
    return this.#keysAndValues.every(({ shape }) => shape[AXIS] === FRAMES / 2);
  }

  /** What was encoded of a part of it, and nothing behind that. */
  async part({ start, end }: AudioSpan): Promise<EncodedSound> {
    const from = Math.floor(start / FRAME);
    const to = Math.min(this.#frames, Math.ceil(end / FRAME));
    const parts = this.#keysAndValues.map((tensor) => Tensor.part(tensor, AXIS, { from, to }));
    try {
      return await this.#decoder.prepare(parts, to - from);
    } finally {
      for (const tensor of parts) tensor.release();
    }
  }

  release(): void {
    for (const tensor of this.#keysAndValues) tensor.release();
  }
}
