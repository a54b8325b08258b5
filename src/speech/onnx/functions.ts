import type { KoffiFunc } from 'koffi';

/** Something of the library's own; null where there is none. */
export type Pointer = bigint | null;

/** Where a function puts what it makes. */
export type Made<T = bigint> = [T | null];

/** Null when all went well. */
export type Status = Pointer;

type Call<Arguments extends unknown[], Result = Status> = KoffiFunc<
  (...given: Arguments) => Result
>;
type Count = Call<[of: Pointer, out: Made<number>]>;
type Name = Call<[of: Pointer, index: number, allocator: Pointer, out: Made<string>]>;
type Release = Call<[what: Pointer], void>;

/** Those functions of ONNX Runtime's C API that are in use (onnxruntime_c_api.h). */
export type OnnxFunctions = {
  getErrorMessage: Call<[status: Status], string>;
  createEnv: Call<[level: number, name: string, out: Made]>;
  createSession: Call<[env: Pointer, file: string, options: Pointer, out: Made]>;
  createSessionFromBytes: Call<
    [env: Pointer, bytes: Uint8Array, count: number, options: Pointer, out: Made]
  >;
  run: Call<
    [
      session: Pointer,
      options: Pointer,
      inputNames: readonly string[],
      inputs: readonly Pointer[],
      inputCount: number,
      outputNames: readonly string[],
      outputCount: number,
      outputs: Pointer[],
    ]
  >;
  createSessionOptions: Call<[out: Made]>;
  setThreads: Call<[options: Pointer, count: number]>;
  inputCount: Count;
  outputCount: Count;
  inputName: Name;
  outputName: Name;
  createTensor: Call<
    [allocator: Pointer, shape: BigInt64Array, rank: number, type: number, out: Made]
  >;
  tensorData: Call<[tensor: Pointer, out: Made]>;
  shapeOf: Call<[tensor: Pointer, out: Made]>;
  rank: Count;
  dimensions: Call<[shape: Pointer, out: BigInt64Array, rank: number]>;
  defaultAllocator: Call<[out: Made]>;
  metadata: Call<[session: Pointer, out: Made]>;
  metadataValue: Call<[metadata: Pointer, allocator: Pointer, key: string, out: Made<string>]>;
  releaseStatus: Release;
  releaseTensor: Release;
  releaseShape: Release;
  releaseSession: Release;
  releaseSessionOptions: Release;
};

const ptr = 'void *';
const made = '_Out_ void **';
const count = '_Out_ size_t *';
const text = '_Out_ str *';
/** Names of files are wide characters on Windows (`ORTCHAR_T`). */
const path = process.platform === 'win32' ? 'str16' : 'str';

type Signature = {
  /** Place in the API's table of functions, which only ever grows at its end. */
  readonly place: number;
  readonly takes: readonly string[];
  readonly gives?: string;
};

/** Where each stands, what it takes and what it gives, if not a status. */
export const SIGNATURES: Readonly<Record<keyof OnnxFunctions, Signature>> = {
  getErrorMessage: { place: 2, takes: [ptr], gives: 'str' },
  createEnv: { place: 3, takes: ['int', 'str', made] },
  createSession: { place: 7, takes: [ptr, path, ptr, made] },
  createSessionFromBytes: { place: 8, takes: [ptr, 'uint8_t *', 'size_t', ptr, made] },
  run: {
    place: 9,
    takes: [ptr, ptr, 'str *', 'void **', 'size_t', 'str *', 'size_t', '_Inout_ void **'],
  },
  createSessionOptions: { place: 10, takes: [made] },
  setThreads: { place: 24, takes: [ptr, 'int'] },
  inputCount: { place: 30, takes: [ptr, count] },
  outputCount: { place: 31, takes: [ptr, count] },
  inputName: { place: 36, takes: [ptr, 'size_t', ptr, text] },
  outputName: { place: 37, takes: [ptr, 'size_t', ptr, text] },
  createTensor: { place: 48, takes: [ptr, 'int64_t *', 'size_t', 'int', made] },
  tensorData: { place: 51, takes: [ptr, made] },
  rank: { place: 61, takes: [ptr, count] },
  dimensions: { place: 62, takes: [ptr, '_Out_ int64_t *', 'size_t'] },
  shapeOf: { place: 65, takes: [ptr, made] },
  defaultAllocator: { place: 78, takes: [made] },
  releaseStatus: { place: 93, takes: [ptr], gives: 'void' },
  releaseSession: { place: 95, takes: [ptr], gives: 'void' },
  releaseTensor: { place: 96, takes: [ptr], gives: 'void' },
  releaseShape: { place: 99, takes: [ptr], gives: 'void' },
  releaseSessionOptions: { place: 100, takes: [ptr], gives: 'void' },
  metadata: { place: 111, takes: [ptr, made] },
  metadataValue: { place: 116, takes: [ptr, ptr, 'str', text] },
};
