import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';

import { isWebAddress } from '../../sources/web-address.ts';

/** A list of ten thousand links is smaller, in bytes. */
const LARGEST = 1024 * 1024;

/**
 * The addresses in a text file that lists them, one a line; lines with `#` in front are remarks. `undefined` where
 * anything else is in it: it is a transcript then, or what reading it will say.
 */
export async function linksIn(path: string): Promise<string[] | undefined> {
  if (extname(path).toLowerCase() !== '.txt') return undefined;
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > LARGEST) return undefined;
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.length > 0 && lines.every((line) => !/\s/.test(line) && isWebAddress(line))
    ? lines
    : undefined;
}
