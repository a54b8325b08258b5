import type { Session } from '../onnx/session.ts';
import { Tensor } from '../onnx/tensor.ts';
import { GIVEN, axisFor } from './decoder-graphs.ts';
import type { Signs } from './signs.ts';

/** What the decoder gives for one token: how likely each token is to follow, as logarithms but for a sum. */
export type Logits = Float32Array;

/** The graph that decodes some tokens more. */
export type Step = {
  readonly session: Session;
  readonly signs: Signs;
  /** The row of each place; absent for a decoder as it is, which follows but one text. */
  readonly places?: Float32Array | undefined;
};

type RunOptions = {
  /** What is asked for; the last two are keys and values of the tokens so far. */
  readonly outputs: readonly string[];
  /** Where the first of them are put. */
  readonly into?: readonly Tensor[];
  readonly after?: readonly number[] | undefined;
};

/** Room for so many tokens at first; most windows have fewer than two hundred. */
const ROOM = 64;

/** One decoding at work: the sound, and what was decoded so far, a tree of tokens. */
export class Decoding {
  readonly #step: Step;
  readonly #sound: readonly Tensor[];
  /** Keys and values of the tokens so far, with room behind them. */
  #before: readonly Tensor[];
  #room: number;
  /** Room for the logits behind so many tokens, by their count: used again and again. */
  readonly #logits = new Map<number, Tensor>();
  /** Of each token, which one it goes on from, and how many stand before it. */
  readonly #after: number[] = [];
  readonly #depth: number[] = [];

  constructor(step: Step, sound: readonly Tensor[]) {
    const { layers, context, width } = step.signs;
    this.#step = step;
    this.#sound = sound;
    this.#room = step.places ? ROOM : context;
    this.#before = [0, 1].map(() => Tensor.floats([layers, 1, this.#room, width]));
  }

  /** Count of tokens so far; the next one given has this number. */
  get length(): number {
    return this.#after.length;
  }

  /** True when it can follow several texts. */
  get isTree(): boolean {
    return this.#step.places !== undefined;
  }

  /**
   * Puts tokens to those before and gives the logits behind each of them. They are the decoder's own memory, to be
   * used before the next step, and may be written into. `after` has the number of the token each goes on from, by itself
   * the one before it; they have the numbers up to `length` until the next step.
   */
  async step(tokens: readonly number[], after?: readonly number[]): Promise<Logits[]> {
    const { session, signs } = this.#step;
    const shape = [1, tokens.length, signs.tokens];
    const room = this.#logits.get(tokens.length) ?? Tensor.floats(shape);
    this.#logits.set(tokens.length, room);
    await this.#run(tokens, { outputs: session.outputs.slice(0, GIVEN), into: [room], after });
    const all = room.floats();
    return tokens.map((_, at) => all.subarray(at * signs.tokens, (at + 1) * signs.tokens));
  }

  /** Puts tokens to those before and gives these outputs, to be released by the caller. */
  async look(tokens: readonly number[], outputs: readonly string[]): Promise<Tensor[]> {
    const [, ...kept] = this.#step.session.outputs.slice(0, GIVEN);
    return await this.#run(tokens, { outputs: [...outputs, ...kept] });
  }

  release(): void {
    for (const tensor of this.#before) tensor.release();
    this.#before = [];
    for (const tensor of this.#logits.values()) tensor.release();
    this.#logits.clear();
  }

  /** Gives what is asked for but the last two, which are what was decoded so far. */
  async #run(
    tokens: readonly number[],
    { outputs, into, after = tokens.map((_, at) => this.length + at - 1) }: RunOptions,
  ): Promise<Tensor[]> {
    const { session, places } = this.#step;
    const numbers = this.#makeRoom(after);
    const given = Tensor.integers([1, tokens.length], tokens);
    const offset = Tensor.integers([1], [this.length]);
    for (const from of numbers) {
      this.#after.push(from);
      this.#depth.push(from < 0 ? 0 : (this.#depth[from] ?? 0) + 1);
    }
    const own = places
      ? [given, ...this.#before, offset, ...this.#sound, ...this.#told(tokens.length, places)]
      : [given, ...this.#before, ...this.#sound, offset];
    const made = await session.run(own, outputs, into);
    for (const tensor of own) if (!this.#sound.includes(tensor)) tensor.release();
    this.#before = made.splice(-2);
    return made;
  }

  /**
   * The rows of the last so many tokens' places; for each which of all it goes on from, 0 for those, else nothing; and the
   * axis along which their rows are put apart.
   */
  #told(count: number, places: Float32Array): Tensor[] {
    const { width } = this.#step.signs;
    const from = this.length - count;
    const rows = Tensor.floats([count, width]);
    const mask = Tensor.floats([count, this.length], undefined, -Infinity);
    const [placed, masked] = [rows.floats(), mask.floats()];
    for (let at = 0; at < count; at++) {
      const depth = this.#depth[from + at] ?? 0;
      placed.set(places.subarray(depth * width, (depth + 1) * width), at * width);
      for (let token = from + at; token >= 0; token = this.#after[token] ?? -1)
        masked[at * this.length + token] = 0;
    }
    return [rows, mask, Tensor.integers([1], [axisFor(count)])];
  }

  /**
   * Makes room for so many tokens more: by leaving out those that none of these goes on from, then by doubling it. Numbers of
   * tokens change with that.
   */
  #makeRoom(after: readonly number[]): readonly number[] {
    const { layers, width } = this.#step.signs;
    if (!this.isTree || this.length + after.length <= this.#room) return after;
    const [before, given] = [this.#room, this.length];
    // Tokens of one run may go on from each other; those have no keys and values yet.
    const kept = this.#ancestors(after.filter((token) => token < given));
    while (kept.length + after.length > this.#room) this.#room *= 2;
    this.#before = this.#before.map((old) => {
      const made = Tensor.floats([layers, 1, this.#room, width]);
      const [from, to] = [old.floats(), made.floats()];
      for (let layer = 0; layer < layers; layer++)
        for (const [at, token] of kept.entries()) {
          const start = (layer * before + token) * width;
          to.set(from.subarray(start, start + width), (layer * this.#room + at) * width);
        }
      old.release();
      return made;
    });
    const numbers = new Map(kept.map((token, at) => [token, at]));
    const renumbered = (token = -1): number =>
      token < given ? (numbers.get(token) ?? -1) : kept.length + token - given;
    const parents = kept.map((token) => renumbered(this.#after[token]));
    const depths = kept.map((token) => this.#depth[token] ?? 0);
    this.#after.splice(0, Infinity, ...parents);
    this.#depth.splice(0, Infinity, ...depths);
    return after.map(renumbered);
  }

  /** These tokens and all that they go on from, in order. */
  #ancestors(tokens: readonly number[]): number[] {
    const found = new Set<number>();
    for (const token of tokens)
      for (let at = token; at >= 0 && !found.has(at); at = this.#after[at] ?? -1) found.add(at);
    return [...found].toSorted((a, b) => a - b);
  }
}
