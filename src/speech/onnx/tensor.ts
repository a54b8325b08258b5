import koffi from 'koffi';

import type { Pointer } from './functions.ts';
import { check, madeBy, onnxRuntime } from './runtime.ts';

/** Types of a tensor's numbers, as the library counts them (`ONNXTensorElementDataType`). */
const FLOAT32 = 1;
const INT64 = 7;

/** Numbers in the library's own memory, until they are released. */
export class Tensor {
  readonly pointer: Pointer;
  #shape: readonly number[] | undefined;
  /** Made once: V8 counts the memory behind each as if it were its own, and sweeps for it. */
  #floats: Float32Array | undefined;

  constructor(pointer: Pointer) {
    this.pointer = pointer;
  }

  /** 32-bit numbers of this shape; all the same where none are given. */
  static floats(shape: readonly number[], values?: Float32Array, all = 0): Tensor {
    const tensor = made(shape, FLOAT32);
    const own = tensor.floats();
    if (values) own.set(values);
    else own.fill(all);
    return tensor;
  }

  /** A copy of the places `from` up to but not `to` along one axis. */
  static part(whole: Tensor, axis: number, { from, to }: { from: number; to: number }): Tensor {
    const { shape } = whole;
    const count = shape[axis] ?? 0;
    const inner = shape.slice(axis + 1).reduce((product, each) => product * each, 1);
    const part = made(shape.with(axis, to - from), FLOAT32);
    const [source, target] = [whole.floats(), part.floats()];
    for (let outer = 0; outer * count * inner < source.length; outer++) {
      const start = (outer * count + from) * inner;
      target.set(source.subarray(start, start + (to - from) * inner), outer * (to - from) * inner);
    }
    return part;
  }

  /** Whole numbers of this shape. */
  static integers(shape: readonly number[], values: readonly number[]): Tensor {
    const tensor = made(shape, INT64);
    new BigInt64Array(tensor.#bytes(8)).set(values.map(BigInt));
    return tensor;
  }

  /** Counts along each of its axes. */
  get shape(): readonly number[] {
    return (this.#shape ??= this.#ownShape());
  }

  #ownShape(): number[] {
    const { api } = onnxRuntime();
    const info = madeBy(api, (out) => api.shapeOf(this.pointer, out));
    const rank = madeBy<number>(api, (out) => api.rank(info, out));
    const dimensions = new BigInt64Array(rank);
    check(api, api.dimensions(info, dimensions, rank));
    api.releaseShape(info);
    return [...dimensions].map(Number);
  }

  /** Its 32-bit numbers themselves, not a copy: to be read or written before it is released, never after. */
  floats(): Float32Array {
    return (this.#floats ??= new Float32Array(this.#bytes(4)));
  }

  release(): void {
    onnxRuntime().api.releaseTensor(this.pointer);
  }

  #bytes(each: number): ArrayBuffer {
    const { api } = onnxRuntime();
    const data = madeBy(api, (out) => api.tensorData(this.pointer, out));
    return koffi.view(
      data,
      this.shape.reduce((product, count) => product * count, each),
    );
  }
}

function made(shape: readonly number[], type: number): Tensor {
  const { api, allocator } = onnxRuntime();
  const counts = BigInt64Array.from(shape.map(BigInt));
  return new Tensor(
    madeBy(api, (out) => api.createTensor(allocator, counts, shape.length, type, out)),
  );
}
