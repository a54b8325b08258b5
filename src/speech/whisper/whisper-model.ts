import { readFile } from 'node:fs/promises';

import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
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
    const first = await Session.load(encoder, { threads });
    const signs = signsFrom((key) => first.metadata(key));
    const second = await Decoder.load(decoder, { signs, threads });
    return new WhisperModel({ encoder: first, decoder: second }, vocabulary, signs);
  }

  release(): void {
    this.#encoder.release();
    this.decoder.release();
  }

  /** Encodes up to 30 s of mono sound at 16 kHz; it must be released. */
  async encode(samples: Float32Array): Promise<EncodedSound> {
    const { bands } = this.signs;
    const mel = Tensor.floats([1, bands, FRAMES], spectrogramOf(samples, bands));
    try {
      const given = await this.decoder.take(await this.#encoder.run([mel]));
      const frames = Math.ceil(samples.length / SAMPLE_RATE_HERTZ / FRAME);
      const release = (): void => {
        for (const tensor of given) tensor.release();
      };
      return { frames: Math.min(frames, FRAMES / 2), given, release };
    } finally {
      mel.release();
    }
  }
}
