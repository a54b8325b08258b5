import { createHash } from 'node:crypto';

/** A stable name for a value: the first 128 bits of its SHA-256, in hexadecimal. */
export function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
