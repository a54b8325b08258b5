import { open, type FileHandle } from 'node:fs/promises';

import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { mediaError } from './media-error.ts';
import { mixDown } from './mix-down.ts';

/** Where the sound of a WAV file stands that can be read without ffmpeg. */
export type WavSound = {
  /** Count of channels, at least 1. */
  readonly channels: number;
  /** Where the first sample stands, in bytes from the start of the file. */
  readonly offset: number;
  /** Length of the sound in bytes: whole frames, and no more than the file really holds. */
  readonly sizeBytes: number;
};

/** Two bytes a sample: only 16-bit sound is read here. */
const SAMPLE_BYTES = 2;
/** One second of mono: large enough to be quick, small enough to begin at once. */
const BLOCK_FRAMES = SAMPLE_RATE_HERTZ;
/** Chunks before the sound; real files have a handful. */
const MOST_CHUNKS = 64;
/** Codes of the `fmt ` chunk, from Microsoft's mmreg.h. */
const PCM = 1;
const EXTENSIBLE = 0xfffe;

/**
 * Finds the sound of a 16 kHz, 16-bit PCM WAV file, plain or WAVE_FORMAT_EXTENSIBLE, among whatever other
 * chunks. `undefined` for everything else: that is ffmpeg's to read. A length that is missing or larger
 * than the file, as streamed and truncated files have, means: up to the end of the file.
 */
export async function findWavSound(path: string): Promise<WavSound | undefined> {
  return reading(path, async (file) => {
    const { size } = await file.stat();
    const riff = await bytesAt(file, 0, 12);
    if (!isWave(riff)) return undefined;
    let channels = 0;
    let at = 12;
    for (let count = 0; count < MOST_CHUNKS; count++) {
      const head = await bytesAt(file, at, 8);
      if (head.length < 8) return undefined;
      const name = head.toString('latin1', 0, 4);
      const length = head.readUInt32LE(4);
      if (name === 'fmt ') channels = readableChannels(await bytesAt(file, at + 8, 40));
      if (name === 'data')
        return channels > 0 ? soundAt({ channels, offset: at + 8, length, size }) : undefined;
      // Chunks are padded to an even length.
      at += 8 + length + (length % 2);
    }
    return undefined;
  });
}

/** The length of a WAV sound. */
export function wavDuration({ channels, sizeBytes }: WavSound): Seconds {
  return sizeBytes / (channels * SAMPLE_BYTES) / SAMPLE_RATE_HERTZ;
}

/** Reads a WAV sound as blocks of about one second, its channels averaged. Memory does not grow with length. */
export async function* readWav(
  path: string,
  sound: WavSound,
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Float32Array, void> {
  const file = await openFile(path);
  try {
    const frameBytes = sound.channels * SAMPLE_BYTES;
    const end = sound.offset + sound.sizeBytes;
    for (let at = sound.offset; at < end;) {
      options.signal?.throwIfAborted();
      const bytes = await bytesAt(file, at, Math.min(end - at, BLOCK_FRAMES * frameBytes));
      const block = mixDown(bytes, sound.channels);
      // The file became shorter while it was read.
      if (block.length === 0) return;
      at += block.length * frameBytes;
      yield block;
    }
  } catch (error) {
    throw mediaError(path, error);
  } finally {
    await file.close();
  }
}

function isWave(riff: Buffer): boolean {
  return riff.toString('latin1', 0, 4) === 'RIFF' && riff.toString('latin1', 8, 12) === 'WAVE';
}

/** How many channels this `fmt ` chunk has, or 0 when its sound needs more than reading. */
function readableChannels(format: Buffer): number {
  if (format.length < 16) return 0;
  const code = format.readUInt16LE(0);
  // The extensible form keeps the real code in the first bytes of its last field.
  const isPcm =
    code === PCM || (code === EXTENSIBLE && format.length >= 26 && format.readUInt16LE(24) === PCM);
  const channels = format.readUInt16LE(2);
  const isOurs =
    format.readUInt32LE(4) === SAMPLE_RATE_HERTZ &&
    format.readUInt16LE(14) === SAMPLE_BYTES * 8 &&
    format.readUInt16LE(12) === channels * SAMPLE_BYTES;
  return isPcm && isOurs ? channels : 0;
}

function soundAt(found: {
  channels: number;
  offset: number;
  length: number;
  size: number;
}): WavSound {
  const rest = Math.max(0, found.size - found.offset);
  const length = found.length === 0 ? rest : Math.min(found.length, rest);
  const frameBytes = found.channels * SAMPLE_BYTES;
  const sizeBytes = length - (length % frameBytes);
  return { channels: found.channels, offset: found.offset, sizeBytes };
}

async function reading<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  try {
    return await read(file);
  } catch (error) {
    throw mediaError(path, error);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw mediaError(path, error);
  }
}

/** Up to `length` bytes from `at`; fewer at the end of the file. */
async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, at + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
