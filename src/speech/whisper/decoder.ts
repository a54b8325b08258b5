import { readModel } from '../onnx/read-model.ts';
import { Session } from '../onnx/session.ts';
import { Tensor } from '../onnx/tensor.ts';
import { decoderGraphs } from './decoder-graphs.ts';
import { Decoding, type Step } from './decoding.ts';
import type { Signs } from './signs.ts';
import type { Looks } from './token-times.ts';

/** Sound as the decoder takes it, until it is released. */
export type EncodedSound = {
  /** Length in frames of `FRAME` seconds; what is encoded behind it is silence. */
  readonly frames: number;
  /** What the decoder needs of it for every token. */
  readonly given: readonly Tensor[];
  release(): void;
};

/** Tokens looked at in one run: what a large model gives for them is 120 MB. */
const AT_ONCE = 64;

/** Whisper's second graph, loaded: taken apart where it is of the usual form (`decoder-graphs.ts`), else as it is. */
export class Decoder {
  readonly #step: Step;
  /** Makes of the sound what the steps need of it. */
  readonly #sound: Session | undefined;
  readonly #attention: readonly string[];

  private constructor(step: Step, sound?: Session, attention: readonly string[] = []) {
    this.#step = step;
    this.#sound = sound;
    this.#attention = attention;
  }

  /** Fails when the file is no decoder. */
  static async load(
    file: string,
    { signs, threads }: { readonly signs: Signs; readonly threads: number },
  ): Promise<Decoder> {
    try {
      const graphs = decoderGraphs(await readModel(file), signs);
      const { places, attention } = graphs;
      const sound = await Session.load(graphs.sound, { threads });
      const session = await Session.load(graphs.step, { threads });
      return new Decoder({ session, signs, places }, sound, attention);
    } catch {
      // Another form; or a large model, whose weights lie in another file that is found only from the file itself.
      const session = await Session.load(file, { threads });
      return new Decoder({ session, signs });
    }
  }

  release(): void {
    this.#step.session.release();
    this.#sound?.release();
  }

  /** What the steps need of the sound's keys and values, which stay the caller's to release. */
  async prepare(keysAndValues: readonly Tensor[], frames: number): Promise<EncodedSound> {
    const given = this.#sound
      ? await this.#sound.run(keysAndValues)
      : keysAndValues.map((tensor) => Tensor.floats(tensor.shape, tensor.floats()));
    const release = (): void => {
      for (const tensor of given) tensor.release();
    };
    return { frames, given, release };
  }

  /** Begins a decoding of encoded sound; it must be released. */
  decoding(sound: EncodedSound): Decoding {
    return new Decoding(this.#step, sound.given);
  }

  /**
   * Where it looks in the sound for what comes behind each of these tokens, the weights of all heads in the upper half of
   * its layers together. Nothing where the graph does not tell.
   */
  async looks(sound: EncodedSound, tokens: readonly number[]): Promise<Looks | undefined> {
    if (this.#attention.length === 0) return undefined;
    const decoding = this.decoding(sound);
    const looks: Float32Array[] = [];
    try {
      for (let from = 0; from < tokens.length; from += AT_ONCE) {
        const some = tokens.slice(from, from + AT_ONCE);
        const given = await decoding.look(some, this.#attention);
        looks.push(...some.map((_, at) => sumOf(given, { at, of: some.length, sound })));
        for (const tensor of given) tensor.release();
      }
    } finally {
      decoding.release();
    }
    return looks;
  }
}

/** The weights of one of `of` tokens over the frames of the sound, summed over layers and heads. */
function sumOf(
  given: readonly Tensor[],
  { at, of, sound }: { readonly at: number; readonly of: number; readonly sound: EncodedSound },
): Float32Array {
  const sum = new Float32Array(sound.frames);
  for (const tensor of given) {
    const frames = tensor.shape.at(-1) ?? 0;
    const weights = tensor.floats();
    for (let from = at * frames; from < weights.length; from += of * frames)
      for (let frame = 0; frame < sum.length; frame++)
        sum[frame] = (sum[frame] ?? 0) + (weights[from + frame] ?? 0);
  }
  return sum;
}
