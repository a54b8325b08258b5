import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { addressIn } from '../../sources/web-address.ts';
import { INNER } from '../../store/layout.ts';
import { type InFolder, talksIn } from './folder-talks.ts';
import { linksIn } from './link-list.ts';
import { talkOfFolder } from './talk-of-folder.ts';

/**
 * The inputs a person meant: a folder stands for the talks in it, one that Talkleaf made below `out` for the talk it was
 * made from, a text file of links for these, and an address of the web without `https://` for the whole one. What comes
 * of two inputs alike comes once. Throws USAGE for an empty input, FOLDER_IS_TALK, FOLDER_EMPTY, FILE_UNREADABLE, LINKS_BAD.
 */
export async function expandInputs(inputs: readonly string[], out: string): Promise<InFolder> {
  const found = await Promise.all(inputs.map((input) => expandInput(input, out)));
  const files = found.flatMap(({ talks }) => talks);
  const talks = await Promise.all(files.map(async (path) => (await linksIn(path)) ?? [path]));
  return {
    talks: [...new Set(talks.flat())],
    passedOver: found.flatMap(({ passedOver }) => passedOver),
  };
}

async function expandInput(input: string, out: string): Promise<InFolder> {
  if (input.trim() === '') throw new AppError('USAGE', { problem: EMPTY });
  if (input === '-') return { talks: [input], passedOver: [] };
  const found = await stat(input).catch(() => undefined);
  if (!found) return { talks: [addressIn(input) ?? input], passedOver: [] };
  if (!found.isDirectory()) return { talks: [input], passedOver: [] };
  if (!(await isThere(join(input, INNER)))) return await talksIn(input);
  return { talks: [await talkOfFolder(input, out)], passedOver: [] };
}

const EMPTY = {
  en: 'An input is empty; it should be a file, a folder or a link.',
  zh: '有一个输入是空的；它应当是文件、文件夹或链接。',
};
