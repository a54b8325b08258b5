import { once } from 'node:events';
import type { Writable } from 'node:stream';

import type { GrowingFile, OpenFile } from '../base/growing-file.ts';
import type { Media } from './media.ts';
import { lengthField } from './mp3-length.ts';

/** A file on its way into a program. */
type Feeding = {
  /** Whether the program has all there is at present. */
  isHungry(): boolean;
  /** Throws what went wrong with the file meanwhile. */
  throwIfLost(): void;
  /** Writes no more. Never fails. */
  end(): Promise<void>;
};

/** As much as is read at once, in bytes. */
const PIECE = 64 * 1024;

/**
 * Writes a file that is still coming in to the standard input of a program, up to its real end. Where the file is lost, `stop`
 * is called before the program could take its present end for that. A file by its path needs none of this.
 */
export function feed(media: Media, input: Writable | null, stop: () => void): Feeding {
  const over = new AbortController();
  const isFed = typeof media !== 'string' && input !== null;
  let lost: { readonly reason: unknown } | undefined;
  const feeding = isFed ? writeAll(media, input, over.signal) : Promise.resolve();
  const settled = feeding.catch((reason: unknown) => {
    if (over.signal.aborted) return;
    lost = { reason };
    stop();
  });
  return {
    isHungry: () => isFed && media.isAwaited,
    throwIfLost: () => {
      if (lost) throw lost.reason;
    },
    end: async () => {
      over.abort();
      await settled;
    },
  };
}

/** Resolves early when the program takes no more. */
async function writeAll(file: GrowingFile, input: Writable, signal: AbortSignal): Promise<void> {
  const source = await file.open(signal);
  const closed = new AbortController();
  const close = (): void => closed.abort();
  // A program that has what it wants closes its input while there is more.
  input.on('error', close).on('close', close);
  try {
    await write(source, input, AbortSignal.any([signal, closed.signal]));
  } catch (error) {
    if (!closed.signal.aborted) throw error;
  } finally {
    await source.close();
  }
}

async function write(source: OpenFile, input: Writable, signal: AbortSignal): Promise<void> {
  const hidden = await lengthField(source);
  for (let at = 0; ;) {
    const piece = Buffer.alloc(PIECE);
    const { bytesRead } = await source.read(piece, 0, PIECE, at);
    signal.throwIfAborted();
    if (bytesRead === 0) break;
    if (hidden !== undefined) piece.fill(0, ...within(hidden - at));
    at += bytesRead;
    if (!input.write(piece.subarray(0, bytesRead))) await once(input, 'drain', { signal });
  }
  input.end();
}

/** Where four bytes stand in a piece, as far as they are in it. */
function within(at: number): [from: number, to: number] {
  const [from = 0, to = 0] = [at, at + 4].map((each) => Math.min(PIECE, Math.max(0, each)));
  return [from, to];
}
