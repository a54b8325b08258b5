/** Models of a few hundred kilobytes, to be served by `model-hub.ts`. */
import { createHash, randomBytes } from 'node:crypto';

import { AppError } from '../../src/base/errors.ts';
import type { ModelEntry } from '../../src/weights/model-entry.ts';
import type { ModelSource } from '../../src/weights/model-source.ts';
import type { Hub } from './model-hub.ts';

export const FILES = {
  'encoder.int8.onnx': randomBytes(300_000),
  'encoder.onnx': randomBytes(500_000),
  'decoder.int8.onnx': randomBytes(2000),
  'joiner.int8.onnx': randomBytes(1000),
  'tokens.txt': Buffer.from('<unk> 0\n▁the 1\n'),
  'README.md': Buffer.from('read me'),
};
export const WANTED = ['decoder.int8.onnx', 'encoder.int8.onnx', 'joiner.int8.onnx', 'tokens.txt'];

/** A model whose files are found in the listing. */
export const OPEN: ModelEntry = {
  name: 'small',
  kind: 'speech',
  about: 8000,
  languages: ['en'],
  folder: 'sherpa-onnx-small',
  licence: 'MIT',
  credit: 'Nobody',
  parts: ['encoder', 'decoder', 'joiner', 'tokens'],
};
/** One whose files are known to the last byte. */
export const PINNED: ModelEntry = {
  ...OPEN,
  name: 'pinned',
  folder: 'sherpa-onnx-pinned',
  files: pinned(Object.entries(FILES).filter(([name]) => WANTED.includes(name))),
};

/** A language model: one file. */
export const GGUF = Buffer.concat([
  Buffer.from('GGUF\u0003\0\0\0', 'latin1'),
  randomBytes(400_000),
]);
export const TALKER: ModelEntry = {
  ...OPEN,
  name: 'talker',
  kind: 'language',
  owner: 'maker',
  folder: 'Talker-GGUF',
  revision: 'abcdef0123456789abcdef0123456789abcdef01',
  atModelScope: 'Maker/Talker',
  parts: [],
  files: pinned([['Talker-Q4_K_M.gguf', GGUF]]),
};

function pinned(files: readonly (readonly [string, Buffer])[]): ModelEntry['files'] {
  return files.map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
}

/** A served hub as a source of models. */
export function sourceOf({ base }: Hub, form: ModelSource['form'] = 'hub'): ModelSource {
  return { base, form };
}

export async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
}
