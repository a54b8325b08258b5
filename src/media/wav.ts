import { open } from 'node:fs/promises';

import { bytesAt } from '../base/bytes-at.ts';
import type { OpenFile } from '../base/growing-file.ts';
import type { Seconds } from '../model/time.ts';
import { mediaError } from './media-error.ts';
import { type Media, pathOf } from './media.ts';
import { mixDown } from './mix-down.ts';

/** Where the sound of a WAV file stands that can be read without ffmpeg. */
export type WavSound = {
  /** Count of channels, at least 1. */
  readonly channels: number;
  /** Samples a second, in hertz. */
  readonly rateHertz: number;
  /** Where the first sample stands, in bytes from the start of the file. */
  readonly offset: number;
  /** Length of the sound in bytes: whole frames, and no more than the file really holds. */
  readonly sizeBytes: number;
};

/** Two bytes a sample: only 16-bit sound is read here. */
const SAMPLE_BYTES = 2;
/** The rates sound is recorded at; others are damage. In hertz. */
const LOWEST_RATE = 4000;
const HIGHEST_RATE = 400_000;
/** Chunks before the sound; real files have a handful. */
const MOST_CHUNKS = 64;
/** Codes of the `fmt ` chunk, from Microsoft's mmreg.h. */
const PCM = 1;
const EXTENSIBLE = 0xfffe;

/**
 * Finds the sound of a 16-bit PCM WAV file, plain or WAVE_FORMAT_EXTENSIBLE, among whatever other
 * chunks. `undefined` for everything else: that is ffmpeg's to read. A length that is missing or larger
 * than the file, as streamed and truncated files have, means: up to the end of the file.
 */
export async function findWavSound(
  media: Media,
  signal?: AbortSignal,
): Promise<WavSound | undefined> {
  return (await lookAtWav(media, signal)).sound;
}

/** What can be told of a WAV file from its header; nothing of any other file. */
export async function lookAtWav(
  media: Media,
  signal?: AbortSignal,
): Promise<{
  /** Where its sound stands, as `findWavSound` says. */
  readonly sound?: WavSound | undefined;
  /** How long it is by its header, in seconds, where it is not compressed and the header knows. */
  readonly length?: Seconds | undefined;
}> {
  const found = await findChunks(media, signal);
  if (!found) return {};
  const form = readableForm(found.format);
  return { sound: form && soundAt({ ...form, ...found }), length: statedLength(found) };
}

/** Lengths that stand for an unknown one, in bytes: what streams and interrupted recorders leave in the header. */
const UNKNOWN_LENGTHS = [
  [0, 0],
  // SoX and arecord: what a signed number holds, less a few; ffmpeg: all ones.
  [0x7fff_0000, 0x8000_0000],
  [0xffff_0000, 0xffff_ffff],
] as const;

/** Forms whose samples are not compressed, from mmreg.h: their length in bytes tells their length in time. */
const EVEN_FORMS: ReadonlySet<number> = new Set([PCM, 3, 6, 7, EXTENSIBLE]);

function statedLength({ length, format }: Chunks): Seconds | undefined {
  if (format.length < 16) return undefined;
  const bytesPerSecond = format.readUInt32LE(4) * format.readUInt16LE(12);
  const isKnown =
    EVEN_FORMS.has(format.readUInt16LE(0)) &&
    UNKNOWN_LENGTHS.every(([least, most]) => length < least || length > most);
  return isKnown && bytesPerSecond > 0 ? length / bytesPerSecond : undefined;
}

/** Where the sound of a WAV file stands, and what is said of it. */
type Chunks = {
  /** The `fmt ` chunk, or its beginning. */
  readonly format: Buffer;
  /** Where the first sample stands, in bytes from the start of the file. */
  readonly offset: number;
  /** Length of the sound by the header, in bytes. */
  readonly length: number;
  /** Length of the file, in bytes. */
  readonly size: number;
};

async function findChunks(media: Media, signal?: AbortSignal): Promise<Chunks | undefined> {
  const file = await openMedia(media, signal);
  try {
    const { size } = await file.stat();
    const riff = await bytesAt(file, 0, 12);
    if (!isWave(riff)) return undefined;
    let format: Buffer | undefined;
    let at = 12;
    for (let count = 0; count < MOST_CHUNKS; count++) {
      const head = await bytesAt(file, at, 8);
      if (head.length < 8) return undefined;
      const name = head.toString('latin1', 0, 4);
      const length = head.readUInt32LE(4);
      if (name === 'fmt ') format = await bytesAt(file, at + 8, 40);
      if (name === 'data') return format && { format, offset: at + 8, length, size };
      // Chunks are padded to an even length.
      at += 8 + length + (length % 2);
    }
    return undefined;
  } catch (error) {
    throw mediaError(pathOf(media), error);
  } finally {
    await file.close();
  }
}

/** The length of a WAV sound. */
export function wavDuration({ channels, rateHertz, sizeBytes }: WavSound): Seconds {
  return sizeBytes / (channels * SAMPLE_BYTES) / rateHertz;
}

/** Reads a WAV sound at its own rate as blocks of about one second, its channels averaged. Memory does not grow with length. */
export async function* readWav(
  media: Media,
  sound: WavSound,
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Float32Array, void> {
  const file = await openMedia(media, options.signal);
  try {
    const frameBytes = sound.channels * SAMPLE_BYTES;
    const end = sound.offset + sound.sizeBytes;
    for (let at = sound.offset; at < end;) {
      options.signal?.throwIfAborted();
      const bytes = await bytesAt(file, at, Math.min(end - at, sound.rateHertz * frameBytes));
      const block = mixDown(bytes, sound.channels);
      // The file became shorter while it was read.
      if (block.length === 0) return;
      at += block.length * frameBytes;
      yield block;
    }
  } catch (error) {
    throw mediaError(pathOf(media), error);
  } finally {
    await file.close();
  }
}

function isWave(riff: Buffer): boolean {
  return riff.toString('latin1', 0, 4) === 'RIFF' && riff.toString('latin1', 8, 12) === 'WAVE';
}

type Form = Pick<WavSound, 'channels' | 'rateHertz'>;

/** What this `fmt ` chunk says, or `undefined` when its sound needs more than reading. */
function readableForm(format: Buffer): Form | undefined {
  if (format.length < 16) return undefined;
  const code = format.readUInt16LE(0);
  // The extensible form keeps the real code in the first bytes of its last field.
  const isPcm =
    code === PCM || (code === EXTENSIBLE && format.length >= 26 && format.readUInt16LE(24) === PCM);
  const channels = format.readUInt16LE(2);
  const rateHertz = format.readUInt32LE(4);
  const isOurs =
    rateHertz >= LOWEST_RATE &&
    rateHertz <= HIGHEST_RATE &&
    format.readUInt16LE(14) === SAMPLE_BYTES * 8 &&
    format.readUInt16LE(12) === channels * SAMPLE_BYTES;
  return isPcm && isOurs && channels > 0 ? { channels, rateHertz } : undefined;
}

function soundAt({ channels, rateHertz, offset, length, size }: Form & Chunks): WavSound {
  const rest = Math.max(0, size - offset);
  const claimed = length === 0 ? rest : Math.min(length, rest);
  const sizeBytes = claimed - (claimed % (channels * SAMPLE_BYTES));
  return { channels, rateHertz, offset, sizeBytes };
}

async function openMedia(media: Media, signal?: AbortSignal): Promise<OpenFile> {
  try {
    return typeof media === 'string' ? await open(media) : await media.open(signal);
  } catch (error) {
    throw mediaError(pathOf(media), error);
  }
}
