import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, sep } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { systemCode, systemReason } from '../../base/system-reason.ts';
import type { Published, SourceText } from '../../model/source.ts';
import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../../transcripts/read.ts';
import { contentKeyOf } from './content-key.ts';
import { MEDIA_SUFFIXES } from './media-names.ts';
import { stemOf } from './transcript-names.ts';

/** A transcript as given, with what its place tells. */
export type Input = {
  readonly transcript: Transcript;
  /** From the file itself, else its name. */
  readonly title: string;
  /** As shown to people. */
  readonly name: string;
  /** The same whenever this input is given again. */
  readonly sourceKey: string;
  /** The same for the same content, wherever it lies; absent for what is no file. */
  readonly contentKey?: string | undefined;
  /** The page it came from. */
  readonly url?: string | undefined;
  /** What its publisher says of it. */
  readonly published?: Published | undefined;
  /** How its text was had; absent for a transcript as given. */
  readonly text?: SourceText | undefined;
  /** The recording that lies beside it, as an absolute path. */
  readonly media?: string | undefined;
};

/** A larger file is no transcript: ten hours of talk are about a megabyte. In bytes. */
const LARGEST = 32 * 1024 * 1024;

export type ReadInputOptions = {
  readonly encoding?: string | undefined;
  /** Frames a second, for times that count frames. @default what the file says, else 25 */
  readonly fps?: number | undefined;
  /** Where `-` is read from. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
};

/** Reads a transcript from a file, a pipe or, for `-`, from standard input. Throws `AppError` with a hint. */
export async function readInput(path: string, options: ReadInputOptions): Promise<Input> {
  if (path === '-') return await readStream(options.stdin ?? [], options);
  if (await isPipe(path)) return await readStream(createReadStream(path), options);
  const bytes = await readBytes(path);
  const name = basename(path);
  const { encoding, fps } = options;
  const transcript = readTranscript(bytes, { name, encoding, fps });
  const real = await realpath(path);
  const media = await mediaBeside(real);
  return {
    transcript,
    title: transcript.title ?? titleOf(name),
    name,
    sourceKey: fingerprint('file', real),
    contentKey: await contentKeyOf(real),
    ...(media !== undefined && { media }),
  };
}

/** True for what can be read but once: a named pipe, or what a shell puts for `<(command)`. */
export async function isPipe(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFIFO() ?? false;
}

async function readStream(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { encoding, fps }: ReadInputOptions,
): Promise<Input> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST) throw tooLarge('-', size);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const transcript = readTranscript(bytes, { name: '-', encoding, fps });
  const sourceKey = fingerprint('bytes', bytes.toString('base64'));
  return { transcript, title: transcript.title ?? 'talk', name: '-', sourceKey };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw tooLarge(path, size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('FILE_MISSING', { path }, { cause: error });
    }
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('FILE_UNREADABLE', { path, reason: systemReason(cause) }, { cause });
}

function tooLarge(path: string, size: number): AppError {
  const [is, limit] = [size, LARGEST].map((bytes) => `${Math.round(bytes / 1024 / 1024)} MB`);
  return new AppError('FILE_TOO_LARGE', { path, size: is ?? '', limit: limit ?? '' });
}

/** A file name as a title: without its suffix and a language before it (`talk.en.srt`). */
function titleOf(name: string): string {
  const stem = stemOf(name).replace(/[_]+/g, ' ').trim();
  return stem === '' ? name : stem;
}

async function mediaBeside(path: string): Promise<string | undefined> {
  const file = basename(path);
  const names = new Set(await readdir(dirname(path)).catch(() => []));
  // The whole name first: what looks like a language may belong to it.
  const name = [parse(file).name, stemOf(file)]
    .flatMap((stem) => MEDIA_SUFFIXES.map((suffix) => stem + suffix))
    .find((each) => names.has(each));
  return name === undefined ? undefined : join(dirname(path), name);
}

/** A path as a link from a folder: relative, with forward slashes. */
export function linkFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
