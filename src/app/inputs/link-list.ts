import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { addressIn } from '../../sources/web-address.ts';

/** A list of ten thousand links is smaller, in bytes. */
const LARGEST = 1024 * 1024;

/** Of a line that is no link, this much is shown, in characters. */
const LONGEST_SHOWN = 80;

/**
 * The addresses in a text file that lists them, one a line; lines with `#` in front are remarks. A list is what has
 * addresses at the beginning of more than half of its lines: `undefined` for any other text, as a transcript with its
 * link above it. Throws LINKS_BAD for a line of a list that is not just an address.
 */
export async function linksIn(path: string): Promise<string[] | undefined> {
  if (extname(path).toLowerCase() !== '.txt') return undefined;
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > LARGEST) return undefined;
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  const linked = lines.filter((line) => addressIn(line.text.split(/\s/, 1)[0] ?? ''));
  if (linked.length <= lines.length / 2) return undefined;
  return lines.map((line) => {
    const address = /\s/.test(line.text) ? undefined : addressIn(line.text);
    if (address !== undefined) return address;
    const shown = line.text.slice(0, LONGEST_SHOWN);
    throw new AppError('LINKS_BAD', { path, line: line.number, text: shown });
  });
}
