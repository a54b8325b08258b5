import { readdirSync, type Stats, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse, resolve } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { addressIn, withoutCredentials } from '../../sources/web-address.ts';
import { slugOf } from '../../store/slug.ts';
import type { TalkInput } from '../contract.ts';
import type { Places } from './places.ts';

/** What was pasted, as a file of its own; a name is taken for the title. Gives its path. */
export async function keepText(
  { handedIn }: Places,
  id: string,
  { text, name }: { readonly text: string; readonly name?: string | undefined },
): Promise<string> {
  const folder = join(handedIn, id);
  await mkdir(folder, { recursive: true });
  const path = join(
    folder,
    `${slugOf(name ?? titleIn(text)).replaceAll('-', ' ')}${suffixFor(text)}`,
  );
  await writeFile(path, text);
  return path;
}

/**
 * What `workOn` is given for an input. Throws `FILE_MISSING` for an upload that is not there, `FILE_UNREADABLE` for what is
 * neither file nor folder.
 */
export function inputPath({ handedIn }: Places, id: string, input: TalkInput): string {
  if ('link' in input) return addressIn(input.link) ?? '';
  if ('path' in input) {
    return withEnd(resolve(input.path.trim().replace(/^~(?=\/|$)/, homedir())));
  }
  return fileIn(join(handedIn, 'upload' in input ? input.upload : id));
}

/** What a talk is called before it is read. */
export function nameOf({ handedIn }: Places, input: TalkInput): string {
  if ('link' in input) return withoutCredentials(addressIn(input.link) ?? input.link.trim());
  if ('path' in input) return input.path.trim().split(/[/\\]/).at(-1) ?? input.path;
  if ('text' in input) return input.name ?? titleIn(input.text);
  return parse(fileIn(join(handedIn, input.upload))).name;
}

/** A device or a pipe may never come to its end, and nobody sits before the server to stop it. */
function withEnd(path: string): string {
  const found = statOf(path);
  if (!found || found.isFile() || found.isDirectory()) return path;
  const reason = { en: 'it is neither a file nor a folder', zh: '它既不是文件也不是文件夹' };
  throw new AppError('FILE_UNREADABLE', { path, reason });
}

/** `undefined` where there is nothing to be seen; whoever reads it says why. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The one file that was handed in. */
function fileIn(folder: string): string {
  try {
    const [name] = readdirSync(folder);
    if (name !== undefined) return join(folder, name);
  } catch {
    // Said below.
  }
  throw new AppError('FILE_MISSING', { path: folder });
}

/** Longer beginnings are no title, in characters. */
const LONGEST_TITLE = 60;

/** The first words, where nobody gave a name. */
function titleIn(text: string): string {
  const line = text
    .split('\n')
    .map((each) => each.replace(/[^\p{L}\p{N}\p{P} ]/gu, '').trim())
    .find((each) => /\p{L}{2}/u.test(each) && !/^(?:WEBVTT|\[Script Info\])/i.test(each));
  return line?.slice(0, LONGEST_TITLE) ?? 'talk';
}

/** The reader looks at the text itself; the suffix is for the eye. */
function suffixFor(text: string): string {
  const start = text.trimStart().slice(0, 2000);
  if (start.startsWith('WEBVTT')) return '.vtt';
  if (/^[[{]/.test(start)) return '.json';
  return /^\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d+ -->/.test(start) ? '.srt' : '.txt';
}
