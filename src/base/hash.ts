import { hash } from 'node:crypto';

/** A stable name for a value: the first 128 bits of its SHA-256, in hexadecimal. */
export function fingerprint(...parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 32);
}
