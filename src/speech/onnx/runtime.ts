import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import koffi from 'koffi';

import {
  type Made,
  type OnnxFunctions,
  type Pointer,
  SIGNATURES,
  type Status,
} from './functions.ts';

/**
 * Version of the C API asked for: every later release of ONNX Runtime has it too. sherpa-onnx 1.13.8 brings 1.28.2.
 */
const API_VERSION = 22;
/** Only what went wrong is worth a line on its error stream (`ORT_LOGGING_LEVEL_ERROR`). */
const ERRORS_ONLY = 3;

/** ONNX Runtime, loaded. */
export type OnnxRuntime = {
  readonly api: OnnxFunctions;
  readonly env: Pointer;
  readonly allocator: Pointer;
  /** Kept, for the library is unloaded with its handle. */
  readonly library: unknown;
};

let opened: OnnxRuntime | undefined;

/** ONNX Runtime, loaded when first asked for. Fails when it is not there or too old. */
export function onnxRuntime(): OnnxRuntime {
  opened ??= open();
  return opened;
}

function open(): OnnxRuntime {
  const library = koffi.load(libraryFile());
  const base: unknown = library.func('OrtGetApiBase', 'void *', [])();
  const [getApi]: Pointer[] = koffi.decode(base, koffi.array('void *', 1));
  const table: Pointer = koffi.call(getApi, koffi.proto('void *', ['uint32_t']), API_VERSION);
  if (table === null) throw new Error(`this ONNX Runtime has no version ${API_VERSION} of its API`);
  const last = Math.max(...Object.values(SIGNATURES).map(({ place }) => place));
  const places: Pointer[] = koffi.decode(table, koffi.array('void *', last + 1));
  const functions = Object.entries(SIGNATURES).map(([name, { place, takes, gives = 'void *' }]) => [
    name,
    koffi.decode(places[place], koffi.proto(gives, [...takes])),
  ]);
  const api: OnnxFunctions = Object.fromEntries(functions);
  const env = madeBy(api, (out: Made) => api.createEnv(ERRORS_ONLY, 'talkleaf', out));
  return { api, env, allocator: madeBy(api, api.defaultAllocator), library };
}

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'libonnxruntime.dylib',
  win32: 'onnxruntime.dll',
};

/** The copy of ONNX Runtime that comes with sherpa-onnx: one for both, loaded once. */
function libraryFile(): string {
  const { platform, arch } = process;
  const engine = createRequire(import.meta.url).resolve('sherpa-onnx-node');
  const system = platform === 'win32' ? 'win' : platform;
  const beside = createRequire(engine).resolve(`sherpa-onnx-${system}-${arch}/package.json`);
  return join(dirname(beside), NAMES[platform] ?? 'libonnxruntime.so');
}

/** Fails with what the library says went wrong, if anything did. */
export function check(api: OnnxFunctions, status: Status): void {
  if (status === null) return;
  const message = api.getErrorMessage(status);
  api.releaseStatus(status);
  throw new Error(message);
}

/** What a function puts into the place it is given. */
export function madeBy<T = bigint>(api: OnnxFunctions, make: (out: Made<T>) => Status): T {
  const out: Made<T> = [null];
  check(api, make(out));
  if (out[0] === null) throw new Error('ONNX Runtime gave nothing');
  return out[0];
}
