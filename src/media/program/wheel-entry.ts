import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

import { ReasonError } from '../../base/reason-error.ts';

/** Records of a ZIP archive: their marks, and how long each is without what follows (PKWARE APPNOTE.TXT, 4.3). */
const END = { mark: 0x0605_4b50, bytes: 22 };
const LISTED = { mark: 0x0201_4b50, bytes: 46 };
const LOCAL = { mark: 0x0403_4b50, bytes: 30 };
const DEFLATED = 8;

/** Where a file stands in an archive. */
type Entry = {
  readonly method: number;
  /** Its length in the archive, in bytes. */
  readonly packed: number;
  /** Where its own record begins, in bytes. */
  readonly offset: number;
};

/**
 * Takes one deflated file out of a wheel, a ZIP archive without a remark at its end. Its content must have been checked before.
 * Throws a reason where the archive is of another form, and what the disk says.
 */
export async function takeEntry(wheel: string, name: string, to: string): Promise<void> {
  const file = await open(wheel, 'r');
  try {
    const entry = await findEntry(file, name);
    const local = await recordAt(file, entry?.offset ?? 0, LOCAL);
    if (!entry || entry.method !== DEFLATED) throw strange(name);
    const start = entry.offset + LOCAL.bytes + local.readUInt16LE(26) + local.readUInt16LE(28);
    const packed = createReadStream(wheel, { start, end: start + entry.packed - 1 });
    await pipeline(packed, createInflateRaw(), createWriteStream(to, { mode: 0o755 }));
  } finally {
    await file.close();
  }
}

async function findEntry(file: FileHandle, name: string): Promise<Entry | undefined> {
  const { size } = await file.stat();
  const end = await recordAt(file, size - END.bytes, END);
  const listed = await bytesAt(file, end.readUInt32LE(16), end.readUInt32LE(12));
  for (let at = 0; at + LISTED.bytes <= listed.length;) {
    const record = listed.subarray(at);
    if (record.readUInt32LE(0) !== LISTED.mark) return undefined;
    const nameEnd = LISTED.bytes + record.readUInt16LE(28);
    if (record.toString('utf8', LISTED.bytes, nameEnd) === name) {
      return {
        method: record.readUInt16LE(10),
        packed: record.readUInt32LE(20),
        offset: record.readUInt32LE(42),
      };
    }
    at += nameEnd + record.readUInt16LE(30) + record.readUInt16LE(32);
  }
  return undefined;
}

async function recordAt(file: FileHandle, at: number, form: typeof END): Promise<Buffer> {
  const record = await bytesAt(file, at, form.bytes);
  if (record.readUInt32LE(0) !== form.mark) throw strange('ZIP');
  return record;
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, Math.max(0, at));
  if (bytesRead < length) throw strange('ZIP');
  return buffer;
}

function strange(name: string): ReasonError {
  return new ReasonError(`${name} is not found in it`, `其中找不到 ${name}`);
}
