/** A file that comes in piece by piece, as a download does, as fast as a test lets it. */
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';

import { GrowingFile, type OpenFile } from '../../src/base/growing-file.ts';

/** A file on its way, and its other end. */
export type Trickle = {
  readonly growing: GrowingFile;
  /** Lets it come in as far as this share of it, as a ratio, in pieces of odd lengths. */
  readonly upTo: (share: number) => Promise<void>;
  /** Lets the rest come in, and says that it is whole. */
  readonly end: () => Promise<void>;
  /** What a changed file on a server does: other bytes stand there, from the first on. */
  readonly beginAnew: (bytes: Buffer) => Promise<void>;
};

/** Has a file come in at another path; nothing of it is there at first. */
export async function trickle(from: string, to: string): Promise<Trickle> {
  const bytes = await readFile(from);
  await writeFile(to, '');
  const growing = new GrowingFile();
  let at = 0;
  const upTo = async (share: number): Promise<void> => {
    const end = Math.round(share * bytes.length);
    for (; at < end; growing.grow(to)) {
      const piece = bytes.subarray(at, Math.min(end, at + 7919));
      await appendFile(to, piece);
      at += piece.length;
    }
  };
  return {
    growing,
    upTo,
    end: async () => {
      await upTo(1);
      growing.end();
    },
    beginAnew: async (others) => {
      growing.lose();
      await truncate(to);
      await appendFile(to, others);
      growing.grow(to);
    },
  };
}

/** All that can be read of a file, in pieces of a thousand bytes at most; closes it. */
export async function readAll(
  file: OpenFile,
  onPiece: (at: number) => void = () => undefined,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for (let at = 0; ;) {
      const piece = Buffer.alloc(1000);
      const { bytesRead } = await file.read(piece, 0, 1000, at);
      if (bytesRead === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, bytesRead));
      at += bytesRead;
      onPiece(at);
    }
  } finally {
    await file.close();
  }
}
